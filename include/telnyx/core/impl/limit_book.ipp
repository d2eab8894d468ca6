#pragma once

#include "telnyx/core/limit_book.hpp"

#include <algorithm>
#include <utility>

namespace telnyx::core {

// The server may not have counted yet what else is under way.
TELNYX_DECL void limit_book::allowance::learn(rate_report const& said, std::int64_t under_way, time_point now) {
    if (said.limit && *said.limit > 0) limit = said.limit;
    if (!said.remaining || !said.reset_after) return;
    left = *said.remaining - under_way;
    until = now + std::min(*said.reset_after, longest_wait);
}

TELNYX_DECL bool limit_book::allowance::allows(std::int64_t needed, time_point now) const {
    return !left || now >= until || needed <= *left;
}

TELNYX_DECL void limit_book::allowance::take(std::int64_t used) {
    if (left) *left -= used;
}

TELNYX_DECL limit_book::limit_book(call_limits limits) : limits_(std::move(limits)) {}

TELNYX_DECL limit_book::model& limit_book::model_named(std::string_view name) {
    auto const found = models_.find(name);
    if (found != models_.end()) return found->second;
    forget_unused_models();
    auto& made = models_.emplace(name, model()).first->second;
    made.limits = limits_.of_model(name);
    return made;
}

// The names come from the program's own callers, which may have endless ideas. What is forgotten are the last minute
// and what the server has said, so this is only for many models.
TELNYX_DECL void limit_book::forget_unused_models() {
    constexpr std::size_t enough = 1000;
    if (models_.size() < enough) return;
    std::erase_if(models_, [](auto const& each) { return each.second.in_flight == 0 && each.second.waiting.empty(); });
}

TELNYX_DECL limit_book::call_id limit_book::add(std::string_view name, std::int64_t tokens) {
    auto& added = calls_[++last_call_];
    added.of = &model_named(name);
    added.tokens = std::clamp<std::int64_t>(tokens, 0, most_tokens);
    added.of->waiting.emplace(last_call_, added.tokens);
    ++waiting_;
    return last_call_;
}

TELNYX_DECL void limit_book::add_attempt(call_id id) {
    auto& repeated = calls_.at(id);
    if (!std::exchange(repeated.started, false)) return;
    repeated.of->waiting.emplace(id, repeated.tokens);
    ++waiting_;
}

TELNYX_DECL void limit_book::remove(call_id id) {
    auto const found = calls_.find(id);
    if (found == calls_.end()) return;
    auto& of = *found->second.of;
    waiting_ -= of.waiting.erase(id);
    if (found->second.in_flight) {
        --of.in_flight;
        of.tokens_in_flight -= found->second.tokens;
    }
    calls_.erase(found);
}

TELNYX_DECL void limit_book::forget_old(model& of, time_point now) {
    while (!of.last_minute.empty() && now - of.last_minute.front().at >= std::chrono::minutes(1)) {
        of.tokens_in_last_minute -= of.last_minute.front().tokens;
        of.last_minute.pop_front();
        ++of.forgotten;
    }
}

// A call that needs more than there ever is counts as all there is, so that it starts when nothing else does.
TELNYX_DECL std::int64_t limit_book::counted_tokens(model const& of, std::int64_t tokens) {
    return std::min(
        {tokens, of.limits.tokens_per_minute, of.tokens.limit.value_or(telnyx::detail::model_limits::unlimited)});
}

TELNYX_DECL limit_book::time_point limit_book::start_by_rates(model const& of, std::int64_t tokens, time_point now) {
    auto const& minute = of.last_minute;
    auto requests = static_cast<std::int64_t>(minute.size());
    auto in_use = of.tokens_in_last_minute;
    auto at = now;
    for (auto const& each : minute) {
        if (requests < of.limits.requests_per_minute && in_use <= of.limits.tokens_per_minute - tokens) break;
        --requests;
        in_use -= each.tokens;
        at = std::max(at, each.at + std::chrono::minutes(1));
    }
    return at;
}

TELNYX_DECL limit_book::time_point limit_book::start_of_first(model const& of, time_point now) {
    auto const tokens = counted_tokens(of, of.waiting.begin()->second);
    auto at = std::max(start_by_rates(of, tokens, now), of.held_until);
    if (!of.requests.allows(1, now)) at = std::max(at, of.requests.until);
    if (!of.tokens.allows(tokens, now)) at = std::max(at, of.tokens.until);
    return at;
}

TELNYX_DECL void limit_book::start(model& of, call& started, time_point now) {
    auto const tokens = counted_tokens(of, started.tokens);
    started.started = true;
    if (!std::exchange(started.in_flight, true)) {
        ++of.in_flight;
        of.tokens_in_flight += started.tokens;
    }
    of.requests.take(1);
    of.tokens.take(tokens);
    // Without limits for the minute there is no need to remember it.
    bool const remembers = of.limits.requests_per_minute != telnyx::detail::model_limits::unlimited ||
                           of.limits.tokens_per_minute != telnyx::detail::model_limits::unlimited;
    if (!remembers) return;
    started.entry = of.forgotten + of.last_minute.size();
    of.last_minute.push_back({now, tokens});
    of.tokens_in_last_minute += tokens;
}

TELNYX_DECL void limit_book::start_calls(model& of, time_point now, std::vector<call_id>& changed) {
    while (!of.waiting.empty()) {
        auto const first = of.waiting.begin()->first;
        if (start_of(first, now) > now) return;
        of.waiting.erase(of.waiting.begin());
        --waiting_;
        start(of, calls_.at(first), now);
        changed.push_back(first);
    }
}

TELNYX_DECL void limit_book::announce_first(model& of, time_point now, std::vector<call_id>& changed) const {
    auto const first = of.waiting.begin()->first;
    auto const at = start_of(first, now);
    bool const is_news = first != of.announced || at < of.announced_start;
    of.announced = first;
    of.announced_start = at;
    if (is_news) changed.push_back(first);
}

TELNYX_DECL std::vector<limit_book::call_id> limit_book::advance(time_point now) {
    std::vector<call_id> changed;
    for (auto& [name, each] : models_) {
        forget_old(each, now);
        start_calls(each, now, changed);
        if (!each.waiting.empty()) announce_first(each, now, changed);
    }
    return changed;
}

TELNYX_DECL bool limit_book::has_started(call_id id) const {
    return calls_.at(id).started;
}

TELNYX_DECL limit_book::time_point limit_book::start_of(call_id id, time_point now) const {
    auto const& waits = calls_.at(id);
    auto const& of = *waits.of;
    if (of.waiting.empty() || of.waiting.begin()->first != id) return time_point::max();
    if (!waits.in_flight && std::cmp_greater_equal(of.in_flight, of.limits.in_flight)) return time_point::max();
    return start_of_first(of, now);
}

TELNYX_DECL void limit_book::learn(call_id id, rate_reports const& said, time_point now) {
    auto const& answered = calls_.at(id);
    auto& of = *answered.of;
    of.requests.learn(said.requests, static_cast<std::int64_t>(of.in_flight) - 1, now);
    of.tokens.learn(said.tokens, of.tokens_in_flight - answered.tokens, now);
}

TELNYX_DECL void limit_book::hold_back(call_id id, duration wait, time_point now) {
    auto& until = calls_.at(id).of->held_until;
    until = std::max(until, now + std::clamp(wait, duration::zero(), longest_wait));
}

TELNYX_DECL void limit_book::correct_tokens(call_id id, std::int64_t used) {
    auto& of = *calls_.at(id).of;
    auto const entry = calls_.at(id).entry;
    if (used < 0 || entry < of.forgotten || entry - of.forgotten >= of.last_minute.size()) return;
    auto& tokens = of.last_minute[entry - of.forgotten].tokens;
    used = std::min(used, of.limits.tokens_per_minute); // so that sums do not overflow
    of.tokens_in_last_minute += used - tokens;
    tokens = used;
}

TELNYX_DECL void limit_book::count_call() {
    retries_left_ = std::min(retries_left_ + limits_.retry_share(), most_saved_retries);
}

TELNYX_DECL bool limit_book::take_retry() {
    if (retries_left_ < 1) return ++refused_retries_, false;
    --retries_left_;
    return true;
}

} // namespace telnyx::core
