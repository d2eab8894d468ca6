// Creates, updates, chats with and deletes an assistant, and reads its versions and its TeXML.

#include "run.hpp"

#include "telnyx/ai/assistant_versions.hpp"
#include "telnyx/ai/assistants.hpp"
#include "telnyx/ai/canary_deploys.hpp"
#include "telnyx/ai/conversations.hpp"

#include <iostream>
#include <vector>

namespace asio = boost::asio;
namespace ai = telnyx::ai;

asio::awaitable<void> run_an_assistant() {
    telnyx::client client{co_await asio::this_coro::executor};
    auto const& assistants = client.ai.assistants;

    ai::hangup_tool hang_up{};
    ai::assistant_create_params params{.instructions = "You answer the telephone of a small bakery.",
                                       .model = "meta-llama/Meta-Llama-3.1-70B-Instruct",
                                       .name = "Bakery",
                                       .tools = std::vector<ai::assistant_tool>{hang_up}};
    auto const created = co_await assistants.create(params);
    std::cout << "created " << created.name << '\n';

    ai::assistant_update_params changes{.greeting = "Good morning, this is the bakery!"};
    auto const changed = co_await assistants.update(created.id, changes);
    std::cout << "says: " << changed.greeting.value_or("") << '\n';
    auto const versions = co_await assistants.versions.list(created.id);
    std::cout << versions.data.size() << " version(s)\n";

    ai::conversation_create_params const empty;
    auto const conversation = co_await client.ai.conversations.create(empty);
    ai::assistant_chat_params question{.content = "Do you have rye bread?", .conversation_id = conversation.id};
    auto const answer = co_await assistants.chat(created.id, question);
    std::cout << "answers: " << answer.content << '\n';

    auto const texml = co_await assistants.get_texml(created.id);
    std::cout << "TeXML of " << texml.size() << " characters\n";

    auto const gone = co_await assistants.delete_(created.id);
    std::cout << (gone.deleted ? "deleted\n" : "still there\n");
}

int main() {
    return run(run_an_assistant());
}
