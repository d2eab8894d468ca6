// Conversations: creates one, adds a message, finds it by its metadata, and reads it back.

#include "run.hpp"

#include "telnyx/ai/conversations.hpp"

#include <iostream>

namespace asio = boost::asio;
namespace ai = telnyx::ai;

asio::awaitable<void> keep_a_conversation() {
    telnyx::client client{co_await asio::this_coro::executor};
    auto const& conversations = client.ai.conversations;

    ai::conversation_create_params params{.metadata = {{{"customer", "4711"}}}, .name = "Order"};
    auto const created = co_await conversations.create(params);

    ai::conversation_add_message_params message{.role = "user", .content = "I would like a cake."};
    co_await conversations.add_message(created.id, message);

    // The API filters in the manner of PostgREST: the operator stands before the value.
    ai::conversation_list_params filter{.order = "created_at.desc", .metadata_filters = {{"customer", "eq.4711"}}};
    auto const found = co_await conversations.list(filter);
    std::cout << found.data.size() << " conversation(s) of this customer\n";

    auto const messages = co_await conversations.messages.list(created.id);
    for (auto const& each : messages.data)
        std::cout << each.role.text() << ": " << each.text.value_or("") << '\n';

    co_await conversations.delete_(created.id);
}

int main() {
    return run(keep_a_conversation());
}
