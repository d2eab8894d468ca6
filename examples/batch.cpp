// Sends a thousand prompts, 32 at a time, and keeps each answer as a line of a JSONL file. Started again with the same
// file, it goes on where it was interrupted: batch [OUTPUT [PROMPTS]], where PROMPTS is a file with a prompt per line.

#include "telnyx/ai/chat.hpp"
#include "telnyx/async/for_each_limited.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/encode.hpp"
#include "telnyx/limits/call_limits.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/describe/class.hpp>

#include <csignal>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;
namespace ai = telnyx::ai;

namespace {

constexpr int interrupted = 128 + SIGINT;

/// A prompt, and its number in the whole batch.
struct question {
    std::int64_t number = 0;
    std::string prompt{};
};

/// A line of the output.
struct answered {
    std::int64_t number = 0;
    std::string prompt{};
    std::string answer{};
};
BOOST_DESCRIBE_STRUCT(answered, (), (number, prompt, answer))

std::vector<question> read_prompts(std::filesystem::path const& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    std::vector<question> all;
    for (std::string line; std::getline(file, line);)
        all.push_back({static_cast<std::int64_t>(all.size()), line});
    return all;
}

std::vector<question> a_thousand_prompts() {
    std::vector<question> all;
    for (std::int64_t number = 0; number < 1000; ++number)
        all.push_back({number, "Tell me something about the number " + std::to_string(number)});
    return all;
}

/// The answers so far, in a file.
class answer_file {
  public:
    /// Reads what an earlier run has written. An interruption may have left half a line at the end: it is removed.
    explicit answer_file(std::filesystem::path const& path) {
        std::uintmax_t complete = 0;
        std::ifstream earlier(path, std::ios::binary);
        for (std::string line; std::getline(earlier, line) && !earlier.eof(); complete += line.size() + 1)
            numbers_.push_back(telnyx::json::decode<answered>(line).number);
        earlier.close();
        if (!numbers_.empty() || std::filesystem::exists(path)) std::filesystem::resize_file(path, complete);
        file_.open(path, std::ios::binary | std::ios::app);
        if (!file_) throw std::runtime_error("cannot write " + path.string());
    }

    /// Whether there is an answer for each number below `size`.
    std::vector<bool> numbers_done(std::size_t size) const {
        std::vector<bool> done(size);
        for (auto const number : numbers_) {
            auto const place = static_cast<std::size_t>(number); // a negative one is too large then
            if (place >= size) throw std::runtime_error("the file has answers of another batch");
            done[place] = true;
        }
        return done;
    }

    void add(answered const& line) {
        file_ << telnyx::json::encode(line) + '\n' << std::flush;
        if (!file_) throw std::runtime_error("cannot write an answer");
    }

  private:
    std::ofstream file_;
    std::vector<std::int64_t> numbers_;
};

/// Answers all questions that have no answer yet.
class batch {
  public:
    batch(telnyx::client client, std::vector<question> const& all, answer_file& answers)
        : client_(std::move(client)), answers_(answers), total_(all.size()) {
        auto const done = answers.numbers_done(total_);
        for (auto const& each : all)
            if (done[static_cast<std::size_t>(each.number)])
                ++done_;
            else
                open_.push_back(each);
        if (done_ != 0) std::cerr << done_ << " of " << total_ << " have been answered before\n";
    }

    asio::awaitable<void> run() {
        auto const answer = [this](question each) { return this->answer(std::move(each)); };
        co_await telnyx::for_each_limited(std::move(open_), 32, answer);
    }

    std::size_t done() const { return done_; }

  private:
    asio::awaitable<void> answer(question each) {
        ai::chat_completion_params params{.messages = {ai::user_message(each.prompt)}, .max_tokens = 60};
        auto const completion = co_await client_.ai.chat.create_completion(params);
        answers_.add({each.number, each.prompt, completion.choices.at(0).message.content.value_or("")});
        ++done_;
        if (done_ % 100 == 0) std::cerr << done_ << " of " << total_ << '\n';
    }

    telnyx::client client_;
    answer_file& answers_;
    std::size_t total_;
    std::vector<question> open_;
    std::size_t done_ = 0;
};

/// Runs the batch until its end or Ctrl-C.
int run(asio::io_context& io, batch& work) {
    asio::cancellation_signal cancel;
    asio::signal_set interrupt(io, SIGINT, SIGTERM);
    interrupt.async_wait([&](boost::system::error_code failure, int) {
        if (!failure) cancel.emit(asio::cancellation_type::terminal);
    });
    std::exception_ptr failure;
    asio::co_spawn(io, work.run(), asio::bind_cancellation_slot(cancel.slot(), [&](std::exception_ptr thrown) {
                       failure = thrown;
                       interrupt.cancel();
                   }));
    io.run();
    try {
        if (failure) std::rethrow_exception(failure);
    } catch (boost::system::system_error const& error) {
        if (error.code() != asio::error::operation_aborted) throw;
        std::cerr << "interrupted after " << work.done() << " answers; start it again to go on\n";
        return interrupted;
    }
    std::cout << work.done() << " answers\n";
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    try {
        asio::io_context io;
        auto const limits = telnyx::call_limits().requests_per_minute(60'000);
        telnyx::client const client(io.get_executor(), telnyx::client_options().limits(limits));
        answer_file answers(argc > 1 ? argv[1] : "answers.jsonl");
        batch work(client, argc > 2 ? read_prompts(argv[2]) : a_thousand_prompts(), answers);
        return run(io, work);
    } catch (std::exception const& error) {
        std::cerr << "batch: " << error.what() << '\n';
        return 1;
    }
}
