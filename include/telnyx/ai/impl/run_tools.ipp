#pragma once

#include "telnyx/ai/detail/failure_of_run.hpp"
#include "telnyx/ai/detail/tool_loop.hpp"
#include "telnyx/ai/run_tools.hpp"

#include <boost/asio/this_coro.hpp>

#include <exception>
#include <memory>

namespace telnyx::ai {

namespace detail {

inline boost::asio::awaitable<void> run_rounds(std::shared_ptr<tool_loop> loop) {
    bool calls = true;
    while (calls) {
        {
            auto completion = co_await loop->create_completion();
            calls = loop->take(std::move(completion.value()), completion.http());
        }
        bool more = calls;
        while (more) {
            auto const news = co_await tool_loop::next_news(loop);
            more = news.has_value();
        }
    }
}

inline boost::asio::awaitable<tool_run> run_loop(std::shared_ptr<tool_loop> loop) {
    std::exception_ptr failure;
    try {
        co_await run_rounds(loop);
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
    co_return loop->take_run();
}

} // namespace detail

TELNYX_DECL boost::asio::awaitable<tool_run> run_tools(chat_resource const& chat, arg<chat_completion_params> params,
                                                       toolbox const& tools, tool_run_options const& options) {
    return detail::run_loop(std::make_shared<detail::tool_loop>(chat, params.get(), tools, options));
}

} // namespace telnyx::ai
