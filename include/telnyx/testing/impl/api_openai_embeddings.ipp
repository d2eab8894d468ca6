#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/http/base64.hpp"
#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/chat_text.hpp"
#include "telnyx/testing/impl/checked_body.hpp"
#include "telnyx/testing/impl/seeded_random.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <bit>
#include <cmath>

namespace telnyx::testing::detail {

namespace vector_handling {

struct embedding_model {
    std::string_view id;
    std::size_t dimensions;
};

inline constexpr std::array models{
    embedding_model{"thenlper/gte-large", 1024},
    embedding_model{"intfloat/multilingual-e5-large", 1024},
    embedding_model{"openai/text-embedding-3-small", 1536},
};

inline constexpr std::array<std::string_view, 2> formats{"float", "base64"};

inline constexpr std::array members{
    member::of(json_kind::string_or_array, "input").required(),
    member::text("model").required(),
    member::integer("dimensions").between(1, 8192),
    member::text("encoding_format").one_of(formats),
    member::text("user"),
};

/// A vector of length 1, equal for equal texts, and similar for texts with the same words.
inline std::vector<float> vector_of(std::string_view text, std::string_view model, std::size_t dimensions) {
    std::vector<float> made(dimensions);
    auto words = tokens_of(text);
    words.emplace_back(); // so that the empty text also has a vector
    for (auto& word : words) {
        std::transform(word.begin(), word.end(), word.begin(), ascii::lower);
        seeded_random dice(0);
        dice.mix(model);
        dice.mix(word.starts_with(' ') ? word.substr(1) : word);
        for (auto& each : made)
            each += static_cast<float>(dice.below(2001)) / 1000.0F - 1;
    }
    float sum = 0;
    for (auto const each : made)
        sum += each * each;
    auto const length = std::max(std::sqrt(sum), 1e-6F);
    for (auto& each : made)
        each /= length;
    return made;
}

/// The vector's numbers as little-endian bytes, in base64.
inline std::string encoded(std::vector<float> const& vector) {
    std::string bytes;
    bytes.reserve(vector.size() * sizeof(float));
    for (auto const each : vector)
        for (auto bits = std::bit_cast<std::uint32_t>(each), i = 0U; i < sizeof(float); ++i, bits >>= 8)
            bytes.push_back(static_cast<char>(bits & 0xff));
    return http::encode_base64(bytes);
}

/// The texts to embed.
inline std::vector<std::string> inputs_in(boost::json::object const& body) {
    auto const& input = body.at("input");
    if (input.is_string()) return {text_of(input)};
    std::vector<std::string> inputs;
    auto const& list = input.get_array();
    if (list.empty()) refuse_value("/input", "must not be empty");
    for (std::size_t i = 0; i < list.size(); ++i) {
        check_kind(list[i], json_kind::string, "/input/" + std::to_string(i));
        inputs.push_back(text_of(list[i]));
    }
    return inputs;
}

inline std::size_t dimensions_in(boost::json::object const& body) {
    if (auto const* const wanted = body.if_contains("dimensions")) return wanted->to_number<std::size_t>();
    auto const model = text_member(body, "model");
    auto const found = std::find_if(models.begin(), models.end(), [&](auto const& each) { return each.id == model; });
    return found == models.end() ? models[0].dimensions : found->dimensions;
}

inline reply create_embeddings(recorded_request const& request) {
    auto const body = checked_body(request, members);
    auto const model = text_member(body, "model");
    auto const dimensions = dimensions_in(body);
    bool const base64 = text_member(body, "encoding_format") == "base64";
    std::size_t tokens = 0;
    boost::json::array data;
    for (auto const& input : inputs_in(body)) {
        tokens += tokens_of(input).size();
        auto const vector = vector_of(input, model, dimensions);
        auto embedding =
            base64 ? boost::json::value(encoded(vector)) : boost::json::array(vector.begin(), vector.end());
        data.push_back({{"object", "embedding"}, {"index", data.size()}, {"embedding", std::move(embedding)}});
    }
    return reply::json(200, boost::json::object{{"object", "list"},
                                                {"data", std::move(data)},
                                                {"model", model},
                                                {"usage", {{"prompt_tokens", tokens}, {"total_tokens", tokens}}}});
}

inline reply list_models() {
    boost::json::array listed;
    for (auto const& model : models)
        listed.push_back({{"id", model.id},
                          {"object", "model"},
                          {"created", 1730000000},
                          {"owned_by", model.id.substr(0, model.id.find('/'))}});
    return reply::json(200, boost::json::object{{"object", "list"}, {"data", std::move(listed)}});
}

} // namespace vector_handling

TELNYX_DECL void add_openai_embedding_routes(router& routes) {
    using namespace vector_handling;
    routes.add("POST", "/v2/ai/openai/embeddings", create_embeddings);
    routes.add("GET", "/v2/ai/openai/embeddings/models", [](recorded_request const&) { return list_models(); });
}

} // namespace telnyx::testing::detail
