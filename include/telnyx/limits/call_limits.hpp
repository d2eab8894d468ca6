#pragma once

// Limits of a client for its calls of models.

#include "telnyx/base/config.hpp"
#include "telnyx/base/text_view.hpp"
#include "telnyx/limits/limit_values.hpp"
#include "telnyx/options/call_gate_source.hpp"

#include <cstdint>
#include <memory>

namespace telnyx {

/// Limits of a client for its calls of models, such as chat completions and embeddings; see `client_options::limits()`.
/// Each limit holds for each model by itself. Calls beyond a limit wait, in the order in which they were awaited.
/// Setters can be chained, and throw `invalid_argument_error`, which names the option, if a value is not positive.
///
///     client_options().limits(call_limits().in_flight(20).requests_per_minute(500).tokens_per_minute(200'000))
class call_limits final : public call_gate_source {
  public:
    call_limits() {}

    /// Most calls at a time, each until its response has been read; a stream until its end. Default: no limit.
    call_limits& in_flight(std::int64_t calls);
    std::int64_t in_flight() const { return values_.general.in_flight; }

    /// Most requests within any 60 seconds, including retries. Default: no limit.
    call_limits& requests_per_minute(std::int64_t requests);
    std::int64_t requests_per_minute() const { return values_.general.requests_per_minute; }

    /// Most tokens within any 60 seconds. A request counts as a quarter of the bytes of its body plus its `max_tokens`,
    /// and as its `usage.total_tokens` as soon as the server has reported it: at the end of the response, and of
    /// a stream with `stream_options.include_usage`. One request that needs
    /// more than the limit is sent when there is no other. Default: no limit.
    call_limits& tokens_per_minute(std::int64_t tokens);
    std::int64_t tokens_per_minute() const { return values_.general.tokens_per_minute; }

    /// Limits for one model instead of the general ones. Its `retry_share()` and its own models are not used.
    call_limits& for_model(text_view model, call_limits const& limits);
    /// Share of the client's calls that may be retried, from more than 0 to 1; default: 0.1. The first ten retries are
    /// free, and never more than ten can be saved up. A failure beyond that is thrown without a retry: a server that is
    /// overloaded does not get more requests for it.
    call_limits& retry_share(double share);
    double retry_share() const { return values_.retry_share; }

    /// What `client_options::limits()` takes.
    operator std::shared_ptr<call_gate_source const>() const { return std::make_shared<call_limits>(*this); }

    /// For internal use.
    limits::limit_values const& values() const { return values_; }
    TELNYX_DECL std::shared_ptr<core::call_gate> make_gate(std::shared_ptr<clock> time) const override;

  private:
    limits::limit_values values_;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/limits/impl/call_limits.ipp"
#endif
