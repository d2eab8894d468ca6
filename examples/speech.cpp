// Converts text to speech, whole and as a stream, and transcribes a recording.

#include "run.hpp"

#include "telnyx/ai/audio.hpp"
#include "telnyx/text_to_speech/text_to_speech.hpp"

#include <cstddef>
#include <iostream>

namespace asio = boost::asio;
namespace ai = telnyx::ai;

asio::awaitable<void> speak_and_listen() {
    telnyx::client client{co_await asio::this_coro::executor};

    telnyx::text_to_speech::text_to_speech_generate_params params{.text = "Good morning!",
                                                                  .voice = "Telnyx.KokoroTTS.af"};
    auto const spoken = co_await client.text_to_speech.generate(params);
    std::cout << "audio of type " << spoken.content_type << '\n';

    auto audio = co_await client.text_to_speech.stream_generate(params);
    std::size_t size = 0;
    for (auto piece = co_await audio.next(); !piece.empty(); piece = co_await audio.next())
        size += piece.size();
    std::cout << (size == spoken.audio.size() ? "the same as a stream\n" : "another one as a stream\n");

    // A file on disk would be `telnyx::file_upload::from_file("recording.mp3")`; it is sent without being loaded.
    ai::audio_transcribe_params recording{
        .model = ai::audio_transcribe_params::speech_model::openai_whisper_large_v3_turbo,
        .file = telnyx::file_upload::from_bytes(spoken.audio, "recording.mp3", spoken.content_type)};
    auto const transcript = co_await client.ai.audio.transcribe(recording);
    std::cout << "transcript: " << transcript.text << '\n';
}

int main() {
    return run(speak_and_listen());
}
