#pragma once

#include "support/temporary_directory.hpp"
#include "telnyx/testing/certificate_authority.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace telnyx::tests {

/// Debian's nginx, on a port and with files and a certificate of its own, as a child process that ends with the object.
class nginx {
  public:
    /// The program; empty when it is not installed. Debian's folder for it is on the PATH of administrators only.
    static std::string program() {
        auto const* const path = std::getenv("PATH");
        std::istringstream folders(std::string(path == nullptr ? "" : path) + ":/usr/sbin:/usr/local/sbin");
        for (std::string folder; std::getline(folders, folder, ':');)
            if (!folder.empty() && ::access((folder + "/nginx").c_str(), X_OK) == 0) return folder + "/nginx";
        return {};
    }

    /// `locations` goes into the server's configuration; the files of `files()` are its root.
    explicit nginx(std::string const& locations) : locations_(locations) {
        auto const certificate =
            authority_.issue(testing::certificate_options().dns_name("localhost").ip_address("127.0.0.1"));
        folder_.write("chain.pem", certificate.chain_pem);
        folder_.write("key.pem", certificate.key_pem);
        std::filesystem::create_directories(folder_.path() / "files");
        for (int attempt = 0; attempt < 5; ++attempt)
            if (start()) return;
        throw std::runtime_error("nginx does not start");
    }

    ~nginx() { stop(); }
    nginx(nginx const&) = delete;
    nginx& operator=(nginx const&) = delete;

    /// Puts a file under the server's root.
    void serve(std::string const& path, std::string_view content) const { folder_.write("files/" + path, content); }

    /// Lets new workers take over; the old ones end when their requests have.
    void reload() const { ::kill(process_, SIGHUP); }

    std::string base_url() const { return "https://127.0.0.1:" + std::to_string(port_) + "/v2"; }
    std::string ca_pem() const { return authority_.certificate_pem(); }

  private:
    static std::uint16_t free_port() {
        boost::asio::io_context io;
        boost::asio::ip::tcp::acceptor const probe(io, {boost::asio::ip::address_v4::loopback(), 0});
        return probe.local_endpoint().port();
    }

    std::string configuration() const {
        return "daemon off;\nuser root;\nworker_processes 2;\npid nginx.pid;\nerror_log error.log;\n"
               "events { worker_connections 512; }\n"
               "http {\n  access_log off;\n  gzip off;\n  keepalive_requests 50;\n"
               "  client_body_temp_path tmp;\n  proxy_temp_path tmp;\n  fastcgi_temp_path tmp;\n"
               "  uwsgi_temp_path tmp;\n  scgi_temp_path tmp;\n"
               "  server {\n    listen 127.0.0.1:" +
               std::to_string(port_) +
               " ssl;\n    ssl_certificate chain.pem;\n    ssl_certificate_key key.pem;\n    root files;\n" +
               locations_ + "\n  }\n}\n";
    }

    bool start() {
        port_ = free_port();
        auto const file = folder_.write("nginx.conf", configuration());
        auto const prefix = folder_.path().string();
        auto const command = program();
        process_ = ::fork();
        if (process_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGTERM); // when the test dies without destructors
            ::execl(command.c_str(), "nginx", "-q", "-e", "stderr", "-p", prefix.c_str(), "-c", file.c_str(), nullptr);
            ::_exit(127);
        }
        if (accepts_connections()) return true;
        stop();
        return false;
    }

    bool accepts_connections() const {
        auto const give_up = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        boost::asio::io_context io;
        while (std::chrono::steady_clock::now() < give_up && ::waitpid(process_, nullptr, WNOHANG) == 0) {
            boost::asio::ip::tcp::socket socket(io);
            boost::system::error_code failure;
            socket.connect({boost::asio::ip::address_v4::loopback(), port_}, failure);
            if (!failure) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return false;
    }

    void stop() const {
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
    }

    temporary_directory folder_;
    testing::certificate_authority authority_;
    std::string locations_;
    std::uint16_t port_ = 0;
    pid_t process_ = -1;
};

} // namespace telnyx::tests
