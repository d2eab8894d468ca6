// The library without a coroutine of one's own: each call with a callback, a future, a deferred operation or a tuple,
// on an event loop and on a pool of threads.

#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/models.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>

#include <chrono>
#include <exception>
#include <future>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace asio = boost::asio;
namespace ai = telnyx::ai;
using namespace std::chrono_literals;

namespace {

std::string text_of(std::exception_ptr const& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (std::exception const& error) {
        return error.what();
    }
}

/// A callback gets the exception, or the response.
void ask_with_a_callback(asio::io_context& io, telnyx::client const& client) {
    ai::chat_completion_params params{.messages = {ai::user_message("Hello")}};
    asio::co_spawn(io, client.ai.chat.create_completion(params),
                   [](std::exception_ptr failure, telnyx::response<ai::chat_completion> completion) {
                       if (failure) {
                           std::cout << "callback: failed: " << text_of(failure) << '\n';
                           return;
                       }
                       std::cout << "callback: " << completion.choices.at(0).message.content.value_or("") << '\n';
                   });
}

/// Prints an answer as it arrives, with a callback for each chunk. The object lives as long as a callback is pending.
class printer : public std::enable_shared_from_this<printer> {
  public:
    explicit printer(asio::any_io_executor executor) : executor_(std::move(executor)) {}

    void start(telnyx::client const& client, std::string question) {
        ai::chat_completion_params params{.messages = {ai::user_message(std::move(question))}};
        asio::co_spawn(executor_, client.ai.chat.stream_completion(params),
                       [self = shared_from_this()](std::exception_ptr failure, ai::chat_stream stream) {
                           if (failure) return self->end(failure);
                           self->stream_ = std::move(stream);
                           self->read();
                       });
    }

  private:
    void read() {
        asio::co_spawn(
            executor_, stream_.next(),
            [self = shared_from_this()](std::exception_ptr failure, std::optional<ai::chat_completion_chunk> chunk) {
                if (failure || !chunk) return self->end(failure);
                self->print(*chunk);
                self->read();
            });
    }

    void print(ai::chat_completion_chunk const& chunk) {
        for (auto const& choice : chunk.choices)
            text_ += choice.delta.content.value_or("");
    }

    void end(std::exception_ptr const& failure) {
        std::cout << "stream: " << (failure ? "failed: " + text_of(failure) : text_) << '\n';
    }

    asio::any_io_executor executor_;
    ai::chat_stream stream_;
    std::string text_;
};

/// A signal cancels a call, at any moment, on the thread of its executor.
void cancel_a_call(asio::io_context& io, telnyx::client const& client, asio::cancellation_signal& hang_up) {
    ai::chat_completion_params params{.messages = {ai::user_message("Tell me a long story")}};
    asio::co_spawn(io, client.ai.chat.create_completion(params),
                   asio::bind_cancellation_slot(
                       hang_up.slot(), [](std::exception_ptr failure, telnyx::response<ai::chat_completion>) {
                           std::cout << "cancelled: " << (failure ? text_of(failure) : "too late") << '\n';
                       }));
    asio::post(io, [&] { hang_up.emit(asio::cancellation_type::terminal); });
}

/// A deferred operation starts when it is given its handler.
void ask_later(asio::io_context& io, telnyx::client const& client) {
    auto operation = asio::co_spawn(io, client.ai.retrieve_models(), asio::deferred);
    std::move(operation)([](std::exception_ptr failure, telnyx::response<ai::model_list> models) {
        if (!failure) std::cout << "deferred: " << models.data.size() << " models\n";
    });
}

/// A future blocks the thread that waits for it, never one that runs the calls.
void ask_with_futures(telnyx::client const& client, asio::thread_pool& pool) {
    std::vector<std::future<telnyx::response<ai::chat_completion>>> answers;
    for (auto const* const city : {"Oslo", "Rome", "Lima"}) {
        ai::chat_completion_params params{.messages = {ai::user_message(std::string("Tell me about ") + city)}};
        auto call = client.ai.chat.create_completion(params, telnyx::request_options().deadline(30s));
        answers.push_back(asio::co_spawn(asio::make_strand(pool), std::move(call), asio::use_future));
    }
    for (auto& each : answers)
        std::cout << "future: " << each.get().choices.at(0).message.content.value_or("") << '\n';
}

/// `as_tuple` puts the exception and the response into one value, for a queue, say. Nothing is thrown.
void ask_without_exceptions(telnyx::client const& client, asio::thread_pool& pool) {
    using result = std::tuple<std::exception_ptr, telnyx::response<telnyx::json_response>>;
    std::promise<result> first;
    auto call = client.get("/ai/no-such-endpoint", telnyx::request_options().max_retries(0));
    asio::co_spawn(asio::make_strand(pool), std::move(call),
                   asio::as_tuple([&](result each) { first.set_value(std::move(each)); }));
    auto const [failure, response] = first.get_future().get();
    std::cout << "tuple: " << (failure ? text_of(failure) : response.http().body()) << '\n';
}

void run_on_an_event_loop() {
    asio::io_context io;
    telnyx::client const client(io.get_executor());
    ask_with_a_callback(io, client);
    std::make_shared<printer>(io.get_executor())->start(client, "Tell me about ships");
    ask_later(io, client);
    io.run();

    asio::cancellation_signal hang_up;
    cancel_a_call(io, client, hang_up);
    io.restart();
    io.run();
}

void run_on_threads() {
    asio::thread_pool pool(4);
    telnyx::client client(pool.get_executor());
    ask_with_futures(client, pool);
    ask_without_exceptions(client, pool);
    asio::co_spawn(pool, client.close(), asio::use_future).get();
    pool.join();
}

} // namespace

int main() {
    try {
        run_on_an_event_loop();
        run_on_threads();
    } catch (std::exception const& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
