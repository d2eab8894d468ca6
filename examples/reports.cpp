// Creates a report of all speech transcribed in a month, and summarizes a file in a storage bucket.

#include "run.hpp"

#include "telnyx/ai/summarize.hpp"
#include "telnyx/legacy/speech_to_text.hpp"
#include "telnyx/legacy/usage_reports.hpp"

#include <chrono>
#include <iostream>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> order_a_report() {
    telnyx::client client{co_await asio::this_coro::executor};
    auto const& reports = client.legacy.reporting.batch_detail_records.speech_to_text;

    telnyx::legacy::speech_to_text_create_params params{.end_date = "2026-11-01T00:00:00+00:00",
                                                        .start_date = "2026-10-01T00:00:00+00:00"};
    auto const ordered = co_await reports.create(params);
    auto const waiting = telnyx::wait_options().first_interval(50ms).deadline(1min);
    auto const done = co_await reports.wait(ordered.data.value().id.value_or(""), waiting);
    std::cout << "report: " << done.data.value().status.value().text() << '\n';

    telnyx::ai::summarize_params file{.bucket = "minutes", .filename = "meeting.txt"};
    auto const summary = co_await client.ai.summarize(file);
    std::cout << "summary: " << summary.data.summary << '\n';
}

int main() {
    return run(order_a_report());
}
