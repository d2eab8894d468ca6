// Fine-tunes a model with examples, and waits for the job to end.

#include "run.hpp"

#include "telnyx/ai/fine_tuning.hpp"

#include <chrono>
#include <iostream>

namespace asio = boost::asio;
namespace ai = telnyx::ai;
using namespace std::chrono_literals;

asio::awaitable<void> adapt_a_model() {
    telnyx::client client{co_await asio::this_coro::executor};
    auto const& jobs = client.ai.fine_tuning.jobs;

    ai::fine_tuning_job_create_params params{.model = "meta-llama/Meta-Llama-3.1-8B-Instruct",
                                             .training_file = "examples.jsonl"};
    auto const job = co_await jobs.create(params);
    auto const waiting = telnyx::wait_options().first_interval(50ms).deadline(1min);
    auto const done = co_await jobs.wait(job.id, waiting);
    std::cout << "the job " << done.status.text() << '\n';

    auto const all = co_await jobs.list();
    std::cout << all.data.size() << " job(s)\n";
}

int main() {
    return run(adapt_a_model());
}
