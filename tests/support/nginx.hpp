#pragma once

#include "support/child_server.hpp"
#include "support/temporary_directory.hpp"
#include "telnyx/testing/certificate_authority.hpp"

#include <csignal>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::tests {

/// Debian's nginx, on a port and with files and a certificate of its own.
class nginx {
  public:
    static std::string program() { return child_server::find("nginx"); }

    /// `locations` goes into the server's configuration; the files of `files()` are its root. `listening` is added to
    /// how it listens, such as ` http2`.
    explicit nginx(std::string const& locations, std::string const& listening = "") {
        auto const certificate =
            authority_.issue(testing::certificate_options().dns_name("localhost").ip_address("127.0.0.1"));
        folder_.write("chain.pem", certificate.chain_pem);
        folder_.write("key.pem", certificate.key_pem);
        std::filesystem::create_directories(folder_.path() / "files");
        process_.emplace("nginx", [&](std::uint16_t port) {
            auto const file = folder_.write("nginx.conf", configuration(port, locations, listening));
            return std::vector<std::string>{"-q", "-e", "stderr", "-p", folder_.path().string(), "-c", file};
        });
    }

    /// Puts a file under the server's root.
    void serve(std::string const& path, std::string_view content) const { folder_.write("files/" + path, content); }

    /// Lets new workers take over; the old ones end when their requests have.
    void reload() const { process_->signal(SIGHUP); }

    std::uint16_t port() const { return process_->port(); }
    std::string base_url() const { return "https://127.0.0.1:" + std::to_string(process_->port()) + "/v2"; }
    std::string ca_pem() const { return authority_.certificate_pem(); }

  private:
    static std::string configuration(std::uint16_t port, std::string const& locations, std::string const& listening) {
        return "daemon off;\nuser root;\nworker_processes 2;\npid nginx.pid;\nerror_log error.log;\n"
               "events { worker_connections 512; }\n"
               "http {\n  access_log off;\n  gzip off;\n  keepalive_requests 50;\n"
               "  client_body_temp_path tmp;\n  proxy_temp_path tmp;\n  fastcgi_temp_path tmp;\n"
               "  uwsgi_temp_path tmp;\n  scgi_temp_path tmp;\n"
               "  server {\n    listen 127.0.0.1:" +
               std::to_string(port) + " ssl" + listening +
               ";\n    ssl_certificate chain.pem;\n    ssl_certificate_key key.pem;\n    root files;\n" + locations +
               "\n  }\n}\n";
    }

    temporary_directory folder_;
    testing::certificate_authority authority_;
    std::optional<child_server> process_;
};

} // namespace telnyx::tests
