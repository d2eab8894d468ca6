// Tests of an assistant: defines one, runs it, waits for the result, and lists all tests page by page.

#include "run.hpp"

#include "telnyx/ai/assistant_tests.hpp"

#include <chrono>
#include <iostream>
#include <vector>

namespace asio = boost::asio;
namespace ai = telnyx::ai;
using namespace std::chrono_literals;

asio::awaitable<void> test_an_assistant() {
    telnyx::client client{co_await asio::this_coro::executor};
    auto const& tests = client.ai.assistants.tests;

    ai::assistant_test_create_params::rubric_item polite{.criteria = "Stays polite throughout", .name = "politeness"};
    ai::assistant_test_create_params params{.destination = "+15551234567",
                                            .instructions = "Order a cake, then change your mind twice.",
                                            .name = "Indecisive customer",
                                            .rubric =
                                                std::vector<ai::assistant_test_create_params::rubric_item>{polite}};
    auto const test = co_await tests.create(params);

    auto const triggered = co_await tests.runs.trigger(test.test_id);
    auto const waiting = telnyx::wait_options().first_interval(50ms).deadline(1min);
    auto const run = co_await tests.runs.wait(test.test_id, triggered.run_id, waiting);
    std::cout << "the run " << run.status.text() << '\n';

    auto all = tests.list(); // no request yet
    all.prefetch();
    while (auto each = co_await all.next())
        std::cout << "- " << each->name << '\n';

    co_await tests.delete_(test.test_id);
}

int main() {
    return run(test_an_assistant());
}
