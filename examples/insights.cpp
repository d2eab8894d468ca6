// Creates, reads, lists, changes and deletes an insight: a question that is answered about each conversation.

#include "run.hpp"

#include "telnyx/ai/insights.hpp"

#include <iostream>

namespace asio = boost::asio;
namespace ai = telnyx::ai;

asio::awaitable<void> manage_insights() {
    telnyx::client client{co_await asio::this_coro::executor};
    auto const& insights = client.ai.conversations.insights;

    ai::insight_create_params params{.instructions = "Was the caller satisfied? Answer yes or no.",
                                     .name = "satisfaction"};
    auto const created = co_await insights.create(params);
    auto const& id = created.data.id;
    std::cout << "created " << created.data.name.value_or("") << '\n';

    ai::insight_update_params changes{.instructions = "How satisfied was the caller, from 1 to 5?"};
    auto const changed = co_await insights.update(id, changes);
    std::cout << "now asks: " << changed.data.instructions << '\n';

    auto all = insights.list(); // no request yet
    while (auto insight = co_await all.next())
        std::cout << "- " << insight->name.value_or("") << '\n';

    co_await insights.delete_(id);
    try {
        co_await insights.retrieve(id);
    } catch (telnyx::not_found_error const&) {
        std::cout << "deleted\n";
    }
}

int main() {
    return run(manage_insights());
}
