#include "settings.hpp"

#include "command_line.hpp"

#include <algorithm>
#include <iostream>
#include <thread>

namespace relay {
namespace {

constexpr char introduction[] = R"(Usage: relay [option...]

A chat page, and a server that streams a model's answers to it. Telnyx is found through the environment:

  TELNYX_API_KEY    the key; it never leaves the server
  TELNYX_BASE_URL   if it is not https://api.telnyx.com/v2, such as that of the program sandbox
  SSL_CERT_FILE     the authorities to trust, if not the system's

SIGTERM or Ctrl-C stops it once the open answers have ended; a second one stops it at once.

)";

constexpr std::size_t many = 1'000'000;
constexpr auto shortest = std::chrono::milliseconds(1);

} // namespace

bool read_settings(settings& chosen, int argc, char const* const* argv) {
    command_line options;
    options.add("--address", "A", "address to listen on (127.0.0.1)", chosen.address);
    options.add("--port", "N", "port to listen on, 0 for any (8080)", chosen.port, 0, 65535);
    options.add("--threads", "N", "threads, 0 for one per core (0)", chosen.threads, 0, 1024);
    options.add("--max-streams", "N", "answers at the same time (1000)", chosen.max_streams, 1, many);
    options.add("--max-connections", "N", "open connections of browsers (4000)", chosen.max_connections, 1, many);
    options.add("--max-body", "BYTES", "size of a request's body (65536)", chosen.max_body_size, 1, 1 << 30);
    options.add("--max-messages", "N", "messages of a conversation (200)", chosen.max_messages, 1, many);
    options.add("--max-tokens", "N", "tokens of an answer (2048)", chosen.max_tokens, 1, many);
    options.add("--deadline", "SECONDS", "for a whole answer (120)", chosen.deadline, shortest);
    options.add("--request-timeout", "SECONDS", "for a request to arrive (10)", chosen.request_timeout, shortest);
    options.add("--write-timeout", "SECONDS", "for a browser to read on (30)", chosen.write_timeout, shortest);
    options.add("--idle-timeout", "SECONDS", "between two requests (60)", chosen.idle_timeout, shortest);
    options.add("--drain", "SECONDS", "for open answers after SIGTERM (30)", chosen.drain_time, settings::duration(0));
    options.add("--model", "NAME", "the model (Telnyx's default)", chosen.model);
    options.add("--system", "TEXT", "instructions to the model (none)", chosen.system_prompt);
    if (!options.parse(argc, argv)) {
        std::cout << introduction << options.help();
        return false;
    }
    if (chosen.threads == 0) chosen.threads = std::max(1u, std::thread::hardware_concurrency());
    return true;
}

} // namespace relay
