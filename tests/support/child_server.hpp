#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace telnyx::tests {

/// A server from a Debian package, as a child process that ends with the object.
class child_server {
  public:
    /// Where the program is; empty when it is not installed. Debian's folder for servers is on the PATH of
    /// administrators only.
    static std::string find(std::string const& name) {
        auto const* const path = std::getenv("PATH");
        std::istringstream folders(std::string(path == nullptr ? "" : path) + ":/usr/sbin:/usr/local/sbin");
        for (std::string folder; std::getline(folders, folder, ':');)
            if (!folder.empty() && ::access((folder + "/" + name).c_str(), X_OK) == 0) return folder + "/" + name;
        return {};
    }

    /// `configure` is told a port of 127.0.0.1 to listen on, and gives back the arguments of the program.
    child_server(std::string const& name, std::function<std::vector<std::string>(std::uint16_t)> const& configure)
        : program_(find(name)) {
        for (int attempt = 0; attempt < 5; ++attempt)
            if (start(configure)) return;
        throw std::runtime_error(name + " does not start");
    }

    ~child_server() { stop(); }
    child_server(child_server const&) = delete;
    child_server& operator=(child_server const&) = delete;

    std::uint16_t port() const { return port_; }
    void signal(int number) const { ::kill(process_, number); }

  private:
    static std::uint16_t free_port() {
        boost::asio::io_context io;
        boost::asio::ip::tcp::acceptor const probe(io, {boost::asio::ip::address_v4::loopback(), 0});
        return probe.local_endpoint().port();
    }

    bool start(std::function<std::vector<std::string>(std::uint16_t)> const& configure) {
        port_ = free_port();
        auto arguments = configure(port_);
        arguments.insert(arguments.begin(), program_);
        std::vector<char*> pointers;
        for (auto& each : arguments)
            pointers.push_back(each.data());
        pointers.push_back(nullptr);
        process_ = ::fork();
        if (process_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGTERM); // when the test dies without destructors
            ::execv(program_.c_str(), pointers.data());
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

    std::string program_;
    std::uint16_t port_ = 0;
    pid_t process_ = -1;
};

} // namespace telnyx::tests
