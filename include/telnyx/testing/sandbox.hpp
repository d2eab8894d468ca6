#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/certificate_authority.hpp"
#include "telnyx/testing/connection_script.hpp"
#include "telnyx/testing/expectation.hpp"
#include "telnyx/testing/expectation_error.hpp"
#include "telnyx/testing/recorded_request.hpp"
#include "telnyx/testing/reply.hpp"
#include "telnyx/testing/sandbox_options.hpp"
#include "telnyx/testing/sandbox_statistics.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::testing {

namespace detail {
class server;
}

/// A small Telnyx within the process, for tests and demonstrations: an HTTPS server on a loopback address, with a
/// thread of its own and a certificate made at its start.
///
///     telnyx::testing::sandbox server;
///     client_options().base_url(server.base_url()).api_key(server.api_key()).tls(tls_options().ca_pem(server.ca_pem()))
///
/// Without more it answers as Telnyx does, from made-up data. Tests can say what is answered instead, with `expect()`,
/// `on()` and `handle()`, in this order of precedence, and what goes wrong, with `reply` and `connection_script`.
///
/// Safe for concurrent use. Waiting functions block the caller; their time limits are there for tests that have failed.
class sandbox {
  public:
    /// Begins to listen.
    /// @throws configuration_error when the address is no loopback address, or a certificate or key cannot be used;
    ///         boost::system::system_error when the address and port cannot be listened on.
    explicit sandbox(sandbox_options const& options = sandbox_options());

    /// Breaks off all connections at once.
    ~sandbox();

    sandbox(sandbox const&) = delete;
    sandbox& operator=(sandbox const&) = delete;

    /// Where a client finds the API, such as `https://127.0.0.1:40123/v2`.
    std::string base_url() const;

    /// Address it listens on, without brackets.
    std::string const& address() const;

    std::uint16_t port() const;

    /// A key that is accepted.
    std::string api_key() const;

    /// Certificate of the authority that a client has to trust, PEM, unless the options gave another certificate.
    std::string ca_pem() const;

    /// That authority, to issue more certificates.
    certificate_authority const& authority() const;

    /// Expects one request, or as many as `times()` says, to a method and a path such as
    /// `/v2/ai/assistants/{id}/versions`: `{name}` stands for one segment, `*` for any method, and at the end of a path
    /// for any number of segments.
    [[nodiscard]] expectation expect(std::string method, std::string path_pattern);

    /// Like `expect`, for any number of requests, none included.
    [[nodiscard]] expectation on(std::string method, std::string path_pattern);

    /// Answers requests to a method and a path (see `expect`) with what `answer` returns, instead of the built-in API
    /// and unless an expectation fits. It runs in the sandbox's thread, and nothing else is answered meanwhile.
    void handle(std::string method, std::string_view path_pattern,
                std::function<reply(recorded_request const&)> answer);

    /// What goes wrong with one connection that has not come yet, the first being number 1.
    void on_connection(std::size_t number, connection_script script);

    /// What goes wrong with all connections that have not come yet and have no script of their own.
    void on_connections(connection_script script);

    /// Ends all connections that are open. Returns without waiting for it to happen.
    void end_connections(connection_end how);

    /// Requests received so far, oldest first. One is in it before its answer begins.
    std::vector<recorded_request> requests() const;

    sandbox_statistics statistics() const;

    /// Blocks until this many requests have been received since the start; false when they were not within `timeout`.
    [[nodiscard]] bool wait_for_requests(std::size_t count,
                                         std::chrono::milliseconds timeout = std::chrono::seconds(10)) const;

    /// Blocks until this many answers have been sent to their end since the start; false when they were not within
    /// `timeout`.
    [[nodiscard]] bool wait_for_replies(std::size_t count,
                                        std::chrono::milliseconds timeout = std::chrono::seconds(10)) const;

    /// Blocks until this many connections have been accepted since the start; false when they were not within
    /// `timeout`.
    [[nodiscard]] bool wait_for_connections(std::size_t count,
                                            std::chrono::milliseconds timeout = std::chrono::seconds(10)) const;

    /// Blocks until this many connections have gone since the start, whoever closed them; false when they have not
    /// within `timeout`.
    [[nodiscard]] bool wait_for_closed_connections(std::size_t count,
                                                   std::chrono::milliseconds timeout = std::chrono::seconds(10)) const;

    /// What was expected and did not happen, or happened and should not have: unmet expectations, unexpected requests
    /// of a strict sandbox, exceptions in the test's own functions. Empty when all is well.
    std::vector<std::string> failures() const;

    /// @throws expectation_error when there are `failures()`.
    void verify() const;

  private:
    std::shared_ptr<detail::server> server_;
};

} // namespace telnyx::testing

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/sandbox.ipp"
#endif
