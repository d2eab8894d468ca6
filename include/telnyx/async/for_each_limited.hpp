#pragma once

#include "telnyx/async/detail/limited_tasks.hpp"
#include "telnyx/async/for_each_options.hpp"
#include "telnyx/async/outcome.hpp"
#include "telnyx/base/invalid_argument_error.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace telnyx {

namespace detail {

/// A range whose elements are part of it, so that a constant one has constant elements. A view of another container
/// does not have them.
template <class Range>
concept owner_of_elements = requires(Range& range, Range const& constant) {
    requires std::is_lvalue_reference_v<decltype(*std::begin(range))>;
    requires std::is_const_v<std::remove_reference_t<decltype(*std::begin(constant))>>;
};

/// The items of a range, one after the other. The range belongs to this object, so its elements are moved out of it,
/// unless it only refers to them.
template <class Range>
class item_source {
  public:
    using iterator = decltype(std::begin(std::declval<Range&>()));
    using item = std::iter_value_t<iterator>;

    explicit item_source(Range range) : range_(std::move(range)) {}
    item_source(item_source const&) = delete;
    item_source& operator=(item_source const&) = delete;

    /// The next item; `std::nullopt` at the end, after which it must not be called.
    std::optional<item> next() {
        if (at_)
            ++*at_;
        else
            at_.emplace(std::begin(range_));
        if (*at_ == std::end(range_)) return std::nullopt;
        if constexpr (owner_of_elements<Range>)
            return std::optional<item>(std::move(**at_));
        else
            return std::optional<item>(**at_);
    }

  private:
    Range range_;
    std::optional<iterator> at_;
};

/// The run of a function over the items of a range. `Result` is `outcome<T>` to keep the results, or void.
template <class Range, class Function, class Result>
class limited_run final : public async::detail::limited_tasks {
  public:
    limited_run(Range range, Function function, for_each_options const& options)
        : limited_tasks(options.stop_on_error()), items_(std::move(range)), function_(std::move(function)) {}

    std::vector<Result> take_results() requires(!std::is_void_v<Result>) { return std::move(results_.all); }

  private:
    struct job {
        std::size_t number;
        typename item_source<Range>::item item;
    };
    struct kept_results {
        std::vector<std::conditional_t<std::is_void_v<Result>, bool, Result>> all{};
    };

    std::optional<job> next_job() {
        return take([this]() -> std::optional<job> {
            auto item = items_.next();
            if (!item) return std::nullopt;
            if constexpr (!std::is_void_v<Result>) results_.all.emplace_back();
            return job{count_++, std::move(*item)};
        });
    }

    boost::asio::awaitable<bool> begin(std::shared_ptr<limited_tasks> self, bool& has_item) override {
        auto first = next_job();
        has_item = first.has_value();
        return work(std::static_pointer_cast<limited_run>(std::move(self)), std::move(first));
    }

    static boost::asio::awaitable<bool> work(std::shared_ptr<limited_run> self, std::optional<job> current) {
        while (current) {
            auto running = run(self.get(), &*current);
            co_await std::move(running);
            current.reset();
            current = self->next_job();
        }
        co_return true;
    }

    // Both live longer: in the frame of `work()`. Throws nothing.
    static boost::asio::awaitable<void> run(limited_run* self, job* current) {
        using value = typename std::invoke_result_t<Function&, typename item_source<Range>::item>::value_type;
        std::exception_ptr failure;
        try {
            auto running = self->function_(std::move(current->item));
            if constexpr (std::is_void_v<Result>) {
                co_await std::move(running);
                self->finish(nullptr, [] {});
            } else if constexpr (std::is_void_v<value>) {
                co_await std::move(running);
                self->finish(nullptr, [&] { self->results_.all[current->number] = Result(true); });
            } else {
                auto made = co_await std::move(running);
                Result result(std::move(made));
                self->finish(nullptr, [&] { self->results_.all[current->number] = std::move(result); });
            }
        } catch (...) {
            failure = std::current_exception();
        }
        if (!failure) co_return;
        self->finish(failure, [&] {
            if constexpr (!std::is_void_v<Result>) self->results_.all[current->number] = Result(failure);
        });
    }

    item_source<Range> items_;
    Function function_;
    kept_results results_;
    std::size_t count_ = 0;
};

inline std::size_t checked_limit(std::ptrdiff_t most) {
    if (most <= 0) throw invalid_argument_error("most", "must be positive");
    return static_cast<std::size_t>(most);
}

template <class Run>
boost::asio::awaitable<void> run_for_each(std::shared_ptr<Run> run, std::size_t most) {
    auto running = async::detail::limited_tasks::run(run, most);
    co_await std::move(running);
    if (auto const failure = run->first_failure()) std::rethrow_exception(failure);
}

template <class Result, class Run>
boost::asio::awaitable<std::vector<Result>> run_transform(std::shared_ptr<Run> run, std::size_t most) {
    auto running = async::detail::limited_tasks::run(run, most);
    co_await std::move(running);
    co_return run->take_results();
}

} // namespace detail

/// Awaits `function(item)` for each item of `range`, at most `most` of them at a time:
///
///     co_await telnyx::for_each_limited(std::move(prompts), 8, [client](std::string prompt) -> awaitable<void> {...});
///
/// Items start in the order of the range, which is read as they start, so that an unlimited number of items needs only
/// memory for those that run. The range and the function are moved into the operation; a range that refers to elements
/// elsewhere, such as a view, needs them until the end. `function` returns an awaitable, whose result is ignored.
///
/// Each item runs on a strand of the awaiting coroutine's executor. So if several threads run the context, items run at
/// the same time, and `function` is called at the same time; the range is read by one thread at a time.
///
/// An exception of an item does not stop the others, unless `options.stop_on_error()`; the first one is thrown when all
/// items have ended. An exception of the range starts no further items, and is thrown when those that run have ended.
///
/// Cancellation: no further item starts, those that run are cancelled and waited for, and `api_user_abort_error` is
/// thrown.
///
/// @throws invalid_argument_error at once if `most` is not positive.
template <class Range, class Function>
boost::asio::awaitable<void> for_each_limited(Range range, std::ptrdiff_t most, Function function,
                                              for_each_options const& options = for_each_options()) {
    auto const limit = detail::checked_limit(most);
    using run = detail::limited_run<Range, Function, void>;
    return detail::run_for_each(std::make_shared<run>(std::move(range), std::move(function), options), limit);
}

/// Like `for_each_limited()`, but returns what `function` returns, one `outcome` for each item in the order of the
/// range. Exceptions of items are part of the outcomes. Throws them only if `options.stop_on_error()`.
template <class Range, class Function>
auto transform_limited(Range range, std::ptrdiff_t most, Function function,
                       for_each_options const& options = for_each_options()) {
    using returned = std::invoke_result_t<Function&, typename detail::item_source<Range>::item>;
    using result = outcome<typename returned::value_type>;
    using run = detail::limited_run<Range, Function, result>;
    auto const limit = detail::checked_limit(most);
    return detail::run_transform<result>(std::make_shared<run>(std::move(range), std::move(function), options), limit);
}

} // namespace telnyx
