#pragma once

#include "telnyx/testing/impl/api_error.hpp"
#include "telnyx/testing/impl/expectation_list.hpp"

#include <algorithm>
#include <utility>

namespace telnyx::testing::detail {

TELNYX_DECL void expectation_list::add(std::shared_ptr<expected_call> call) {
    std::lock_guard const lock(mutex_);
    calls_.push_back(std::move(call));
}

TELNYX_DECL std::optional<reply> expectation_list::answer_head(recorded_request& request) {
    auto const call = take(request, true);
    if (!call) return std::nullopt;
    return call->answer(request);
}

TELNYX_DECL std::optional<reply> expectation_list::answer(recorded_request& request) {
    auto const call = take(request, false);
    if (call && call->answer) return call->answer(request);
    if (call || !strict_) return std::nullopt;
    auto const what = request.method + " " + request.target;
    add_failure("unexpected request " + what);
    return api_error(500, "10007", "Unexpected request", "The sandbox is strict and no expectation fits " + what + ".");
}

TELNYX_DECL void expectation_list::add_failure(std::string failure) {
    std::lock_guard const lock(mutex_);
    failures_.push_back(std::move(failure));
}

TELNYX_DECL std::vector<std::string> expectation_list::failures() const {
    std::lock_guard const lock(mutex_);
    std::vector<std::string> lines;
    for (auto const& call : calls_) {
        if (call->unlimited || call->used_up()) continue;
        lines.push_back("expected " + std::to_string(call->wanted) + " of " + call->method + " " + call->pattern +
                        ", got " + std::to_string(call->seen));
    }
    lines.insert(lines.end(), failures_.begin(), failures_.end());
    return lines;
}

/// Only the sandbox's thread takes, so a candidate cannot be used up between the look and the taking.
TELNYX_DECL std::shared_ptr<expected_call> expectation_list::take(recorded_request& request, bool at_head) {
    for (auto const& call : candidates()) {
        if (at_head && call->needs_body) continue;
        if (call->method != "*" && call->method != request.method) continue;
        if (!call->path.matches(request.path(), request.path_parameters)) continue;
        auto const accepts = [&](auto const& condition) { return condition(request); };
        if (!std::all_of(call->conditions.begin(), call->conditions.end(), accepts)) continue;
        if (at_head && !call->at_head) return nullptr;
        std::lock_guard const lock(mutex_);
        ++call->seen;
        return call;
    }
    return nullptr;
}

TELNYX_DECL std::vector<std::shared_ptr<expected_call>> expectation_list::candidates() const {
    std::lock_guard const lock(mutex_);
    std::vector<std::shared_ptr<expected_call>> open;
    std::copy_if(calls_.begin(), calls_.end(), std::back_inserter(open),
                 [](auto const& call) { return !call->used_up(); });
    return open;
}

} // namespace telnyx::testing::detail
