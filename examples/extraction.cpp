// Reads typed records out of texts.

#include "run.hpp"

#include "telnyx/ai/structured_output.hpp"
#include "telnyx/client.hpp"

#include <array>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asio = boost::asio;
namespace ai = telnyx::ai;

struct invoice {
    struct item {
        std::string name{};
        double price{};
    };

    std::string number{};
    std::vector<item> items{};
    std::optional<std::string> due_date{};

    static constexpr std::array<std::pair<std::string_view, std::string_view>, 1> json_descriptions{
        {{"due_date", "Date such as 2026-11-29; null if there is none"}}};
};
BOOST_DESCRIBE_STRUCT(invoice::item, (), (name, price))
BOOST_DESCRIBE_STRUCT(invoice, (), (number, items, due_date))

asio::awaitable<void> extract(telnyx::client client, std::string text) {
    ai::chat_completion_params params{.messages = {ai::user_message("Extract the invoice: " + text)}};
    try {
        auto const output = co_await client.ai.chat.create_completion_as<invoice>(params);
        std::cout << "invoice " << output.value.number << '\n';
        for (auto const& each : output.value.items)
            std::cout << "  " << each.name << ": " << each.price << '\n';
    } catch (ai::structured_output_error const& failure) {
        std::cout << failure.what() << ", it said: " << failure.raw() << failure.refusal() << '\n';
    }
}

asio::awaitable<void> extract_all() {
    telnyx::client const client{co_await asio::this_coro::executor};
    std::array<std::string, 2> const texts{"Number 4711: 3 chairs at 120.50 each, due on 2026-12-24.",
                                           "This is no invoice. [refuse: There is no invoice in it.]"};
    for (auto const& text : texts)
        co_await extract(client, text);
}

int main() {
    return run(extract_all());
}
