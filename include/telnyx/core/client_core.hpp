#pragma once

#include "telnyx/async/call_registry.hpp"
#include "telnyx/async/context_tie.hpp"
#include "telnyx/core/call_report.hpp"
#include "telnyx/core/client_settings.hpp"
#include "telnyx/core/outgoing_call.hpp"
#include "telnyx/core/prepared_request.hpp"
#include "telnyx/core/redirect.hpp"
#include "telnyx/http/http_info.hpp"
#include "telnyx/options/client_options.hpp"
#include "telnyx/transport/pool_statistics.hpp"
#include "telnyx/transport/transport.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace telnyx::core {

/// What the handles of one client share: settings, transport, and the way from a prepared request to its answer.
/// Safe for use from several threads.
class client_core : public std::enable_shared_from_this<client_core> {
  public:
    /// An answer with a success status.
    struct reply {
        http_info http;                      ///< with the body, unless it is to be streamed
        std::unique_ptr<response_body> body; ///< only when it is to be streamed
        std::string operation;               ///< what was done, for messages
        std::shared_ptr<client_core const> core;
        async::call_place place; ///< the call is in flight as long as this is kept
    };

    /// Carries a call out; keeps the core, since the last handle may go away before the call is awaited, and during it.
    using call_runner = boost::asio::awaitable<reply> (*)(std::shared_ptr<client_core> core,
                                                          std::shared_ptr<outgoing_call> call, bool streamed);

    /// `how` is `run<Tag>`.
    client_core(boost::asio::any_io_executor const& executor, client_settings settings, std::shared_ptr<transport> over,
                call_runner how);

    /// The one call runner there is. A template that only `make_client_core()` names, for the reason given there.
    template <class Tag>
    static boost::asio::awaitable<reply> run(std::shared_ptr<client_core> core, std::shared_ptr<outgoing_call> call,
                                             bool streamed);

    /// Sends a request, again where a failure allows it, until it has an answer with a success status; reads the
    /// whole body unless it is to be `streamed`. Throws the errors that `errors.hpp` lists.
    boost::asio::awaitable<reply> perform(prepared_request&& request, bool streamed) {
        return run_(shared_from_this(), make_call(std::move(request)), streamed);
    }

    /// Waits, in the middle of a call, until the time is over. Throws `api_connection_error` when the client is closed
    /// or aborted, as far as that ends the pause, and `api_user_abort_error` when cancelled.
    static boost::asio::awaitable<void> pause(std::shared_ptr<client_core> core, request_options::duration length,
                                              async::call_registry::pause_of kind);

    /// See `client`.
    static boost::asio::awaitable<void> close(std::shared_ptr<client_core> core);
    void abort();
    pool_statistics statistics() const;

    /// Lets a call begin that consists of others. Throws `api_connection_error` when the client has been closed.
    async::call_place begin_call() const { return async::call_place(calls_); }

    client_options const& options() const { return options_; }
    clock& time() const { return *clock_; }

  private:
    std::shared_ptr<outgoing_call> make_call(prepared_request&& request);
    void fill_request(transport_request& made, prepared_request& request);
    headers request_headers(prepared_request const& request) const;
    void start_attempt(outgoing_call& call, call_report& report) const;
    void take_head(transport_response& response, call_report const& report) const;
    bool follows_redirect(transport_response const& response, outgoing_call& call, redirect& to, int& redirects,
                          call_report const& report) const;
    retry_policy policy_for(request_options const& options) const;

    client_options options_;
    base_url base_;
    headers built_in_headers_;
    headers json_headers_; // the same for a request with a JSON body
    std::shared_ptr<clock> clock_;
    observer_list observers_;
    std::shared_ptr<transport> transport_;
    call_runner run_;
    bool counts_retries_; // for the server, in a header that is not the caller's
    std::shared_ptr<async::call_registry> const calls_ = std::make_shared<async::call_registry>();
    std::atomic<std::uint64_t> last_call_{0};
    async::context_tie const tie_;
};

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/client_core.ipp"
#endif
