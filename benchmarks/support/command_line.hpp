#pragma once

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <cstddef>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace bench {

/// What every client program is told.
struct command_line {
    std::string work;            ///< what to measure, such as `unary`
    std::string url;             ///< base URL, as a client library gets it
    std::size_t connections = 0; ///< how many are open at a time; over HTTP/2, how many calls
    std::size_t requests = 0;    ///< calls in all; of a stream, events each; of a transfer, bytes each
    std::string ca_file;         ///< PEM file with the authority to trust
    bool http2 = false;          ///< whether to use HTTP/2

    std::string host; ///< the parts of `url`
    std::string port;
    std::string path;
};

inline command_line parse(std::vector<std::string> const& arguments) {
    bool const http2 = arguments.size() == 6 && arguments[5] == "http2";
    if (arguments.size() != 5 && !http2)
        throw std::invalid_argument("usage: WORK URL CONNECTIONS REQUESTS CA_FILE [http2]");
    command_line read;
    read.work = arguments[0];
    read.url = arguments[1];
    read.connections = std::stoul(arguments[2]);
    read.requests = std::stoul(arguments[3]);
    read.ca_file = arguments[4];
    read.http2 = http2;
    auto const url = boost::urls::parse_uri(read.url).value();
    read.host = url.host();
    read.port = url.has_port() ? std::string(url.port()) : "443";
    read.path = url.path();
    return read;
}

/// `main` of a client program: gives the command line to `work` and reports what it throws.
template <class Work>
int run_main(int argc, char** argv, Work work) {
    try {
        work(parse({argv + 1, argv + argc}));
        return EXIT_SUCCESS;
    } catch (std::exception const& failure) {
        std::cerr << argv[0] << ": " << failure.what() << std::endl;
        return EXIT_FAILURE;
    }
}

} // namespace bench
