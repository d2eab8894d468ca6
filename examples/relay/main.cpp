// A server that streams a model's answers to browsers, with a chat page. See README.md for a tour of the files.

#include "command_line.hpp"
#include "descriptors.hpp"
#include "log.hpp"
#include "server.hpp"

#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <utility>

int main(int argc, char** argv) {
    try {
        relay::settings options;
        if (!relay::read_settings(options, argc, argv)) return EXIT_SUCCESS;
        std::signal(SIGPIPE, SIG_IGN); // NOLINT(cert-err33-c): a write to a closed connection is an error like others

        constexpr std::size_t spare = 100; // for everything but connections
        auto const wanted = options.max_connections + options.max_streams + spare;
        auto const possible = relay::raise_descriptor_limit();
        if (possible < wanted)
            relay::log(std::to_string(possible) + " descriptors are allowed, " + std::to_string(wanted) +
                       " may be needed; see ulimit -n, or LimitNOFILE of systemd");

        relay::service shared(std::move(options));
        relay::server server(shared);
        std::cout << "Listening on " << server.url() << std::endl;
        server.run();
        return EXIT_SUCCESS;
    } catch (command_line::usage_error const& error) {
        std::cerr << "relay: " << error.what() << "; see --help" << std::endl;
        return 2;
    } catch (std::exception const& error) {
        std::cerr << "relay: " << error.what() << std::endl;
        return EXIT_FAILURE;
    }
}
