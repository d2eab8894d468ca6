#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace relay {

/// What can be set on the command line. Where Telnyx is, and the key, are in the environment: `TELNYX_BASE_URL`,
/// `TELNYX_API_KEY`.
struct settings {
    using duration = std::chrono::milliseconds;

    std::string address = "127.0.0.1";                   ///< to listen on; behind a proxy, the default is right
    std::uint16_t port = 8080;                           ///< 0 selects a free port
    std::size_t threads = 0;                             ///< 0: one for each core
    std::size_t max_streams = 1000;                      ///< answers that are streamed at the same time; more get a 503
    std::size_t max_connections = 4000;                  ///< of browsers; more are closed at once
    std::size_t max_header_size = 8 * 1024;              ///< of a request, in bytes
    std::size_t max_body_size = 64 * 1024;               ///< of a request, in bytes
    std::size_t max_messages = 200;                      ///< of a conversation
    duration deadline = std::chrono::minutes(2);         ///< for a whole answer, retries included
    duration request_timeout = std::chrono::seconds(10); ///< for a request to arrive, from its first byte
    duration write_timeout = std::chrono::seconds(30);   ///< for a browser to take what was sent to it
    duration idle_timeout = std::chrono::seconds(60);    ///< for the next request on an open connection
    duration drain_time = std::chrono::seconds(30);      ///< for answers to end after SIGTERM
    std::string model{};                                 ///< empty: Telnyx's default
    std::string system_prompt{};                         ///< instructions to the model; browsers cannot set any
    std::size_t max_tokens = 2048;                       ///< of an answer
};

/// Reads the arguments of `main`. Returns false if they ask for help, which is then printed.
/// @throws command_line::usage_error
bool read_settings(settings& chosen, int argc, char const* const* argv);

} // namespace relay
