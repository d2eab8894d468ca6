#pragma once

#include "support/child_server.hpp"
#include "support/temporary_directory.hpp"
#include "telnyx/testing/certificate_authority.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telnyx::tests {

/// A server from a Debian package that speaks HTTP/2, on a port and with files and a certificate of its own.
class http2_server {
  public:
    /// `arguments` gives those of the program, for a port and a folder in which there are `chain.pem`, `key.pem` and
    /// the folder `files`.
    using arguments = std::function<std::vector<std::string>(std::string port, std::filesystem::path folder)>;

    http2_server(std::string const& program, arguments of) {
        auto const certificate =
            authority_.issue(testing::certificate_options().dns_name("localhost").ip_address("127.0.0.1"));
        folder_.write("chain.pem", certificate.chain_pem);
        folder_.write("key.pem", certificate.key_pem);
        std::filesystem::create_directories(folder_.path() / "files");
        process_.emplace(program, [&](std::uint16_t port) { return of(std::to_string(port), folder_.path()); });
    }

    /// nghttp2's own server, which serves files.
    static arguments nghttpd(std::vector<std::string> const& more = {}) {
        return [more](std::string const& port, std::filesystem::path const& folder) {
            std::vector<std::string> all{"-a", "127.0.0.1", "-d", (folder / "files").string()};
            all.insert(all.end(), more.begin(), more.end());
            for (auto const& each : {port, (folder / "key.pem").string(), (folder / "chain.pem").string()})
                all.push_back(each);
            return all;
        };
    }

    /// Node with a script, which finds the port and the folder in its arguments.
    static arguments node(std::string const& script) {
        return [script](std::string const& port, std::filesystem::path const& folder) {
            return std::vector<std::string>{"-e", script, port, folder.string()};
        };
    }

    /// Whether a program is installed, for a suite's precondition.
    static boost::test_tools::assertion_result installed(std::string const& program) {
        boost::test_tools::assertion_result result(!child_server::find(program).empty());
        if (!result) result.message() << program << " is not installed";
        return result;
    }

    void serve(std::string const& path, std::string_view content) const { folder_.write("files/" + path, content); }
    void signal(int number) const { process_->signal(number); }
    std::uint16_t port() const { return process_->port(); }
    std::string base_url() const { return "https://127.0.0.1:" + std::to_string(process_->port()) + "/v2"; }
    std::string ca_pem() const { return authority_.certificate_pem(); }

  private:
    temporary_directory folder_;
    testing::certificate_authority authority_;
    std::optional<child_server> process_;
};

} // namespace telnyx::tests
