#pragma once

#include "telnyx/ai/chat_accumulator.hpp"
#include "telnyx/ai/chat_stream.hpp"
#include "telnyx/ai/detail/failure_of_run.hpp"
#include "telnyx/ai/detail/tool_loop.hpp"
#include "telnyx/ai/tool_stream.hpp"

#include <boost/asio/this_coro.hpp>

#include <deque>
#include <exception>
#include <string>
#include <utility>

namespace telnyx::ai {

struct tool_stream::state {
    enum class phase { request, response, tools, last, over };

    void take(chat_completion_chunk::change const& news);
    void add(tool_event::kind what, std::optional<std::string> const& text);
    void end_response();

    std::shared_ptr<detail::tool_loop> loop{}; // none in a finished stream that was made so
    phase at = phase::over;
    chat_stream stream{};
    chat_accumulator whole{};
    chat_completion_chunk chunk{};
    std::deque<tool_event> events{};
};

TELNYX_DECL void tool_stream::state::add(tool_event::kind what, std::optional<std::string> const& text) {
    if (!text || text->empty()) return;
    events.push_back(loop->event(what));
    events.back().text = *text;
}

TELNYX_DECL void tool_stream::state::take(chat_completion_chunk::change const& news) {
    add(tool_event::kind::reasoning, news.reasoning_content);
    if (!news.reasoning_content) add(tool_event::kind::reasoning, news.reasoning);
    add(tool_event::kind::text, news.content);
    add(tool_event::kind::refusal, news.refusal);
}

TELNYX_DECL void tool_stream::state::end_response() {
    auto http = stream.http();
    loop->receive(std::move(whole).completion(), std::move(http));
    at = loop->take() ? phase::tools : phase::last;
}

struct tool_stream::reader {
    // One step; may give no event.
    static boost::asio::awaitable<std::optional<tool_event>> step(std::shared_ptr<state> of) {
        using phase = state::phase;
        if (of->at == phase::request) {
            of->stream = co_await of->loop->stream_completion();
            of->whole = chat_accumulator(chat_accumulator::default_max_size, of->stream.http());
            of->at = phase::response;
        } else if (of->at == phase::response) {
            bool const more = co_await of->stream.next_into(of->chunk);
            if (!more) {
                of->end_response();
                co_return std::nullopt;
            }
            of->whole.add(of->chunk);
            for (std::size_t i = 0; i != of->chunk.choices.size(); ++i)
                if (of->chunk.choices[i].index.value_or(static_cast<std::int64_t>(i)) == 0)
                    of->take(of->chunk.choices[i].delta);
        } else if (of->at == phase::tools) {
            auto const news = co_await detail::tool_loop::next_news(of->loop);
            if (news) co_return of->loop->event(*news);
            of->at = phase::request;
            co_return of->loop->event(tool_event::kind::round_ended);
        } else {
            of->at = phase::over;
            co_return of->loop->event(tool_event::kind::round_ended);
        }
        co_return std::nullopt;
    }

    static boost::asio::awaitable<std::optional<tool_event>> steps(std::shared_ptr<state> of) {
        while (true) {
            if (!of->events.empty()) {
                auto event = std::move(of->events.front());
                of->events.pop_front();
                co_return event;
            }
            if (of->at == state::phase::over) co_return std::nullopt;
            auto event = co_await step(of);
            if (event) co_return event;
        }
    }

    static boost::asio::awaitable<std::optional<tool_event>> next(std::shared_ptr<state> of) {
        std::exception_ptr failure;
        try {
            auto event = co_await steps(of);
            co_return event;
        } catch (...) {
            failure = detail::failure_of_run();
        }
        of->at = state::phase::over;
        bool const throws = co_await boost::asio::this_coro::throw_if_cancelled();
        co_await boost::asio::this_coro::throw_if_cancelled(false);
        of->stream = chat_stream();
        co_await detail::tool_loop::stop(of->loop);
        co_await boost::asio::this_coro::throw_if_cancelled(throws);
        std::rethrow_exception(failure);
    }
};

TELNYX_DECL tool_stream::tool_stream() : state_(std::make_shared<state>()) {}

TELNYX_DECL tool_stream::tool_stream(chat_resource const& chat, chat_completion_params const& params,
                                     toolbox const& tools, tool_run_options const& options)
    : state_(std::make_shared<state>()) {
    state_->loop = std::make_shared<detail::tool_loop>(chat, params, tools, options);
    auto& sent = state_->loop->params();
    if (!sent.stream_options) sent.stream_options = chat_completion_params::stream_settings{.include_usage = true};
    state_->at = state::phase::request;
}

TELNYX_DECL tool_stream::~tool_stream() {
    if (state_ && state_->loop) state_->loop->cancel();
}

TELNYX_DECL tool_stream::tool_stream(tool_stream&&) noexcept = default;

TELNYX_DECL tool_stream& tool_stream::operator=(tool_stream&& other) noexcept {
    tool_stream old(std::move(other));
    state_.swap(old.state_);
    return *this;
}

TELNYX_DECL boost::asio::awaitable<std::optional<tool_event>> tool_stream::next() {
    return reader::next(state_);
}

TELNYX_DECL tool_run const& tool_stream::summary() const {
    static tool_run const none;
    return state_->loop ? state_->loop->run() : none;
}

TELNYX_DECL tool_stream stream_tools(chat_resource const& chat, arg<chat_completion_params> params,
                                     toolbox const& tools, tool_run_options const& options) {
    return tool_stream(chat, params.get(), tools, options);
}

} // namespace telnyx::ai
