// The sandbox as a program, for curl, browsers and programs in other languages.

#include "../relay/command_line.hpp"

#include "telnyx/testing/sandbox.hpp"

#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <pthread.h>
#include <random>
#include <string>

namespace {

namespace testing = telnyx::testing;
using namespace std::chrono_literals;

constexpr char introduction[] = R"(Usage: sandbox [option...]

A server on 127.0.0.1 that behaves like Telnyx, with made-up data, until Ctrl-C or SIGTERM stops it. When it is ready it
prints its base URL. Programs that use telnyx-cpp find it through these variables, without any change:

  TELNYX_BASE_URL   the printed base URL
  TELNYX_API_KEY    any text, or that of --api-key
  SSL_CERT_FILE     the file of --certificate: the authority that issued the server's certificate, in PEM. OpenSSL,
                    and so Python and curl, trust the authorities in this file instead of the system's (curl only
                    where CURL_CA_BUNDLE and SSL_CERT_DIR are not set; --cacert FILE always works). Node has
                    NODE_EXTRA_CA_CERTS for it. The authority is a new one each time the sandbox starts.

Browsers trust no such file: use --plain-http for them, and --cors with the origin of the page.

)";

struct settings {
    std::uint16_t port = 0;
    bool plain_http = false;
    std::string certificate = "telnyx-sandbox.pem";
    std::string api_key{};
    bool any_model = false;
    std::size_t answer_tokens = 0;
    std::chrono::milliseconds token_delay = 15ms;
    std::chrono::milliseconds latency = 0ms;
    std::chrono::milliseconds task_duration = 2s;
    double error_rate = 0;
    int error_status = 503;
    double cut_rate = 0;
    double stall_rate = 0;
    std::string cors{};
    std::size_t seed = 1;
    bool log = false;
};

/// Returns false if the arguments ask for help, which is then printed.
bool read_settings(settings& chosen, int argc, char const* const* argv) {
    constexpr std::size_t many = 1'000'000'000;
    command_line options;
    options.add("--port", "N", "port to listen on (any free port)", chosen.port, 0, 65535);
    options.add_flag("--plain-http", "no TLS", chosen.plain_http);
    options.add("--certificate", "FILE", "write the authority here (telnyx-sandbox.pem)", chosen.certificate);
    options.add("--api-key", "KEY", "accept only this key (any key)", chosen.api_key);
    options.add_flag("--any-model", "accept models that are not listed", chosen.any_model);
    options.add("--answer-tokens", "N", "tokens of each answer (as its text needs)", chosen.answer_tokens, 0, many);
    options.add("--token-delay", "SECONDS", "before each token of a stream (0.015)", chosen.token_delay, 0ms);
    options.add("--latency", "SECONDS", "before each response (0)", chosen.latency, 0ms);
    options.add("--task-duration", "SECONDS", "of background tasks (2)", chosen.task_duration, 0ms);
    options.add_share("--error-rate", "0..1", "share of requests that fail (0)", chosen.error_rate);
    options.add("--error-status", "N", "their status (503)", chosen.error_status, 400, 599);
    options.add_share("--cut-rate", "0..1", "share of responses cut in the middle (0)", chosen.cut_rate);
    options.add_share("--stall-rate", "0..1", "share of responses that stop coming (0)", chosen.stall_rate);
    options.add("--cors", "ORIGIN", "origin of pages that may read responses, or *", chosen.cors);
    options.add("--seed", "N", "of what happens at random (1)", chosen.seed, 0, many);
    options.add_flag("--log", "print each request", chosen.log);
    if (options.parse(argc, argv)) return true;
    std::cout << introduction << options.help();
    return false;
}

/// Alters responses as the settings want. All on the sandbox's thread.
class troublemaker {
  public:
    explicit troublemaker(settings const& chosen) : chosen_(chosen), random_(chosen.seed) {}

    void operator()(testing::recorded_request const& request, testing::reply& reply) {
        // One draw for each fault, whatever comes of the others: the same seed has the same faults.
        bool const fails = happens(chosen_.error_rate), cut = happens(chosen_.cut_rate),
                   stalls = happens(chosen_.stall_rate);
        if (request.method == "OPTIONS" && !chosen_.cors.empty())
            reply = testing::reply(204);
        else if (fails)
            reply = error();
        if (cut) reply.cut_after_bytes(middle, testing::connection_end::fin);
        if (stalls) reply.stall(middle);
        reply.after(chosen_.latency);
        if (!chosen_.cors.empty()) allow_pages(reply);
        if (chosen_.log) std::cout << request.method << ' ' << request.target << ' ' << reply.status() << std::endl;
    }

  private:
    static constexpr std::size_t middle = 600; // bytes: after the head of a response, and its first events

    bool happens(double rate) { return std::uniform_real_distribution<>()(random_) < rate; }

    testing::reply error() const {
        telnyx::error_detail const detail{.code = "10007",
                                          .title = "Unexpected error",
                                          .detail = "The sandbox was told to fail this request.",
                                          .pointer = {},
                                          .parameter = {}};
        return testing::reply::error(chosen_.error_status, detail);
    }

    void allow_pages(testing::reply& reply) const {
        reply.header("access-control-allow-origin", chosen_.cors);
        reply.header("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE");
        reply.header("access-control-allow-headers", "authorization, content-type");
    }

    settings chosen_;
    std::mt19937_64 random_;
};

/// Keeps SIGINT and SIGTERM until somebody waits for them. The threads of the sandbox inherit this.
sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

void write_file(std::string const& name, std::string const& text) {
    std::ofstream out(name, std::ios::binary);
    out << text;
    out.close();
    if (!out) throw std::runtime_error("cannot write " + name);
}

void introduce(settings const& chosen, testing::sandbox const& server) {
    std::cout << "Base URL: " << server.base_url() << "\nAPI key: " << server.api_key() << '\n';
    if (!chosen.plain_http) std::cout << "Certificate: " << chosen.certificate << '\n';
    std::cout << "\n    export TELNYX_BASE_URL=" << server.base_url() << " TELNYX_API_KEY=" << server.api_key();
    if (!chosen.plain_http) std::cout << " SSL_CERT_FILE=" << std::filesystem::absolute(chosen.certificate);
    std::cout << "\n    curl " << (chosen.plain_http ? "" : "--cacert $SSL_CERT_FILE ")
              << "-H \"Authorization: Bearer $TELNYX_API_KEY\" $TELNYX_BASE_URL/ai/models\n"
              << std::endl;
}

void serve(settings const& chosen) {
    auto const signals = block_signals();
    auto options = testing::sandbox_options();
    options.port(chosen.port).plain_http(chosen.plain_http).accept_only_key(chosen.api_key);
    options.accept_any_model(chosen.any_model).answer_tokens(chosen.answer_tokens);
    options.token_delay(chosen.token_delay).task_duration(chosen.task_duration).max_recorded_requests(0);
    testing::sandbox server(options);
    server.alter(troublemaker(chosen));
    if (!chosen.plain_http) write_file(chosen.certificate, server.ca_pem());
    introduce(chosen, server);

    int number = 0;
    sigwait(&signals, &number);
    auto const counts = server.statistics();
    std::cout << counts.requests << " requests on " << counts.connections_accepted << " connections" << std::endl;
}

} // namespace

int main(int argc, char** argv) {
    try {
        settings chosen;
        if (read_settings(chosen, argc, argv)) serve(chosen);
        return EXIT_SUCCESS;
    } catch (command_line::usage_error const& error) {
        std::cerr << "sandbox: " << error.what() << "; see --help" << std::endl;
        return 2;
    } catch (std::exception const& error) {
        std::cerr << "sandbox: " << error.what() << std::endl;
        return EXIT_FAILURE;
    }
}
