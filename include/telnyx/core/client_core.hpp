#pragma once

#include "telnyx/client_options.hpp"
#include "telnyx/core/base_url.hpp"
#include "telnyx/core/call_report.hpp"
#include "telnyx/core/outgoing_call.hpp"
#include "telnyx/core/prepared_request.hpp"
#include "telnyx/http_info.hpp"
#include "telnyx/transport.hpp"

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
    };

    /// Throws `configuration_error` for options that make no client.
    client_core(boost::asio::any_io_executor executor, client_options const& options);

    /// Sends a request, again where a failure allows it, until it has an answer with a success status; reads the
    /// whole body unless it is to be `streamed`. Throws the errors that `errors.hpp` lists.
    boost::asio::awaitable<reply> perform(prepared_request&& request, bool streamed) {
        return run(shared_from_this(), make_call(std::move(request)), streamed);
    }

    client_options const& options() const { return options_; }
    transport& connections() const { return *transport_; }
    clock& time() const { return *clock_; }

  private:
    // Keeps the core: the last handle may go away before the call is awaited, and during it.
    static boost::asio::awaitable<reply> run(std::shared_ptr<client_core> core, std::shared_ptr<outgoing_call> call,
                                             bool streamed);
    std::shared_ptr<outgoing_call> make_call(prepared_request&& request);
    void fill_request(transport_request& made, prepared_request& request);
    headers request_headers(prepared_request const& request) const;
    void start_attempt(outgoing_call& call, int retries_done) const;
    void take_head(transport_response& response, call_report const& report) const;
    retry_policy policy_for(request_options const& options) const;

    client_options options_;
    base_url base_;
    headers built_in_headers_;
    headers json_headers_; // the same for a request with a JSON body
    std::shared_ptr<clock> clock_;
    observer_list observers_;
    std::shared_ptr<transport> transport_;
    bool counts_retries_; // for the server, in a header that is not the caller's
    std::atomic<std::uint64_t> last_call_{0};
};

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/client_core.ipp"
#endif
