// An agent: a conversation with a model that calls functions of this program.

#include "run.hpp"

#include "telnyx/ai/chat_history.hpp"
#include "telnyx/ai/run_tools.hpp"
#include "telnyx/client.hpp"

#include <array>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

namespace asio = boost::asio;
namespace ai = telnyx::ai;

struct place {
    std::string city{};

    static constexpr std::array<std::pair<std::string_view, std::string_view>, 1> json_descriptions{
        {{"city", "Name of the city, in English"}}};
};
BOOST_DESCRIBE_STRUCT(place, (), (city))

struct weather {
    std::string city{};
    std::string sky{};
    double celsius{};
};
BOOST_DESCRIBE_STRUCT(weather, (), (city, sky, celsius))

asio::awaitable<weather> look_up_weather(place asked) {
    co_return weather{.city = asked.city, .sky = "clear", .celsius = 21.5};
}

asio::awaitable<void> answer_questions() {
    telnyx::client client{co_await asio::this_coro::executor};

    ai::toolbox tools;
    tools.add("current_weather", "Current weather in a city", look_up_weather);
    tools.add("local_time", "Time of day in a city", [](place const& asked) { return "16:20 in " + asked.city; });

    ai::chat_history history("You are a travel guide.");
    std::array<std::string, 2> const questions{"What is the current_weather in Oslo?", "And the local_time there?"};
    for (auto const& question : questions) {
        history.add_user(question);
        ai::chat_completion_params params{.messages = history.messages()};
        auto run = co_await ai::run_tools(client.ai.chat, params, tools);
        for (auto const& each : run.calls)
            std::cout << "the model called " << each.call.function.name << ": " << each.result << '\n';
        std::cout << run.text() << '\n';
        history = ai::chat_history(std::move(run.messages));
    }
    std::cout << history.messages().size() << " messages\n";
}

int main() {
    return run(answer_questions());
}
