#pragma once

#include "telnyx/base/text_view.hpp"
#include "telnyx/http/caller_header.hpp"
#include "telnyx/http/headers.hpp"
#include "telnyx/options/option_value.hpp"

#include <boost/json/object.hpp>

#include <any>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace telnyx {

/// Options of one call. They override the client's options or add to the request. Setters can be chained, also in
/// place:
///
///     co_await client.ai.retrieve_models(telnyx::request_options().timeout(5s).max_retries(0));
///
/// A time limit of `duration::max()` means no limit. Setters throw `invalid_argument_error`, which names the option, if
/// a time limit or size is not positive, or if a count is negative.
class request_options {
  public:
    using duration = std::chrono::steady_clock::duration; ///< type of time limits

    /// A query parameter.
    struct query_item {
        std::string name{};  ///< not encoded
        std::string value{}; ///< not encoded
    };

    request_options() {}

    /// Longest wait for the response headers of each attempt.
    request_options& timeout(detail::time_span limit) {
        timeout_ = detail::positive_time("timeout", limit);
        return *this;
    }
    std::optional<duration> timeout() const { return timeout_; }

    /// Longest time to establish a connection: name lookup, TCP, proxy and TLS.
    request_options& connect_timeout(detail::time_span limit) {
        connect_timeout_ = detail::positive_time("connect_timeout", limit);
        return *this;
    }
    std::optional<duration> connect_timeout() const { return connect_timeout_; }

    /// Longest time without any data in the middle of a response body or stream.
    request_options& silence_timeout(detail::time_span limit) {
        silence_timeout_ = detail::positive_time("silence_timeout", limit);
        return *this;
    }
    std::optional<duration> silence_timeout() const { return silence_timeout_; }

    /// Longest wait for the next event of a stream; see `client_options::event_timeout()`.
    request_options& event_timeout(detail::time_span limit) {
        event_timeout_ = detail::positive_time("event_timeout", limit);
        return *this;
    }
    std::optional<duration> event_timeout() const { return event_timeout_; }

    /// Longest duration of the whole call, including all attempts, pauses and the body.
    request_options& deadline(detail::time_span limit) {
        deadline_ = detail::positive_time("deadline", limit);
        return *this;
    }
    std::optional<duration> deadline() const { return deadline_; }

    /// Point in time of the client's clock at which the call must have ended, for one deadline over several calls; see
    /// `time_left()`. The earlier of this and `deadline()` counts. If it has passed, the call fails with
    /// `errc::deadline_exceeded` before anything is sent. `time_point::max()` means no limit. The pages of a list and
    /// the requests of a wait for a background task share it.
    request_options& deadline_at(std::chrono::steady_clock::time_point end) { return deadline_at_ = end, *this; }
    std::optional<std::chrono::steady_clock::time_point> deadline_at() const { return deadline_at_; }

    /// Maximum number of retries; 0 for none. Endpoints with effects outside the API, such as
    /// `ai.assistants.send_sms()`, are retried after the server may have read the request only if this is set.
    request_options& max_retries(int count) {
        max_retries_ = detail::count_or_zero("max_retries", count);
        return *this;
    }
    std::optional<int> max_retries() const { return max_retries_; }

    /// Maximum size of a response body in bytes. Streams have no size limit.
    request_options& max_response_size(std::size_t bytes) {
        max_response_size_ = detail::positive_size("max_response_size", bytes);
        return *this;
    }
    std::optional<std::size_t> max_response_size() const { return max_response_size_; }

    /// Maximum size of one event of a stream in bytes.
    request_options& max_event_size(std::size_t bytes) {
        max_event_size_ = detail::positive_size("max_event_size", bytes);
        return *this;
    }
    std::optional<std::size_t> max_event_size() const { return max_event_size_; }

    /// Sets a header; it replaces any other of this name.
    /// @throws invalid_argument_error if `name` is not an HTTP token, `value` contains a control character such as CR,
    ///   LF or NUL, or the header belongs to the connection (`Host`, `Content-Length`, `Transfer-Encoding`,
    ///   `Connection`, `Upgrade`, `Proxy-Authorization`: see `client_options::proxy()`).
    request_options& header(text_view name, text_view value) {
        detail::set_caller_header(headers_, name, value);
        return *this;
    }
    telnyx::headers const& extra_headers() const { return headers_; }

    /// Omits a header that would be sent otherwise.
    request_options& without_header(text_view name) { return removed_headers_.emplace_back(name), *this; }
    std::vector<std::string> const& removed_headers() const { return removed_headers_; }

    /// Adds a query parameter, encoded as needed. It replaces those of this name, including an endpoint's own and those
    /// of `client_options::query()`.
    request_options& query(text_view name, text_view value) {
        query_.push_back({std::string(name), std::string(value)});
        return *this;
    }
    std::vector<query_item> const& extra_query() const { return query_; }

    /// Adds a member to a JSON request body or a form; it replaces an existing one of this name.
    request_options& body_field(text_view name, boost::json::value value) {
        body_fields_.insert_or_assign(name, std::move(value));
        return *this;
    }
    boost::json::object const& extra_body_fields() const { return body_fields_; }

    /// Any value for the client's observers, such as the trace or the user that the call belongs to: each event of the
    /// call points to it. Copies of the options share it.
    request_options& context(std::any value) {
        context_ = value.has_value() ? std::make_shared<std::any const>(std::move(value)) : nullptr;
        return *this;
    }
    /// Null if there is none.
    std::shared_ptr<std::any const> const& shared_context() const { return context_; }

  private:
    std::optional<duration> timeout_;
    std::optional<duration> connect_timeout_;
    std::optional<duration> silence_timeout_;
    std::optional<duration> event_timeout_;
    std::optional<duration> deadline_;
    std::optional<std::chrono::steady_clock::time_point> deadline_at_;
    std::optional<int> max_retries_;
    std::optional<std::size_t> max_response_size_;
    std::optional<std::size_t> max_event_size_;
    telnyx::headers headers_;
    std::vector<std::string> removed_headers_;
    std::vector<query_item> query_;
    boost::json::object body_fields_;
    std::shared_ptr<std::any const> context_;
};

} // namespace telnyx
