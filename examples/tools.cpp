// Lets a model call a function of this program while its answer is streamed.

#include "run.hpp"

#include "telnyx/ai/chat.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <iostream>

namespace asio = boost::asio;
namespace ai = telnyx::ai;

std::string current_weather(std::string const& arguments) {
    auto const asked = boost::json::parse(arguments);
    auto const* const city = asked.as_object().if_contains("city");
    return R"({"city": )" + (city != nullptr ? boost::json::serialize(*city) : "null") + R"(, "sky": "clear"})";
}

asio::awaitable<void> ask_about_weather() {
    telnyx::client client{co_await asio::this_coro::executor};

    ai::chat_function_tool weather{.function = {{.name = "current_weather",
                                                 .description = "Tells what the weather is like in a city.",
                                                 .parameters = boost::json::parse(R"({"type": "object",
                          "properties": {"city": {"type": "string"}}, "required": ["city"]})")
                                                                   .as_object()}}};
    ai::chat_completion_params params{.messages = {ai::user_message("What is the current_weather in Oslo?")},
                                      .tools = std::vector<ai::chat_tool>{weather}};

    auto question = co_await client.ai.chat.stream_completion(params);
    auto const wish = co_await question.collect();
    auto const& message = wish.choices.at(0).message;
    if (!message.tool_calls) {
        std::cout << message.content.value_or("") << '\n';
        co_return;
    }

    params.messages->push_back(ai::assistant_message(*message.tool_calls));
    for (auto const& call : *message.tool_calls) {
        std::cout << "the model calls " << call.function.name << "(" << call.function.arguments.value_or("") << ")\n";
        auto result = current_weather(call.function.arguments.value_or("{}"));
        params.messages->push_back(ai::tool_message(call.id, std::move(result)));
    }

    auto answer = co_await client.ai.chat.stream_completion(params);
    while (auto chunk = co_await answer.next())
        for (auto const& choice : chunk->choices)
            std::cout << choice.delta.content.value_or("") << std::flush;
    std::cout << '\n';
}

int main() {
    return run(ask_about_weather());
}
