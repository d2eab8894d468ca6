#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/expectation_error.hpp"
#include "telnyx/testing/scripted_expectation.hpp"
#include "telnyx/testing/scripted_reply.hpp"
#include "telnyx/testing/scripted_request.hpp"
#include "telnyx/transport/transport.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace telnyx::testing {

namespace detail {
class scripted_state;
}

/// A transport without a network, for unit tests: the test specifies the expected requests and their responses.
///
///     auto const network = std::make_shared<telnyx::testing::scripted_transport>();
///     network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, R"({"data": []})"));
///     telnyx::client client(io.get_executor(), client_options().api_key("KEY").custom_transport(network));
///     ...
///     network->verify();
///
/// A request that matches no expectation fails with an `expectation_error`, and so does `verify()` later. `verify()`
/// also fails if an expectation was not met, or if a response was not read to its end, which would prevent the reuse of
/// a real connection.
///
/// The limits of a request apply as on a real connection, except for the connect timeout, since connecting takes no
/// time here. They are measured by the client's clock for every wait in the script: with a `manual_clock`, no real time
/// passes. If the client has another custom clock and the server stalls, the transport calls its `sleep()` until the
/// limit. Only the server's time counts, not the reader's, except for the deadline of the whole call.
///
/// Thread-safe.
class scripted_transport final : public transport {
  public:
    scripted_transport();

    /// Reports the failures that `verify()` has not reported; see `on_unverified()`.
    TELNYX_DECL ~scripted_transport() override;

    scripted_transport(scripted_transport const&) = delete;
    scripted_transport& operator=(scripted_transport const&) = delete;

    /// Expects one request, or as many as set by `times()`, with this method and a path including that of the base URL,
    /// such as `/v2/ai/assistants/{id}/versions`. `{name}` matches one segment; `*` matches any method, and at the end
    /// of a path any number of segments. The query is only compared by `with_query()` or `when()`.
    [[nodiscard]] scripted_expectation expect(std::string method, std::string path_pattern);

    /// Requests so far, oldest first. A request is added before its response begins.
    std::vector<scripted_request> requests() const;

    /// All failures so far: unmet expectations, unexpected requests, unread responses. Empty if there are none.
    std::vector<std::string> failures() const;

    /// @throws expectation_error if there are `failures()`.
    void verify();

    /// Sets how the destructor reports failures that `verify()` has not reported, since a destructor cannot throw;
    /// default: to `std::cerr`. For test frameworks that can record a failure at any time. Exceptions of `tell` are
    /// ignored.
    void on_unverified(std::function<void(expectation_error const&)> tell);

    TELNYX_DECL boost::asio::awaitable<transport_response> send(std::shared_ptr<transport_request> request) override;
    TELNYX_DECL boost::asio::awaitable<void> close() override;
    TELNYX_DECL void abort() override;

    /// Sets only `open` and `in_use`: the requests whose responses are neither read to their end nor abandoned.
    TELNYX_DECL pool_statistics statistics() const override;

  private:
    std::shared_ptr<detail::scripted_state> state_;
    std::function<void(expectation_error const&)> tell_;
    std::vector<std::string> told_;
};

} // namespace telnyx::testing

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/scripted_transport.ipp"
#endif
