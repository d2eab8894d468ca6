#pragma once

#include "telnyx/core/limiter.hpp"
#include "telnyx/core/retry_policy.hpp"
#include "telnyx/errors/api_timeout_error.hpp"
#include "telnyx/json/decode.hpp"

#include <boost/describe/class.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace telnyx::core {

namespace detail {

/// What limits need to know of a request.
struct model_request {
    std::optional<std::string> model{};
    std::optional<std::string> embedding_model{};
    std::optional<std::int64_t> max_tokens{};
    std::optional<std::int64_t> max_completion_tokens{};
};
BOOST_DESCRIBE_STRUCT(model_request, (), (model, embedding_model, max_tokens, max_completion_tokens))

struct token_usage {
    std::optional<std::int64_t> total_tokens{};
};
BOOST_DESCRIBE_STRUCT(token_usage, (), (total_tokens))

/// What limits need to know of a response.
struct usage_report {
    std::optional<token_usage> usage{};
};
BOOST_DESCRIBE_STRUCT(usage_report, (), (usage))

// What cannot be decoded is for the server or the caller of the endpoint to complain about.
template <class T>
T decode_if_possible(std::string_view text) {
    try {
        return json::decode<T>(text);
    } catch (json::decode_error const&) {
        return T{};
    }
}

} // namespace detail

template <class Tag>
basic_limiter<Tag>::basic_limiter(call_limits const& limits, std::shared_ptr<clock> time)
    : time_(time ? std::move(time) : std::make_shared<clock>()), book_(limits) {}

template <class Tag>
boost::asio::awaitable<std::shared_ptr<admitted_call>>
basic_limiter<Tag>::admit(std::shared_ptr<client_core> core, std::shared_ptr<outgoing_call> call,
                          std::shared_ptr<admitted_call> admitted, time_point finish_by) {
    return wait(this->shared_from_this(), std::move(core), std::move(call), std::move(admitted), finish_by);
}

// A first attempt is refused when the client is closed, like one that waits for its first connection.
template <class Tag>
boost::asio::awaitable<std::shared_ptr<admitted_call>>
basic_limiter<Tag>::wait(std::shared_ptr<basic_limiter> self, std::shared_ptr<client_core> core,
                         std::shared_ptr<outgoing_call> call, std::shared_ptr<admitted_call> admitted,
                         time_point finish_by) {
    using pause_of = async::call_registry::pause_of;
    constexpr auto never = time_point::max();
    bool const first = call->retries_done == 0;
    if (first) {
        std::lock_guard const lock(self->mutex_);
        self->book_.count_call();
    }
    if (!call->runs_model) co_return nullptr;
    auto const in_flight = first ? core->begin_call() : async::call_place();
    auto place = std::static_pointer_cast<limited_call>(std::move(admitted));
    if (place)
        self->add_attempt(place->id);
    else
        place = self->add(*call);
    auto const kind = first ? pause_of::wait : pause_of::call;
    while (true) {
        auto const next = self->look(place->id);
        if (!next.woken) break;
        auto const now = self->time_->now();
        if (now >= finish_by)
            throw api_timeout_error(errc::deadline_exceeded, "the call was waiting for a limit of the client");
        auto const until = std::min(next.until, finish_by);
        auto const length = until == never ? time_point::duration::max() : until - now;
        auto sleeping = client_core::pause_until(core, next.woken, length, kind);
        co_await std::move(sleeping);
    }
    co_return place;
}

template <class Tag>
std::shared_ptr<typename basic_limiter<Tag>::limited_call> basic_limiter<Tag>::add(outgoing_call const& call) {
    constexpr std::int64_t bytes_per_token = 4;
    constexpr std::int64_t most_tokens = 1'000'000'000'000; // so that the sum does not overflow
    auto const& body = call.request.body;
    auto const asked = detail::decode_if_possible<detail::model_request>(body);
    auto const& name = asked.model ? asked.model : asked.embedding_model;
    auto const longest = asked.max_tokens.value_or(asked.max_completion_tokens.value_or(0));
    auto const tokens =
        static_cast<std::int64_t>(body.size()) / bytes_per_token + std::clamp<std::int64_t>(longest, 0, most_tokens);
    std::lock_guard const lock(mutex_);
    return std::make_shared<limited_call>(this->shared_from_this(), book_.add(name.value_or(""), tokens));
}

template <class Tag>
void basic_limiter<Tag>::add_attempt(limit_book::call_id call) {
    std::lock_guard const lock(mutex_);
    book_.add_attempt(call);
}

template <class Tag>
typename basic_limiter<Tag>::next_wait basic_limiter<Tag>::look(limit_book::call_id call) {
    std::lock_guard const lock(mutex_);
    advance();
    sleepers_.erase(call);
    if (book_.has_started(call)) return {};
    next_wait next;
    next.woken = std::make_shared<async::one_shot>();
    next.until = book_.start_of(call, time_->now());
    sleepers_.emplace(call, next.woken);
    return next;
}

template <class Tag>
void basic_limiter<Tag>::leave(limit_book::call_id call) {
    std::lock_guard const lock(mutex_);
    sleepers_.erase(call);
    book_.remove(call);
    advance();
}

// Called with the lock held, after each change.
template <class Tag>
void basic_limiter<Tag>::advance() {
    for (auto const call : book_.advance(time_->now())) {
        auto const sleeper = sleepers_.find(call);
        if (sleeper != sleepers_.end()) sleeper->second->set();
    }
}

template <class Tag>
void basic_limiter<Tag>::take_head(admitted_call* call, int status, headers const& fields) {
    if (call == nullptr) return;
    auto const id = static_cast<limited_call*>(call)->id;
    auto const wall_time = time_->wall_time();
    auto const said = read_rate_headers(fields, wall_time);
    auto const asked = (status == 429 || status == 503) ? asked_delay(fields, wall_time) : std::nullopt;
    std::lock_guard const lock(mutex_);
    book_.learn(id, said, time_->now());
    if (asked) book_.hold_back(id, *asked, time_->now());
    advance();
}

template <class Tag>
void basic_limiter<Tag>::take_body(admitted_call* call, std::string_view body) {
    if (call == nullptr) return;
    auto const said = detail::decode_if_possible<detail::usage_report>(body);
    if (said.usage && said.usage->total_tokens) call->correct_tokens(*said.usage->total_tokens);
}

template <class Tag>
void basic_limiter<Tag>::correct_tokens(limit_book::call_id call, std::int64_t used) {
    std::lock_guard const lock(mutex_);
    book_.correct_tokens(call, used);
    advance();
}

template <class Tag>
bool basic_limiter<Tag>::takes_retry() {
    std::lock_guard const lock(mutex_);
    return book_.take_retry();
}

template <class Tag>
void basic_limiter<Tag>::add_to(pool_statistics& now) const {
    std::lock_guard const lock(mutex_);
    now.limited = book_.waiting();
    now.refused_retries = book_.refused_retries();
}

} // namespace telnyx::core
