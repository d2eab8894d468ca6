#pragma once

#include "telnyx/core/event_stream.hpp"
#include "telnyx/json/decode_error.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/this_coro.hpp>

#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace telnyx::core {

/// What the states of the public streams have in common: the events, and how the stream ends and fails. A derived class
/// has a function `progress poll(Item*)`, one step without waiting, for `read_item()`.
struct stream_state {
    enum class progress { item, wait, last, over };

    /// A stream that is over.
    stream_state();
    explicit stream_state(std::shared_ptr<event_stream> source) : events(std::move(source)) {}

    void close();

    /// The data of the event whose item was returned last; empty if there was none.
    std::string_view raw() const { return at_item ? events->event().data : std::string_view(); }

    /// Throws if lines that are not events report an error.
    void fail_for_stray_report();

    /// Throws the error that the server reports in these words.
    [[noreturn]] void fail_with_words(std::string_view words);

    /// Throws for a stream that has stopped too early.
    [[noreturn]] void fail_incomplete();

    /// Throws for an event that cannot be decoded.
    [[noreturn]] void refuse_event(json::decode_error const& failure);

    /// Rethrows the current exception with the operation, and ends the stream. An error reported by the server is more
    /// informative than the broken connection that follows it.
    [[noreturn]] void fail();

    /// The last step of `fail()`: adds the operation, and notifies observers.
    [[noreturn]] void fail_finally(call_watch* watch) const;

    std::string_view key() const { return events->core().options().api_key(); }

    std::shared_ptr<event_stream> events;
    bool at_item = false; // the current event is that of the item that was returned
    bool over = false;
};

/// Whether the data of an event marks the end of the response, as in OpenAI's format.
bool is_end_mark(std::string_view data);

/// Reads the next item of a stream: into `target` if `Result` is `bool`, or else into the `std::optional` that is
/// returned. Both forms are one coroutine, since each additional coroutine costs an allocation per item.
template <class Result, class State, class Item>
boost::asio::awaitable<Result> read_item(std::shared_ptr<State> self, Item* target) {
    constexpr bool by_value = !std::is_same_v<Result, bool>;
    Result own{}; // NOLINT(misc-const-correctness): emplaced where it is used
    if constexpr (by_value) target = &own.emplace();
    try {
        while (true) {
            switch (self->poll(target)) {
            case stream_state::progress::wait:
                co_await self->events->wait();
                continue;
            case stream_state::progress::last:
                self->events->finish(co_await boost::asio::this_coro::executor);
                [[fallthrough]];
            case stream_state::progress::over:
                co_return Result{};
            case stream_state::progress::item:
                if constexpr (by_value)
                    co_return std::move(own);
                else
                    co_return true;
            }
        }
    } catch (...) {
        self->fail();
    }
}

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/stream_state.ipp"
#endif
