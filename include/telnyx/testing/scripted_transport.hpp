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

/// A transport without a network, for unit tests: the test says which requests are expected and how they are answered.
///
///     auto const network = std::make_shared<telnyx::testing::scripted_transport>();
///     network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, R"({"data": []})"));
///     telnyx::client client(io.get_executor(), client_options().api_key("KEY").custom_transport(network));
///     ...
///     network->verify();
///
/// A request that no expectation fits fails with an `expectation_error`, and so does `verify()` then. It fails as well
/// when an expectation was not met, and when an answer was not read to its end, which keeps a real connection from
/// being used again.
///
/// The limits of a request hold as on a real connection, but for that of connecting, which takes no time here. They are
/// in the time of the client's clock, for all that the script has the client wait for: nobody waits for real when there
/// is a `manual_clock` in the client. A client's own clock of another kind is asked to `sleep()` until the limit where
/// the server stalls. Only the server can be too slow, not the reader, except for the deadline of the whole call.
///
/// Safe for concurrent use.
class scripted_transport final : public transport {
  public:
    scripted_transport();

    /// When `verify()` has not told all failures, they are told now; see `on_unverified()`.
    ~scripted_transport() override;

    scripted_transport(scripted_transport const&) = delete;
    scripted_transport& operator=(scripted_transport const&) = delete;

    /// Expects one request, or as many as `times()` says, to a method and a path with the base URL's part of it, such
    /// as `/v2/ai/assistants/{id}/versions`: `{name}` stands for one segment, `*` for any method, and at the end of a
    /// path for any number of segments. The query is compared only where `with_query()` or `when()` asks for it.
    [[nodiscard]] scripted_expectation expect(std::string method, std::string path_pattern);

    /// Requests so far, oldest first. One is in it before its answer begins.
    std::vector<scripted_request> requests() const;

    /// What was expected and did not happen, or happened and should not have. Empty when all is well.
    std::vector<std::string> failures() const;

    /// @throws expectation_error when there are `failures()`.
    void verify();

    /// How the destructor tells failures that `verify()` has not told, since a destructor cannot throw; to
    /// `std::cerr` unless set. For test frameworks that can take note of a failure at any time. What `tell` throws is
    /// lost.
    void on_unverified(std::function<void(expectation_error const&)> tell);

    boost::asio::awaitable<transport_response> send(std::shared_ptr<transport_request> request) override;
    boost::asio::awaitable<void> close() override;
    void abort() override;

    /// Only `open` and `in_use` are counted: requests whose answers are not read to their end or given up yet.
    pool_statistics statistics() const override;

  private:
    std::shared_ptr<detail::scripted_state> state_;
    std::function<void(expectation_error const&)> tell_;
    std::vector<std::string> told_;
};

} // namespace telnyx::testing

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/scripted_transport.ipp"
#endif
