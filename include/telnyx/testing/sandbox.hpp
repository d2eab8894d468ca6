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

/// A small Telnyx within the process, for tests and demonstrations: an HTTPS server on a loopback address, with its own
/// thread and a certificate created at startup.
///
///     telnyx::testing::sandbox server;
///     client_options().base_url(server.base_url()).api_key(server.api_key())
///         .tls(tls_options().ca_pem(server.ca_pem()))
///
/// By default it responds like Telnyx, with made-up data. Tests can replace the responses by `expect()`, `on()` and
/// `handle()`, in this order of precedence, and inject faults by `reply` and `connection_script`.
///
/// The built-in chat
/// - gives the same answer to the same messages, model and `seed`, and honours the other parameters that shape an
///   answer: `n`, `max_tokens`, `stop`, `logprobs`, `stream_options`, `guided_...`; it checks the rest and ignores it;
/// - calls the `tools` that the user's last message mentions, by the function's name, a word of its name or, failing
///   that, of its description; several in one turn, and one for each name in a list ("in Paris and Rome"), unless
///   `parallel_tool_calls` is false. `tool_choice` forces or forbids calls. Arguments conform to the schema, with
///   names, numbers and dates from the conversation. Once the tools have answered, the answer repeats their results;
/// - writes JSON that conforms to `response_format`, with values from the conversation;
/// - reasons before it answers (`reasoning_content`) if the request has a `reasoning_effort` other than `none`, or
///   `enable_thinking`. No model does so by default;
/// - refuses to answer if the user's last message contains `[refuse]` or, for a certain text, `[refuse: Not today.]`;
///   see also `sandbox_options::refused_words()`;
/// - sends an error after 3 chunks of a stream, and then `[DONE]`, if the user's last message contains
///   `[error after 3]`. Without a stream, that is a response with status 500. `reply::events()` sends any other stream;
/// - refuses, with status 422, histories in which a tool call has no result or a result no call, names of functions
///   with more than letters, digits, `_` and `-`, invalid JSON schemas, and schemas that OpenAI's strict mode does not
///   accept where `strict` is true; with status 400, an unknown `reasoning_effort`;
/// - accepts any `service_tier` and repeats it, also accepts the role `developer` and `max_completion_tokens`, and
///   reports as cached the messages up to the last answer.
///
/// Thread-safe. The waiting functions block the caller; their timeouts are for tests that fail.
class sandbox {
  public:
    /// Starts to listen.
    /// @throws configuration_error if the address is not a loopback address, or a certificate or key cannot be used.
    /// @throws boost::system::system_error if it cannot listen on the address and port.
    explicit sandbox(sandbox_options const& options = sandbox_options());

    /// Closes all connections at once.
    ~sandbox();

    sandbox(sandbox const&) = delete;
    sandbox& operator=(sandbox const&) = delete;

    /// Base URL of the API, such as `https://127.0.0.1:40123/v2`.
    std::string base_url() const;

    /// The listening address, without brackets.
    std::string const& address() const;

    /// The listening port.
    std::uint16_t port() const;

    /// An API key that the sandbox accepts.
    std::string api_key() const;

    /// Certificate of the authority that a client must trust, as PEM, unless the options set another certificate.
    std::string ca_pem() const;

    /// That authority, for issuing more certificates.
    certificate_authority const& authority() const;

    /// Expects one request, or as many as set by `times()`, with this method and a path such as
    /// `/v2/ai/assistants/{id}/versions`. `{name}` matches one segment; `*` matches any method, and at the end of a
    /// path any number of segments.
    [[nodiscard]] expectation expect(std::string method, std::string path_pattern);

    /// Like `expect`, for any number of requests, including none.
    [[nodiscard]] expectation on(std::string method, std::string path_pattern);

    /// Responds to requests with this method and path (see `expect`) with the result of `respond`, instead of the
    /// built-in API, unless an expectation matches. `respond` runs on the sandbox's thread and blocks all other
    /// responses.
    void handle(std::string method, std::string_view path_pattern,
                std::function<reply(recorded_request const&)> respond);

    /// Lets `change` alter each response of the built-in API and of `handle()` before it is sent: delay it, cut it, add
    /// a header, or replace it. Responses of expectations stay as they are. `change` runs on the sandbox's thread and
    /// blocks all other responses; it replaces an earlier one.
    void alter(std::function<void(recorded_request const&, reply&)> change);

    /// Sets the faults of one future connection; the first connection is number 1.
    void on_connection(std::size_t number, connection_script script);

    /// Sets the faults of all future connections without their own script.
    void on_connections(connection_script script);

    /// Ends all open connections. Does not wait until they have ended.
    void end_connections(connection_end how);

    /// Ends all open connections gracefully: requests in progress are completed, and no more are accepted. HTTP/2
    /// clients get a GOAWAY frame, others `connection: close` with the current response. Does not wait for that.
    void retire_connections();

    /// Requests received so far, oldest first. A request is added before its response begins.
    std::vector<recorded_request> requests() const;

    /// Numbers of connections and requests.
    sandbox_statistics statistics() const;

    /// Blocks until this many requests have been received since the start; returns false after `timeout`.
    [[nodiscard]] bool wait_for_requests(std::size_t count,
                                         std::chrono::milliseconds timeout = std::chrono::seconds(10)) const;

    /// Blocks until this many responses have been sent completely since the start; returns false after `timeout`.
    [[nodiscard]] bool wait_for_replies(std::size_t count,
                                        std::chrono::milliseconds timeout = std::chrono::seconds(10)) const;

    /// Blocks until this many connections have been accepted since the start; returns false after `timeout`.
    [[nodiscard]] bool wait_for_connections(std::size_t count,
                                            std::chrono::milliseconds timeout = std::chrono::seconds(10)) const;

    /// Blocks until this many connections have been closed by either side since the start; returns false after
    /// `timeout`.
    [[nodiscard]] bool wait_for_closed_connections(std::size_t count,
                                                   std::chrono::milliseconds timeout = std::chrono::seconds(10)) const;

    /// Blocks until clients have reset this many HTTP/2 streams since the start; returns false after `timeout`.
    [[nodiscard]] bool wait_for_reset_streams(std::size_t count,
                                              std::chrono::milliseconds timeout = std::chrono::seconds(10)) const;

    /// All failures so far: unmet expectations, unexpected requests to a strict sandbox, exceptions in the test's own
    /// functions. Empty if there are none.
    std::vector<std::string> failures() const;

    /// @throws expectation_error if there are `failures()`.
    void verify() const;

  private:
    std::shared_ptr<detail::server> server_;
};

} // namespace telnyx::testing

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/sandbox.ipp"
#endif
