#pragma once

#include "telnyx/async/call_registry.hpp"
#include "telnyx/async/context_tie.hpp"
#include "telnyx/core/call_gate.hpp"
#include "telnyx/core/call_report.hpp"
#include "telnyx/core/call_watch.hpp"
#include "telnyx/core/client_settings.hpp"
#include "telnyx/core/outgoing_call.hpp"
#include "telnyx/core/prepared_request.hpp"
#include "telnyx/core/redirect.hpp"
#include "telnyx/errors/error_context.hpp"
#include "telnyx/http/http_info.hpp"
#include "telnyx/json/type.hpp"
#include "telnyx/options/client_options.hpp"
#include "telnyx/transport/pool_statistics.hpp"
#include "telnyx/transport/transport.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace telnyx::core {

/// State shared by the handles of one client: settings, transport, and the execution of prepared requests. Safe to use
/// from several threads at once.
class client_core : public std::enable_shared_from_this<client_core> {
  public:
    /// A response with a success status.
    struct reply {
        http_info http;                      ///< including the body, unless streamed
        std::unique_ptr<response_body> body; ///< only if streamed
        std::string operation;               ///< the operation, for messages
        std::shared_ptr<client_core const> core;
        async::call_place place;                 ///< the call is in flight as long as this exists
        std::shared_ptr<admitted_call> admitted; ///< its place in the limits as long as this exists; may be null
        std::unique_ptr<call_watch> watch;       ///< tells observers how the call ends; null without observers
    };

    /// What calls consist of. Only `make_client_core()` names these functions, for the reason given there.
    struct call_functions {
        boost::asio::awaitable<reply> (*start)(std::shared_ptr<client_core> core, prepared_request&& request,
                                               bool streamed);
        void (*decode)(http_info const& http, client_core const& core, json::detail::type_info const& type,
                       void* target, bool deletes);
    };

    /// `how` are `start<Tag>` and `decode_body`. `gate` is null unless the client has limits.
    client_core(boost::asio::any_io_executor const& executor, client_settings settings, std::shared_ptr<transport> over,
                call_functions how, std::shared_ptr<call_gate> gate);

    /// Starts a call.
    template <class Tag>
    static boost::asio::awaitable<reply> start(std::shared_ptr<client_core> core, prepared_request&& request,
                                               bool streamed) {
        auto call = core->make_call(std::move(request));
        return run<Tag>(std::move(core), std::move(call), streamed);
    }

    /// Sends a request, with retries where a failure allows them, until it gets a response with a success status. Reads
    /// the whole body unless `streamed`. Throws the errors listed in `errors.hpp`.
    boost::asio::awaitable<reply> perform(prepared_request&& request, bool streamed) {
        return functions_.start(shared_from_this(), std::move(request), streamed);
    }

    /// Decodes the body of a response: `decode_body()`.
    void decode(http_info const& http, json::detail::type_info const& type, void* target, bool deletes) const {
        functions_.decode(http, *this, type, target, deletes);
    }

    /// Pauses a call until the time is over.
    ///
    /// @throws api_connection_error if the client is closed or aborted in a way that ends the pause
    /// @throws api_user_abort_error if cancelled
    static boost::asio::awaitable<void> pause(std::shared_ptr<client_core> core, request_options::duration length,
                                              async::call_registry::pause_of kind);
    /// The same, which `woken` ends early without an error. A `length` of `duration::max()` has no end of its own.
    static boost::asio::awaitable<void> pause_until(std::shared_ptr<client_core> core,
                                                    std::shared_ptr<async::one_shot> woken,
                                                    request_options::duration length,
                                                    async::call_registry::pause_of kind);

    /// See `client`.
    static boost::asio::awaitable<void> close(std::shared_ptr<client_core> core);
    void abort();
    pool_statistics statistics() const;

    /// Whether anybody wants to know what model a call uses: limits, or observers.
    bool asks_for_models() const { return gate_ != nullptr || observers_.any(); }

    observer_list const& observers() const { return observers_; }

    /// Starts a call that consists of other calls.
    ///
    /// @throws api_connection_error if the client has been closed
    async::call_place begin_call() const { return async::call_place(calls_); }

    client_options const& options() const { return options_; }
    clock& time() const { return *clock_; }

  private:
    // Keeps the core alive, since the last handle may be destroyed before or while the call is awaited.
    template <class Tag>
    static boost::asio::awaitable<reply> run(std::shared_ptr<client_core> core, std::shared_ptr<outgoing_call> call,
                                             bool streamed);
    std::shared_ptr<outgoing_call> make_call(prepared_request&& request);
    void fill_request(transport_request& made, prepared_request& request);
    headers request_headers(prepared_request const& request) const;
    bool has_to_wait(outgoing_call const& call, std::shared_ptr<admitted_call>& admitted) const;
    void learn_limits(admitted_call* admitted, transport_response const& response) const;
    bool may_retry(std::optional<retry_policy::duration> pause, std::chrono::steady_clock::time_point finish_by) const;
    errors::error_context context_of(outgoing_call const& call, call_report const& report) const;
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
    call_functions functions_;
    std::shared_ptr<call_gate> gate_;
    bool counts_retries_; // sends the retry count to the server, in a header not set by the caller
    std::shared_ptr<async::call_registry> const calls_ = std::make_shared<async::call_registry>();
    std::atomic<std::uint64_t> last_call_{0};
    async::context_tie const tie_;
};

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/client_core.ipp"
#endif
