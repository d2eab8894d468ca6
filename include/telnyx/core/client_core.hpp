#pragma once

#include "telnyx/client_options.hpp"
#include "telnyx/core/base_url.hpp"
#include "telnyx/core/prepared_request.hpp"
#include "telnyx/core/retry_policy.hpp"
#include "telnyx/http_info.hpp"
#include "telnyx/transport.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace telnyx::core {

/// What the handles of one client share: settings, transport, and the way from a prepared request to its answer.
/// Safe for use from several threads.
class client_core : public std::enable_shared_from_this<client_core> {
  public:
    /// An answer with a success status.
    struct reply {
        http_info http;                      ///< with the body, unless it is to be streamed
        std::unique_ptr<response_body> body; ///< only when it is to be streamed
    };

    /// Throws `configuration_error` for options that make no client.
    client_core(boost::asio::any_io_executor executor, client_options const& options);

    /// Sends a request, again where a failure allows it, until it has an answer with a success status; reads the
    /// whole body unless it is to be `streamed`. Throws the errors that `errors.hpp` lists.
    boost::asio::awaitable<reply> perform(prepared_request request, bool streamed);

    client_options const& options() const { return options_; }
    transport& connections() const { return *transport_; }
    clock& time() const { return *clock_; }

    /// Size limit of a body or stream event for a call.
    std::size_t max_response_size(request_options const& options) const {
        return options.max_response_size().value_or(options_.max_response_size());
    }

  private:
    std::shared_ptr<transport_request> make_transport_request(prepared_request& request);
    headers request_headers(prepared_request const& request) const;
    void start_attempt(transport_request& attempt, prepared_request const& request, int retries_done,
                       std::chrono::steady_clock::time_point finish_by) const;
    retry_policy policy_for(prepared_request const& request) const;

    client_options options_;
    base_url base_;
    headers built_in_headers_;
    std::shared_ptr<clock> clock_;
    observer_list observers_;
    std::shared_ptr<transport> transport_;
    std::atomic<std::uint64_t> last_call_{0};
};

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/client_core.ipp"
#endif
