#pragma once

#include "telnyx/async/one_shot.hpp"
#include "telnyx/core/decode_page.hpp"
#include "telnyx/page.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/dispatch.hpp>

#include <boost/asio/this_coro.hpp>

#include <cstddef>
#include <exception>
#include <limits>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace telnyx {

/// A list that is fetched page by page, as its items are asked for.
///
///     auto tests = client.ai.assistants.tests.list();      // no request yet
///     while (auto test = co_await tests.next())
///         std::cout << test->name << '\n';
///
/// After an error the same page can be asked for again. A paginator is used by one coroutine at a time; its waits
/// throw what `errors.hpp` lists.
template <class T>
class paginator {
  public:
    explicit paginator(core::page_walk walk) : state_(std::make_shared<state>(std::move(walk))) {}

    /// Also fetches the page behind the one that is being read, so that its items are there when they are needed.
    /// Costs a request that may turn out not to be needed.
    paginator& prefetch(bool ahead = true) & { return state_->ahead = ahead, *this; }
    paginator&& prefetch(bool ahead = true) && { return state_->ahead = ahead, std::move(*this); }

    /// The next item; nothing at the end of the list.
    boost::asio::awaitable<std::optional<T>> next() { return read_item(state_); }

    /// The next page, or what is left of the one that `next()` has begun; nothing at the end of the list.
    boost::asio::awaitable<std::optional<page<T>>> next_page() { return read_page(state_); }

    /// Reads all items that are left, at most `limit`.
    boost::asio::awaitable<std::vector<T>> collect(std::size_t limit = std::numeric_limits<std::size_t>::max()) {
        return read_all(state_, limit);
    }

  private:
    /// A page that is being fetched in the background.
    struct errand {
        explicit errand(boost::asio::any_io_executor executor) : done(std::move(executor)) {}

        async::one_shot done;
        boost::asio::cancellation_signal cancel;
        std::exception_ptr failure;
        std::optional<http_info> answer;
    };

    struct state {
        explicit state(core::page_walk start) : walk(std::move(start)) {}
        ~state() { give_errand_up(); }

        void give_errand_up() {
            if (!running) return;
            // The signal may only be used where the errand runs.
            boost::asio::dispatch(running_on, [errand = std::move(running)] {
                errand->cancel.emit(boost::asio::cancellation_type::terminal);
            });
        }

        bool is_page_read() const { return !current || position == current->data.size(); }

        core::page_walk walk;
        std::optional<page<T>> current;
        std::size_t position = 0;
        bool ahead = false;
        std::shared_ptr<errand> running;
        boost::asio::any_io_executor running_on;
    };
    using state_ptr = std::shared_ptr<state>;

    static boost::asio::awaitable<http_info> fetch(state_ptr self) {
        if (!self->running) co_return co_await self->walk.fetch();
        auto const errand = std::exchange(self->running, nullptr);
        co_await errand->done.async_wait(std::chrono::steady_clock::time_point::max(),
                                         boost::asio::as_tuple(boost::asio::deferred));
        if (!errand->done.is_set()) {
            errand->cancel.emit(boost::asio::cancellation_type::terminal);
            throw boost::system::system_error(boost::asio::error::operation_aborted);
        }
        if (errand->failure) std::rethrow_exception(errand->failure);
        co_return std::move(*errand->answer);
    }

    static void fetch_ahead(state& self, boost::asio::any_io_executor const& executor) {
        auto const errand_ptr = std::make_shared<errand>(executor);
        boost::asio::co_spawn(
            executor, self.walk.fetch(),
            boost::asio::bind_cancellation_slot(errand_ptr->cancel.slot(),
                                                [errand_ptr](std::exception_ptr failure, http_info answer) {
                                                    errand_ptr->failure = failure;
                                                    errand_ptr->answer = std::move(answer);
                                                    errand_ptr->done.set();
                                                }));
        self.running = errand_ptr;
        self.running_on = executor;
    }

    /// Makes the next page the current one; `false` at the end of the list.
    static boost::asio::awaitable<bool> turn_page(state_ptr self) {
        if (!self->walk.has_next()) co_return false;
        auto http = co_await fetch(self);
        self->current.emplace(core::decode_page<T>(std::move(http), self->walk));
        self->position = 0;
        self->walk.advance(self->current->meta, self->current->data.empty());
        if (self->ahead && self->walk.has_next()) fetch_ahead(*self, co_await boost::asio::this_coro::executor);
        co_return !self->current->data.empty();
    }

    // In the coroutines below each co_await has a statement of its own: g++ 12 makes a wrong jump of one in the
    // condition of an `if` that is the whole body of a loop.

    static boost::asio::awaitable<std::optional<T>> read_item(state_ptr self) {
        while (self->is_page_read()) {
            bool const more = co_await turn_page(self);
            if (!more) co_return std::nullopt;
        }
        co_return std::move(self->current->data[self->position++]);
    }

    static boost::asio::awaitable<std::optional<page<T>>> read_page(state_ptr self) {
        if (self->is_page_read()) {
            bool const more = co_await turn_page(self);
            if (!more) co_return std::nullopt;
        }
        auto& rest = self->current->data;
        rest.erase(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(self->position));
        self->position = 0;
        co_return std::exchange(self->current, std::nullopt);
    }

    static boost::asio::awaitable<std::vector<T>> read_all(state_ptr self, std::size_t limit) {
        std::vector<T> items;
        while (items.size() < limit) {
            auto item = co_await read_item(self);
            if (!item) break;
            items.push_back(std::move(*item));
        }
        co_return items;
    }

    state_ptr state_;
};

} // namespace telnyx
