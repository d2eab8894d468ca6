#pragma once

#include "telnyx/limits/limit_book.hpp"

#include <algorithm>
#include <utility>

namespace telnyx::limits {

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

TELNYX_DECL limit_book::limit_book(limit_values limits) : limits_(std::move(limits)) {}

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

TELNYX_DECL void limit_book::add(call& added, std::string_view model_name, std::int64_t tokens, time_point now) {
    added.of_ = &model_named(model_name);
    added.number_ = ++last_call_;
    added.tokens_ = std::clamp<std::int64_t>(tokens, 0, most_tokens);
    start_or_wait(added, now);
}

TELNYX_DECL void limit_book::add_attempt(call& repeated, time_point now) {
    if (std::exchange(repeated.started_, false)) start_or_wait(repeated, now);
}

TELNYX_DECL void limit_book::start_or_wait(call& added, time_point now) {
    auto& of = *added.of_;
    forget_old(of, now);
    bool const is_first = of.waiting.empty() || added.number_ < of.waiting.begin()->first;
    if (is_first && start_as_first(added, now) <= now) return start(of, added, now);
    of.waiting.emplace(added.number_, &added);
    ++waiting_;
}

TELNYX_DECL limit_book::changes limit_book::remove(call& removed, time_point now) {
    if (removed.of_ == nullptr) return {};
    auto& of = *std::exchange(removed.of_, nullptr);
    waiting_ -= of.waiting.erase(removed.number_);
    if (removed.in_flight_) {
        --of.in_flight;
        of.tokens_in_flight -= removed.tokens_;
    }
    return advance(of, now);
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
    return std::min({tokens, of.limits.tokens_per_minute, of.tokens.limit.value_or(model_limits::unlimited)});
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

TELNYX_DECL limit_book::time_point limit_book::start_as_first(call const& first, time_point now) {
    auto const& of = *first.of_;
    if (!first.in_flight_ && std::cmp_greater_equal(of.in_flight, of.limits.in_flight)) return time_point::max();
    auto const tokens = counted_tokens(of, first.tokens_);
    auto at = std::max(start_by_rates(of, tokens, now), of.held_until);
    if (!of.requests.allows(1, now)) at = std::max(at, of.requests.until);
    if (!of.tokens.allows(tokens, now)) at = std::max(at, of.tokens.until);
    return at;
}

TELNYX_DECL void limit_book::start(model& of, call& started, time_point now) {
    auto const tokens = counted_tokens(of, started.tokens_);
    started.started_ = true;
    if (!std::exchange(started.in_flight_, true)) {
        ++of.in_flight;
        of.tokens_in_flight += started.tokens_;
    }
    of.requests.take(1);
    of.tokens.take(tokens);
    // Without limits for the minute there is no need to remember it.
    bool const remembers = of.limits.requests_per_minute != model_limits::unlimited ||
                           of.limits.tokens_per_minute != model_limits::unlimited;
    if (!remembers) return;
    started.entry_ = of.forgotten + of.last_minute.size();
    of.last_minute.push_back({now, tokens});
    of.tokens_in_last_minute += tokens;
}

TELNYX_DECL limit_book::changes limit_book::advance(model& of, time_point now) {
    changes changed;
    while (!of.waiting.empty()) {
        forget_old(of, now);
        auto const first = of.waiting.begin();
        auto& next = *first->second;
        if (start_of(next, now) > now) {
            announce_first(of, now, changed);
            break;
        }
        of.waiting.erase(first);
        --waiting_;
        start(of, next, now);
        changed.push_back(&next);
    }
    return changed;
}

TELNYX_DECL void limit_book::announce_first(model& of, time_point now, changes& changed) {
    auto& first = *of.waiting.begin()->second;
    auto const at = start_of(first, now);
    bool const is_news = first.number_ != of.announced || at < of.announced_start;
    of.announced = first.number_;
    of.announced_start = at;
    if (is_news) changed.push_back(&first);
}

TELNYX_DECL limit_book::changes limit_book::advance(call const& one, time_point now) {
    return advance(*one.of_, now);
}

TELNYX_DECL limit_book::time_point limit_book::start_of(call const& waiting, time_point now) {
    auto const& of = *waiting.of_;
    bool const is_first = !of.waiting.empty() && of.waiting.begin()->second == &waiting;
    return is_first ? start_as_first(waiting, now) : time_point::max();
}

TELNYX_DECL void limit_book::learn(call const& answered, rate_reports const& said, time_point now) {
    auto& of = *answered.of_;
    of.requests.learn(said.requests, static_cast<std::int64_t>(of.in_flight) - 1, now);
    of.tokens.learn(said.tokens, of.tokens_in_flight - answered.tokens_, now);
}

TELNYX_DECL void limit_book::hold_back(call const& refused, duration wait, time_point now) {
    auto& until = refused.of_->held_until;
    until = std::max(until, now + std::clamp(wait, duration::zero(), longest_wait));
}

TELNYX_DECL void limit_book::correct_tokens(call const& answered, std::int64_t used) {
    auto& of = *answered.of_;
    auto const entry = answered.entry_;
    if (used < 0 || entry < of.forgotten || entry - of.forgotten >= of.last_minute.size()) return;
    auto& tokens = of.last_minute[entry - of.forgotten].tokens;
    used = std::min(used, of.limits.tokens_per_minute); // so that sums do not overflow
    of.tokens_in_last_minute += used - tokens;
    tokens = used;
}

TELNYX_DECL void limit_book::count_call() {
    retries_left_ = std::min(retries_left_ + limits_.retry_share, most_saved_retries);
}

TELNYX_DECL bool limit_book::take_retry() {
    if (retries_left_ < 1) return ++refused_retries_, false;
    --retries_left_;
    return true;
}

} // namespace telnyx::limits
