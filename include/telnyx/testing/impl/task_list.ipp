#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/testing/impl/task_list.hpp"

#include <algorithm>

namespace telnyx::testing::detail {

TELNYX_DECL void task_list::start(std::string const& id, std::string_view name) {
    tasks_[id] = {time_->now(), request_, asks_for_failure(name)};
}

TELNYX_DECL bool task_list::done(std::string const& id) const {
    auto const found = tasks_.find(id);
    if (found == tasks_.end()) return true;
    return found->second.request != request_ && time_->now() - found->second.started >= duration_;
}

TELNYX_DECL std::string_view task_list::status(std::string const& id, task_texts const& texts) const {
    auto const found = tasks_.find(id);
    if (found == tasks_.end()) return texts[2];
    if (done(id)) return texts[found->second.fails ? 3 : 2];
    auto const elapsed = time_->now() - found->second.started;
    return texts[found->second.request != request_ && elapsed >= duration_ / 4 ? 1 : 0];
}

TELNYX_DECL bool asks_for_failure(std::string_view name) {
    constexpr std::string_view sign = "fail";
    auto const same = [](char a, char b) { return ascii::lower(a) == b; };
    return std::search(name.begin(), name.end(), sign.begin(), sign.end(), same) != name.end();
}

} // namespace telnyx::testing::detail
