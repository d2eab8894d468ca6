// This library. The same program is built header-only and with telnyx::compiled.

#include "telnyx/ai/audio.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/body_source.hpp"
#include "telnyx/text_to_speech/text_to_speech.hpp"

#include "../support/asio_crew.hpp"
#include "../support/chat.hpp"
#include "../support/transfer.hpp"

#include <memory>

namespace asio = boost::asio;
namespace ai = telnyx::ai;
using bench::crew;

namespace {

telnyx::client make_client(crew& work) {
    auto const connections = work.asked().connections;
    return telnyx::client(work.io().get_executor(), telnyx::client_options()
                                                        .api_key(std::string(bench::api_key))
                                                        .base_url(work.asked().url)
                                                        .max_retries(0)
                                                        .connect_timeout(std::chrono::minutes(1))
                                                        .max_connections_per_origin(connections)
                                                        .max_connections(connections)
                                                        .tls(telnyx::tls_options().ca_file(work.asked().ca_file)));
}

ai::chat_completion_params question(std::size_t call) {
    return {.messages = {ai::system_message(std::string(bench::system_text)), ai::user_message(bench::user_text(call))},
            .model = std::string(bench::model)};
}

asio::awaitable<telnyx::response<ai::chat_completion>> ask(telnyx::client const& client, std::size_t call) {
    auto const params = question(call);
    return client.ai.chat.create_completion(params);
}

void check(ai::chat_completion const& answer) {
    bench::check_answer(answer.id.value(), answer.choices.at(0).message.content.value(),
                        answer.usage.value().total_tokens.value());
}

asio::awaitable<void> make_calls(crew& work, telnyx::client client) {
    check(co_await ask(client, 0));
    co_await work.ready();
    while (work.take_call()) {
        auto const begun = bench::clock::now();
        check(co_await ask(client, work.call()));
        work.measured().add_latency(bench::clock::now() - begun);
        work.measured().add_requests(1);
    }
    work.done();
}

asio::awaitable<void> read_stream(crew& work, telnyx::client client, bool paced) {
    check(co_await ask(client, 0));
    co_await work.ready();
    auto const params = question(1);
    auto stream = co_await client.ai.chat.stream_completion(params);
    bench::stream_check seen;
    ai::chat_completion_chunk chunk;
    while (co_await stream.next_into(chunk)) {
        auto const& choice = chunk.choices.at(0);
        if (choice.delta.content) {
            seen.add(*choice.delta.content);
            if (paced) work.measured().add_latency(seen.age());
        }
        if (choice.finish_reason) seen.add_finish(choice.finish_reason->text());
    }
    seen.check_complete(work.asked().requests);
    work.measured().add_requests(seen.events());
    work.done();
}

asio::awaitable<void> call_once(telnyx::client client) {
    check(co_await ask(client, 0));
}

asio::awaitable<void> hold_connection(crew& work, telnyx::client client) {
    check(co_await ask(client, 0));
    co_await work.hold();
}

asio::awaitable<void> hold_stream(crew& work, telnyx::client client) {
    auto const params = question(1);
    auto stream = co_await client.ai.chat.stream_completion(params);
    ai::chat_completion_chunk chunk;
    bench::check(co_await stream.next_into(chunk), "a stream without an event");
    co_await work.hold();
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

asio::awaitable<void> upload(crew& work, telnyx::client client) {
    auto const size = work.asked().requests;
    ai::audio_transcribe_params const params{
        .model = ai::audio_transcribe_params::speech_model::openai_whisper_large_v3_turbo,
        .file = telnyx::file_upload::from_source(std::make_shared<pattern_source>(size), "speech.wav", "audio/wav")};
    auto const answer = co_await client.ai.audio.transcribe(params);
    bench::check_upload(answer.text, size);
    work.measured().add_requests(size);
}

asio::awaitable<void> download(crew& work, telnyx::client client) {
    telnyx::speech::text_to_speech_generate_params const params{.text = std::string(bench::system_text)};
    auto audio = co_await client.text_to_speech.stream_generate(params);
    bench::file_check seen;
    for (auto piece = co_await audio.next(); !piece.empty(); piece = co_await audio.next())
        seen.add(piece);
    seen.check_complete(work.asked().requests);
    work.measured().add_requests(seen.size());
}

void run(bench::command_line const& asked) {
    crew work(asked);
    auto client = make_client(work);
    if (asked.work == "calls") {
        work.run_all([&] { return make_calls(work, client); });
    } else if (asked.work == "stream" || asked.work == "paced_streams") {
        work.run_all([&] { return read_stream(work, client, asked.work == "paced_streams"); });
    } else {
        work.run(call_once(client));
        work.measured().start();
        if (asked.work == "idle_connections") {
            work.run_all([&] { return hold_connection(work, client); });
        } else if (asked.work == "open_streams") {
            work.run_all([&] { return hold_stream(work, client); });
        } else if (asked.work == "upload" || asked.work == "download") {
            work.run(asked.work == "upload" ? upload(work, client) : download(work, client));
            work.measured().stop();
        } else {
            throw std::invalid_argument("no such work: " + asked.work);
        }
    }
    auto const now = client.statistics();
    work.measured().print("telnyx", asked, static_cast<std::size_t>(now.created));
}

} // namespace

int main(int argc, char** argv) {
    return bench::run_main(argc, argv, run);
}
