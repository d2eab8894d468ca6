#include "telnyx/ai/types/chat_completion.hpp"
#include "telnyx/ai/types/chat_completion_chunk.hpp"
#include "telnyx/ai/types/chat_completion_params.hpp"
#include "telnyx/ai/types/openai_embedding_list.hpp"
#include "telnyx/ai/types/openai_embedding_model_list.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/encode.hpp"

#include "../support/chat.hpp"
#include "../support/event_text.hpp"

#include <benchmark/benchmark.h>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>

#include <string>

namespace {

constexpr std::size_t large = std::size_t(10) * 1024 * 1024;

std::string large_list(std::string (*item)(std::size_t), std::string_view end) {
    std::string text = R"({"object":"list","data":[)" + item(0);
    for (std::size_t i = 1; text.size() < large; ++i)
        text += "," + item(i);
    return text.append(end);
}

std::string model(std::size_t i) {
    auto const number = std::to_string(i);
    return R"({"id":"telnyx/model-)" + number + R"(","object":"model","created":)" + std::to_string(1'700'000'000 + i) +
           R"(,"owned_by":"organisation )" + number + R"("})";
}

std::string embedding(std::size_t i) {
    std::string text = R"({"object":"embedding","index":)" + std::to_string(i) + R"(,"embedding":[)";
    constexpr std::size_t dimensions = 1024;
    for (std::size_t j = 0; j < dimensions; ++j)
        text += (j == 0 ? "" : ",") + std::string(j % 2 == 0 ? "0.0" : "-0.0") +
                std::to_string(10'000'019 + 7919 * (i + j));
    return text + "]}";
}

std::string const& model_list() {
    static auto const text = large_list(model, "]}");
    return text;
}

std::string const& embedding_list() {
    static auto const text =
        large_list(embedding, R"(],"model":"thenlper/gte-large","usage":{"prompt_tokens":1000,"total_tokens":1000}})");
    return text;
}

/// Items of a list, by the objects in its text.
std::size_t count_items(std::string const& list) {
    constexpr std::string_view item = R"({"object":"embedding")";
    constexpr std::string_view other_item = R"({"id":)";
    std::size_t found = 0;
    for (std::string_view rest(list); !rest.empty(); rest.remove_prefix(1))
        if (rest.starts_with(item) || rest.starts_with(other_item)) ++found;
    return found;
}

/// Runs `work` on a text that is a list; it gives the number of items, which must be right.
template <class Work>
void measure_list(benchmark::State& state, std::string const& text, Work work) {
    auto const expected = count_items(text);
    for (auto _ : state)
        if (work(text) != expected) state.SkipWithError("a list of the wrong length");
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

template <class T>
void decode_list(benchmark::State& state, std::string const& text) {
    telnyx::json::decoder decoder;
    measure_list(state, text, [&](std::string const& each) { return decoder.decode<T>(each).data.size(); });
}

void parse_list(benchmark::State& state, std::string const& text) {
    measure_list(state, text,
                 [](std::string const& each) { return boost::json::parse(each).at("data").as_array().size(); });
}

void decode_models(benchmark::State& state) {
    decode_list<telnyx::ai::openai_embedding_model_list>(state, model_list());
}
BENCHMARK(decode_models)->Unit(benchmark::kMillisecond);

void parse_models(benchmark::State& state) {
    parse_list(state, model_list());
}
BENCHMARK(parse_models)->Unit(benchmark::kMillisecond);

void decode_embeddings(benchmark::State& state) {
    decode_list<telnyx::ai::openai_embedding_list>(state, embedding_list());
}
BENCHMARK(decode_embeddings)->Unit(benchmark::kMillisecond);

void parse_embeddings(benchmark::State& state) {
    parse_list(state, embedding_list());
}
BENCHMARK(parse_embeddings)->Unit(benchmark::kMillisecond);

std::string const chunk(bench::event_text::data(bench::event_text().write(0)));

void check_content(benchmark::State& state, std::string_view content) {
    if (!content.starts_with("0000000000 ")) state.SkipWithError("a chunk with the wrong content");
}

void decode_chunk_again(benchmark::State& state) {
    telnyx::json::decoder decoder;
    telnyx::ai::chat_completion_chunk target;
    for (auto _ : state) {
        decoder.decode_into(target, chunk);
        check_content(state, target.choices.at(0).delta.content.value());
    }
}
BENCHMARK(decode_chunk_again);

void decode_chunk(benchmark::State& state) {
    for (auto _ : state) {
        auto const target = telnyx::json::decode<telnyx::ai::chat_completion_chunk>(chunk);
        check_content(state, target.choices.at(0).delta.content.value());
    }
}
BENCHMARK(decode_chunk);

void check_chunk(benchmark::State& state, boost::json::value const& parsed) {
    check_content(state, parsed.at("choices").at(0).at("delta").at("content").as_string());
}

void parse_chunk(benchmark::State& state) {
    for (auto _ : state)
        check_chunk(state, boost::json::parse(chunk));
}
BENCHMARK(parse_chunk);

void parse_chunk_monotonic(benchmark::State& state) {
    for (auto _ : state) {
        std::array<unsigned char, 4096> room;
        boost::json::monotonic_resource memory(room.data(), room.size());
        check_chunk(state, boost::json::parse(chunk, &memory));
    }
}
BENCHMARK(parse_chunk_monotonic);

void encode_question(benchmark::State& state) {
    telnyx::ai::chat_completion_params const params{
        .messages = {telnyx::ai::system_message(std::string(bench::system_text)),
                     telnyx::ai::user_message(bench::user_text(1))},
        .model = std::string(bench::model)};
    for (auto _ : state)
        benchmark::DoNotOptimize(telnyx::json::encode(params));
}
BENCHMARK(encode_question);

void serialize_question(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(bench::chat_request(1, false));
}
BENCHMARK(serialize_question);

} // namespace
