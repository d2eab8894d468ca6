#pragma once

#include "telnyx/async/cancellable_task.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"
#include "telnyx/errors/rethrow_cancellation.hpp"
#include "telnyx/lists/decode_page.hpp"
#include "telnyx/results/page.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/this_coro.hpp>

#include <cstddef>
#include <exception>
#include <limits>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace telnyx {

/// A list that is fetched page by page as its items are requested.
///
///     auto tests = client.ai.assistants.tests.list();      // no request yet
///     while (auto test = co_await tests.next())
///         std::cout << test->name << '\n';
///
/// Pages are counted from the page requested by the parameters, whatever number the server reports. A list ends with an
/// empty page, or with the last page if the server reports the number of pages. A page with the same items as the one
/// before it is reported as `api_response_error`. After an error, the same page can be requested again. Use a paginator
/// from one coroutine at a time; its operations throw the errors listed in `errors.hpp`.
template <class T>
class paginator {
  public:
    explicit paginator(lists::page_walk walk) : state_(std::make_shared<state>(std::move(walk))) {}

    /// Also fetches the page after the current one, so that its items are available when needed. May cause a request
    /// that turns out to be unnecessary.
    paginator& prefetch(bool ahead = true) & { return state_->ahead = ahead, *this; }
    /// The same for a list made in place.
    paginator&& prefetch(bool ahead = true) && { return state_->ahead = ahead, std::move(*this); }

    /// The next item; `std::nullopt` at the end of the list.
    boost::asio::awaitable<std::optional<T>> next() { return read_item(state_); }

    /// The next page, or the rest of the page that `next()` is reading; `std::nullopt` at the end of the list. A list
    /// without items has one page, which is empty and returned once, so that its HTTP information can be read.
    boost::asio::awaitable<std::optional<page<T>>> next_page() { return read_page(state_); }

    /// Reads the remaining items, at most `limit`.
    boost::asio::awaitable<std::vector<T>> collect(std::size_t limit = std::numeric_limits<std::size_t>::max()) {
        return read_all(state_, limit);
    }

  private:
    struct state {
        explicit state(lists::page_walk start) : walk(std::move(start)) {}
        ~state() {
            if (next_page) next_page->cancel();
        }

        bool is_page_read() const { return !current || position == current->data.size(); }

        lists::page_walk walk;
        std::optional<page<T>> current;
        std::size_t position = 0;
        bool empty_first_page = false; // it exists and has not been returned
        bool ahead = false;
        std::shared_ptr<async::cancellable_task<http_info>> next_page; // the page being prefetched
    };
    using state_ptr = std::shared_ptr<state>;

    static boost::asio::awaitable<http_info> fetch(state_ptr self) {
        if (!self->next_page) co_return co_await self->walk.fetch();
        auto const answer = std::exchange(self->next_page, nullptr);
        async::cancellable_task_guard const guard(*answer);
        co_await answer->ended().async_wait(std::chrono::steady_clock::time_point::max(),
                                            boost::asio::as_tuple(boost::asio::deferred));
        if (!answer->ended().is_set()) throw api_user_abort_error();
        co_return answer->take_result();
    }

    static void fetch_ahead(state& self, boost::asio::any_io_executor const& executor) {
        self.next_page = std::make_shared<async::cancellable_task<http_info>>();
        self.next_page->start(executor, self.walk.fetch());
    }

    /// Makes the next page the current one; returns `false` at the end of the list.
    static boost::asio::awaitable<bool> turn_page(state_ptr self) {
        if (!self->walk.has_next()) co_return false;
        bool const first = self->walk.at_first();
        auto http = co_await fetch(self);
        auto fetched = lists::decode_page<T>(std::move(http), self->walk);
        bool const empty = fetched.data.empty();
        self->walk.advance(fetched.meta, empty, fetched.http());
        self->current.emplace(std::move(fetched));
        self->position = 0;
        self->empty_first_page = first && empty;
        if (self->ahead && self->walk.has_next()) fetch_ahead(*self, co_await boost::asio::this_coro::executor);
        co_return !empty;
    }

    // In the coroutines below, each co_await is a statement of its own: g++ 12 generates a wrong jump for one in the
    // condition of an `if` that is the whole body of a loop.

    static boost::asio::awaitable<std::optional<T>> read_item(state_ptr self) {
        while (self->is_page_read()) {
            bool const more = co_await turn_page(self);
            if (!more) co_return std::nullopt;
        }
        co_return std::move(self->current->data[self->position++]);
    }

    static boost::asio::awaitable<std::optional<page<T>>> read_page(state_ptr self) {
        if (self->is_page_read() && !self->empty_first_page) {
            bool const more = co_await turn_page(self);
            if (!more && !self->empty_first_page) co_return std::nullopt;
        }
        self->empty_first_page = false;
        auto& rest = self->current->data;
        rest.erase(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(self->position));
        self->position = 0;
        co_return std::exchange(self->current, std::nullopt);
    }

    static boost::asio::awaitable<std::vector<T>> read_all(state_ptr self, std::size_t limit) {
        std::vector<T> items;
        try {
            while (items.size() < limit) {
                auto item = co_await read_item(self);
                if (!item) break;
                items.push_back(std::move(*item));
            }
        } catch (boost::system::system_error const& failure) {
            detail::rethrow_cancellation(failure);
        }
        co_return items;
    }

    state_ptr state_;
};

} // namespace telnyx
