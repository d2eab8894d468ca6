#pragma once

#include "telnyx/base/quoted_beginning.hpp"
#include "telnyx/base/redact.hpp"
#include "telnyx/core/wait.hpp"
#include "telnyx/errors/api_timeout_error.hpp"
#include "telnyx/errors/rethrow_with_context.hpp"
#include "telnyx/errors/task_failed_error.hpp"
#include "telnyx/http/redact_response.hpp"
#include "telnyx/transport/request_limits.hpp"

namespace telnyx::core {

TELNYX_DECL task_watch::task_watch(std::shared_ptr<client_core> core, prepared_request look, std::string task_id,
                                   wait_options const& options)
    : core_(std::move(core)),
      place_(with_context([&] { return core_->begin_call(); }, look.operation(), 0, *core_)),
      look_(std::move(look)),
      task_id_(std::move(task_id)),
      options_(options),
      finish_by_(std::min(later(core_->time().now(), options.deadline()),
                          look_.options().deadline_at().value_or(std::chrono::steady_clock::time_point::max()))),
      interval_(std::min(options.first_interval(), options.longest_interval())) {}

TELNYX_DECL prepared_request task_watch::next_look() const {
    auto request = look_;
    auto const usual = look_.options().deadline().value_or(core_->options().deadline());
    request.deadline(std::min(usual, finish_by_ - core_->time().now()));
    return request;
}

TELNYX_DECL bool task_watch::has_succeeded(task_progress progress, http_info const& http) {
    attempts_ += http.attempts();
    status_ = std::move(progress.status);
    if (progress.reached == task_progress::state::failed) {
        auto const key = core_->options().api_key();
        task_failed_error failure(task_id_, base::redacted(status_, key), http::redacted(http, key));
        failure.set_context(look_.operation(), attempts_);
        throw failure;
    }
    return progress.reached == task_progress::state::succeeded;
}

TELNYX_DECL boost::asio::awaitable<void> task_watch::pause() {
    auto& time = core_->time();
    auto const left = finish_by_ - time.now();
    auto const pause = std::min(interval_, left);
    lengthen_interval();
    try {
        co_await client_core::pause(core_, pause, async::call_registry::pause_of::wait);
        if (time.now() >= finish_by_)
            throw api_timeout_error(errc::deadline_exceeded,
                                    "the time to wait for the task is over, its last status was " +
                                        base::quoted_beginning(status_));
    } catch (...) {
        errors::rethrow_with_context({look_.operation(), attempts_, core_->options().api_key()});
    }
}

TELNYX_DECL void task_watch::lengthen_interval() {
    using exact = std::chrono::duration<double, duration::period>;
    auto const longer = exact(interval_) * options_.backoff_factor();
    auto const longest = options_.longest_interval();
    interval_ = longer < longest ? std::chrono::duration_cast<duration>(longer) : longest;
}

} // namespace telnyx::core
