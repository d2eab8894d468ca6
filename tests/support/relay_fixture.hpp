#pragma once

#include "support/http_peer.hpp"
#include "support/program.hpp"
#include "support/temporary_directory.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <csignal>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telnyx::tests {

/// The relay of examples/ as a process of its own, with a sandbox behind it.
struct relay_fixture {
    explicit relay_fixture(std::vector<std::string> options = {},
                           testing::sandbox_options const& upstream = testing::sandbox_options())
        : server(testing::sandbox_options(upstream).accept_only_key("KEY_relay")),
          relay(command(std::move(options)), {"TELNYX_API_KEY=KEY_relay", "TELNYX_BASE_URL=" + server.base_url(),
                                              "SSL_CERT_FILE=" + folder.write("ca.pem", server.ca_pem())}),
          port(port_of(relay.line_after("Listening on http://127.0.0.1:"))) {}

    static std::vector<std::string> command(std::vector<std::string> options) {
        std::vector<std::string> all{TELNYX_RELAY, "--port", "0", "--threads", "2"};
        all.insert(all.end(), options.begin(), options.end());
        return all;
    }

    static std::uint16_t port_of(std::string const& text) { return static_cast<std::uint16_t>(std::stoul(text)); }

    http_peer connect(int receive_buffer = 0) const { return http_peer(port, receive_buffer); }

    /// A connection on which a question was asked.
    http_peer ask(std::string_view question = "Hello", int receive_buffer = 0) const {
        auto peer = connect(receive_buffer);
        peer.send(chat(question));
        return peer;
    }

    static std::string post(std::string_view body, std::string_view fields = "Content-Type: application/json\r\n") {
        return std::string("POST /chat HTTP/1.1\r\nHost: relay\r\n")
            .append(fields)
            .append("Content-Length: " + std::to_string(body.size()) + "\r\n\r\n")
            .append(body);
    }

    static std::string chat(std::string_view question) {
        return post(std::string(R"({"messages": [{"role": "user", "content": ")").append(question).append("\"}]}"));
    }

    /// The response to a GET, all of it.
    std::string get(std::string_view path) const {
        auto peer = connect();
        peer.send(std::string("GET ").append(path).append(" HTTP/1.1\r\nHost: relay\r\nConnection: close\r\n\r\n"));
        return peer.read_to_end();
    }

    /// Waits until a line is among the metrics.
    bool counts(std::string_view line) const {
        for (int tries = 0; tries < 1000; ++tries)
            if (get("/metrics").find(std::string(line) + '\n') != std::string::npos) return true;
        return false;
    }

    /// Asks the relay to stop; returns its exit status.
    int stop() {
        relay.signal(SIGTERM);
        return relay.wait();
    }

    temporary_directory folder;
    testing::sandbox server;
    program relay;
    std::uint16_t port;
};

} // namespace telnyx::tests
