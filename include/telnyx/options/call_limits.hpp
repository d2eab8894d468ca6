#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/base/text_view.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx {

namespace detail {

/// The limits for one model.
struct model_limits {
    static constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();

    std::int64_t in_flight = unlimited;
    std::int64_t requests_per_minute = unlimited;
    std::int64_t tokens_per_minute = unlimited;
};

} // namespace detail

/// Limits of a client for its calls of models, such as chat completions and embeddings; see `client_options::limits()`.
/// Each limit holds for each model by itself. Calls beyond a limit wait, in the order in which they were awaited.
/// Setters can be chained, and throw `invalid_argument_error`, which names the option, if a value is not positive.
///
///     client_options().limits(call_limits().in_flight(20).requests_per_minute(500).tokens_per_minute(200'000))
class call_limits {
  public:
    call_limits() {}

    /// Most calls at a time, each until its response has been read; a stream until its end. Default: no limit.
    call_limits& in_flight(std::int64_t calls);
    std::int64_t in_flight() const { return general_.in_flight; }

    /// Most requests within any 60 seconds, including retries. Default: no limit.
    call_limits& requests_per_minute(std::int64_t requests);
    std::int64_t requests_per_minute() const { return general_.requests_per_minute; }

    /// Most tokens within any 60 seconds. A request counts as a quarter of the bytes of its body plus its `max_tokens`,
    /// and as its `usage.total_tokens` as soon as the server has reported it: at the end of the response, and of
    /// a stream with `stream_options.include_usage`. One request that needs
    /// more than the limit is sent when there is no other. Default: no limit.
    call_limits& tokens_per_minute(std::int64_t tokens);
    std::int64_t tokens_per_minute() const { return general_.tokens_per_minute; }

    /// Limits for one model instead of the general ones. Its `retry_share()` and its own models are not used.
    call_limits& for_model(text_view model, call_limits const& limits);
    /// For internal use: the limits for a model.
    detail::model_limits const& of_model(std::string_view model) const;

    /// Share of the client's calls that may be retried, from more than 0 to 1; default: 0.1. The first ten retries are
    /// free, and never more than ten can be saved up. A failure beyond that is thrown without a retry: a server that is
    /// overloaded does not get more requests for it.
    call_limits& retry_share(double share);
    double retry_share() const { return retry_share_; }

  private:
    struct named_limits {
        std::string model{};
        detail::model_limits limits{};
    };

    detail::model_limits general_;
    double retry_share_ = 0.1;
    std::vector<named_limits> models_;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/options/impl/call_limits.ipp"
#endif
