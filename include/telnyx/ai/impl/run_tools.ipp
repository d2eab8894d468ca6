#pragma once

#include "telnyx/ai/detail/failure_of_run.hpp"
#include "telnyx/ai/detail/tool_loop.hpp"
#include "telnyx/ai/run_tools.hpp"

#include <boost/asio/this_coro.hpp>

#include <exception>
#include <memory>
#include <utility>

namespace telnyx::ai {

namespace detail {

/// Runs the calls of a turn; after an error, none of them runs any more.
inline boost::asio::awaitable<void> run_calls(std::shared_ptr<tool_loop> loop) {
    std::exception_ptr failure;
    try {
        bool more = true;
        while (more) {
            auto const news = co_await tool_loop::next_news(loop);
            more = news.has_value();
        }
    } catch (...) {
        failure = failure_of_run();
    }
    if (failure) {
        bool const throws = co_await boost::asio::this_coro::throw_if_cancelled();
        co_await boost::asio::this_coro::throw_if_cancelled(false);
        co_await tool_loop::stop(loop);
        co_await boost::asio::this_coro::throw_if_cancelled(throws);
        std::rethrow_exception(failure);
    }
}

// Does only what it must, since its frame also holds the result: allocators are slow for more than a KiB.
inline boost::asio::awaitable<tool_run> run_loop(std::shared_ptr<tool_loop> loop) {
    try {
        while (true) {
            {
                auto received = co_await loop->create_completion();
                loop->receive(received);
            } // ends the request
            if (!loop->take()) co_return loop->take_run();
            auto running = run_calls(loop);
            co_await std::move(running);
        }
    } catch (...) {
        loop->fail();
    }
}

} // namespace detail

TELNYX_DECL boost::asio::awaitable<tool_run> run_tools(chat_resource const& chat, arg<chat_completion_params> params,
                                                       toolbox const& tools, tool_run_options const& options) {
    return detail::run_loop(std::make_shared<detail::tool_loop>(chat, params.get(), tools, options));
}

} // namespace telnyx::ai
