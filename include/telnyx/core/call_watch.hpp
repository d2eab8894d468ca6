#pragma once

#include "telnyx/async/clock.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/observe/observer_list.hpp"

#include <any>
#include <chrono>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::core {

struct outgoing_call;

/// Those who are told of a call, and what is needed for it.
struct audience {
    std::shared_ptr<void const> owner{}; ///< keeps the others alive
    observer_list const& listeners;
    clock const& time;
    std::string_view key{}; ///< the API key, to be redacted
};

/// Notifies observers of the beginning, the chunks and the end of a call, as long as it exists: first in the coroutine
/// of the call, then in the stream. Only a client with observers has any. Its destructor tells the end, unless somebody
/// has done so before.
class call_watch {
  public:
    using ending = observer::ending;

    /// What is known of the response of a model.
    struct details {
        std::string id{};
        std::string model{};
        std::string finish_reason{};
        token_usage usage{};
    };

    call_watch(audience told, outgoing_call const& call, bool streamed);
    call_watch(call_watch const&) = delete;
    call_watch& operator=(call_watch const&) = delete;
    ~call_watch() { end(received_ && !streamed_ ? ending::complete : ending::given_up, nullptr); }

    /// The head of the response to the last attempt, or the whole response unless it is streamed.
    void received(int status, int attempts);

    /// The reader of a stream gets a chunk.
    void chunk_received();

    /// The stream is complete.
    void complete() { end(ending::complete, nullptr); }

    /// The call has failed or been cancelled.
    void failed(std::exception_ptr const& failure);

    /// The same, after so many attempts.
    void failed(std::exception_ptr const& failure, int attempts) {
        attempts_ = attempts;
        failed(failure);
    }

    details& response() { return response_; }

  private:
    std::chrono::steady_clock::duration elapsed() const;
    void end(ending how, std::exception_ptr const& failure);

    audience const told_;
    std::shared_ptr<std::any const> const context_;
    std::uint64_t const call_;
    std::string const operation_;
    std::chrono::steady_clock::time_point const begun_;
    bool const streamed_;
    bool received_ = false;
    bool ended_ = false;
    int attempts_ = 0;
    int status_ = 0;
    std::uint64_t chunks_ = 0;
    std::optional<std::chrono::steady_clock::duration> first_chunk_{};
    details response_{};
};

namespace detail {

/// An exception, for observers.
struct failure_summary {
    std::string text{};
    int status = 0; ///< 0 unless the server sent an error status
    boost::system::error_code code{};
    bool cancelled = false;
};

failure_summary summary_of(std::exception_ptr const& failure);

} // namespace detail

/// Keeps what a response of a model, or a chunk of one, says about itself.
template <class Response>
void note_response(call_watch::details& known, Response const& from) {
    auto const copy = [](auto const& member, std::string& to) {
        if constexpr (requires { member.has_value(); }) {
            if (member && to.empty()) to = *member;
        } else if (to.empty()) {
            to = member;
        }
    };
    if constexpr (requires { from.choices.front().finish_reason; }) {
        copy(from.id, known.id);
        if (!from.choices.empty())
            if (auto const& reason = from.choices.front().finish_reason) known.finish_reason = reason->text();
    }
    copy(from.model, known.model);
    if constexpr (requires { from.usage->prompt_tokens_details; }) {
        if (!from.usage) return;
        auto const& used = *from.usage;
        known.usage = {.prompt = used.prompt_tokens, .completion = used.completion_tokens, .total = used.total_tokens};
        if (used.prompt_tokens_details) known.usage.cached = used.prompt_tokens_details->cached_tokens;
        if (used.completion_tokens_details) known.usage.reasoning = used.completion_tokens_details->reasoning_tokens;
    } else {
        known.usage.prompt = from.usage.prompt_tokens;
        known.usage.total = from.usage.total_tokens;
    }
}

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/call_watch.ipp"
#endif
