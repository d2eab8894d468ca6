// This library. The same program is built header-only and with telnyx::compiled.

#include "telnyx/ai/audio.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/run_tools.hpp"
#include "telnyx/body/body_source.hpp"
#include "telnyx/limits/call_limits.hpp"
#include "telnyx/text_to_speech/text_to_speech.hpp"

#include "../support/asio_client.hpp"
#include "../support/chat.hpp"
#include "../support/stream_timer.hpp"
#include "../support/transfer.hpp"

#include <memory>

namespace asio = boost::asio;
namespace ai = telnyx::ai;
using bench::crew;

namespace {

telnyx::client make_client(crew& work) {
    auto const& asked = work.asked();
    auto options = telnyx::client_options()
                       .api_key(std::string(bench::api_key))
                       .base_url(asked.url)
                       .max_retries(0)
                       .connect_timeout(std::chrono::minutes(1))
                       .max_connections(asked.connections)
                       .http2(asked.http2 ? telnyx::http2_mode::required : telnyx::http2_mode::off)
                       .tls(telnyx::tls_options().ca_file(asked.ca_file));
    constexpr std::int64_t enough = 1'000'000'000; // so that no call waits
    if (asked.work == "limited_calls")
        options.limits(telnyx::call_limits().in_flight(enough).requests_per_minute(enough).tokens_per_minute(enough));
    return telnyx::client(work.io().get_executor(), options);
}

ai::chat_completion_params question(std::size_t call) {
    return {.messages = {ai::system_message(std::string(bench::system_text)), ai::user_message(bench::user_text(call))},
            .model = std::string(bench::model)};
}

void check(ai::chat_completion const& answer) {
    bench::check_answer(answer.id.value(), answer.choices.at(0).message.content.value(),
                        answer.usage.value().total_tokens.value());
}

class pattern_source final : public telnyx::body_source {
  public:
    explicit pattern_source(std::size_t size) : size_(size), file_(size) {}

    std::optional<std::uint64_t> size() const override { return file_.left(); }
    asio::awaitable<std::string_view> read() override { co_return file_.next(); }
    bool rewind() override {
        file_ = bench::file_pattern(size_);
        return true;
    }

  private:
    std::size_t size_;
    bench::file_pattern file_;
};

class telnyx_client final : public bench::asio_client {
  public:
    explicit telnyx_client(crew& work) : asio_client(work), client_(make_client(work)) {}

    std::size_t opened() const { return static_cast<std::size_t>(client_.statistics().created); }

  private:
    asio::awaitable<telnyx::response<ai::chat_completion>> ask(std::size_t call) const {
        auto const params = question(call);
        return client_.ai.chat.create_completion(params);
    }

    asio::awaitable<ai::tool_run> ask_with_tools(std::size_t call) const {
        auto const params = question(call);
        return ai::run_tools(client_.ai.chat, params, tools_);
    }

    asio::awaitable<void> make_call(std::size_t call) const {
        if (asked().work != "tool_calls") {
            check(co_await ask(call));
            co_return;
        }
        auto const run = co_await ask_with_tools(call);
        check(run.completion);
    }

    asio::awaitable<void> call_once() override { check(co_await ask(0)); }

    asio::awaitable<void> make_calls() override {
        check(co_await ask(0));
        co_await work().ready();
        while (work().take_call()) {
            auto const begun = bench::clock::now();
            co_await make_call(work().call());
            measured().add_latency(bench::clock::now() - begun);
            measured().add_requests(1);
        }
        work().done();
    }

    asio::awaitable<void> read_to_end(std::size_t events) {
        bench::stream_timer timer(measured(), asked().work);
        auto const params = question(work().call());
        auto stream = co_await client_.ai.chat.stream_completion(params);
        bench::stream_check seen;
        ai::chat_completion_chunk chunk;
        while (co_await stream.next_into(chunk)) {
            auto const& choice = chunk.choices.at(0);
            if (choice.delta.content) {
                seen.add(*choice.delta.content);
                timer.add_event(seen);
            }
            if (choice.finish_reason) seen.add_finish(choice.finish_reason->text());
        }
        seen.check_complete(events);
        measured().add_requests(events);
    }

    asio::awaitable<void> read_stream() override {
        check(co_await ask(0));
        co_await work().ready();
        co_await read_to_end(asked().requests);
        work().done();
    }

    asio::awaitable<void> read_short_streams() override {
        check(co_await ask(0));
        co_await work().ready();
        while (work().take_call())
            co_await read_to_end(1);
        work().done();
    }

    asio::awaitable<void> hold_connection() override {
        check(co_await ask(0));
        co_await work().hold();
    }

    asio::awaitable<void> hold_stream() override {
        auto const params = question(1);
        auto stream = co_await client_.ai.chat.stream_completion(params);
        ai::chat_completion_chunk chunk;
        bench::check(co_await stream.next_into(chunk), "a stream without an event");
        co_await work().hold();
    }

    asio::awaitable<void> upload() override {
        auto const size = asked().requests;
        ai::audio_transcribe_params const params{
            .model = ai::audio_transcribe_params::speech_model::openai_whisper_large_v3_turbo,
            .file =
                telnyx::file_upload::from_source(std::make_shared<pattern_source>(size), "speech.wav", "audio/wav")};
        auto const answer = co_await client_.ai.audio.transcribe(params);
        bench::check_upload(answer.text, size);
        measured().add_requests(size);
    }

    asio::awaitable<void> download() override {
        telnyx::text_to_speech::text_to_speech_generate_params const params{.text = std::string(bench::system_text)};
        auto audio = co_await client_.text_to_speech.stream_generate(params);
        bench::file_check seen;
        for (auto piece = co_await audio.next(); !piece.empty(); piece = co_await audio.next())
            seen.add(piece);
        seen.check_complete(asked().requests);
        measured().add_requests(seen.size());
    }

    telnyx::client client_;
    ai::toolbox tools_; // empty
};

void run(bench::command_line const& asked) {
    crew work(asked);
    telnyx_client client(work);
    client.run();
    work.measured().print("telnyx", asked, client.opened());
}

} // namespace

int main(int argc, char** argv) {
    return bench::run_main(argc, argv, run);
}
