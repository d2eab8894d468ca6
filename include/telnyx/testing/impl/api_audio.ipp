#pragma once

#include "telnyx/testing/impl/answer_composer.hpp"
#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/json_request.hpp"
#include "telnyx/testing/impl/multipart_form.hpp"
#include "telnyx/testing/impl/sound.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace telnyx::testing::detail {

namespace audio_handling {

/// A sound that is part of a request, or is to be fetched.
struct given_sound {
    std::string name;
    std::string description;
    std::chrono::milliseconds duration;
};

inline given_sound sound_in(multipart_form const& form) {
    auto const* const file = form.find("file");
    auto const url = form.text("file_url");
    if (file == nullptr && url.empty()) refuse_missing("/file");
    if (file != nullptr && !url.empty()) refuse_value("/file_url", "cannot be used together with a file");
    if (file == nullptr)
        return {url.substr(url.find_last_of('/') + 1), "comes from " + url, std::chrono::milliseconds(8000)};
    if (file->content.empty()) refuse_value("/file", "must not be empty");
    return {file->file_name, "has " + std::to_string(file->content.size()) + " bytes", sound_duration(file->content)};
}

inline std::vector<std::string> sentences_of(std::string const& text) {
    constexpr std::string_view marks = ".?!";
    std::vector<std::string> sentences;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const last = i + 1 == text.size();
        if (!last && (marks.find(text[i]) == std::string_view::npos || text[i + 1] != ' ')) continue;
        sentences.push_back(text.substr(begin, i + 1 - begin));
        begin = i + 2;
    }
    return sentences;
}

/// Sentences with times: each has a share of the duration that is proportional to its length.
inline boost::json::array segments_of(std::string const& text, double seconds) {
    boost::json::array segments;
    std::size_t said = 0;
    for (auto const& sentence : sentences_of(text)) {
        auto const at = [&](std::size_t position) {
            return seconds * static_cast<double>(std::min(position, text.size())) / static_cast<double>(text.size());
        };
        auto const start = said;
        said += sentence.size() + 1;
        segments.push_back({{"id", segments.size()}, {"start", at(start)}, {"end", at(said)}, {"text", sentence}});
    }
    return segments;
}

inline reply transcribe(recorded_request const& request) {
    multipart_form const form(request);
    if (form.text("model").empty()) refuse_missing("/model");
    auto const format = form.text("response_format");
    if (!format.empty() && format != "json" && format != "verbose_json")
        refuse_value("/response_format", "must be one of json, verbose_json");
    auto const granularity = form.text("timestamp_granularities[]");
    if (!granularity.empty() && granularity != "segment") refuse_value("/timestamp_granularities[]", "must be segment");
    auto const sound = sound_in(form);
    seeded_random dice(0);
    dice.mix(sound.name);
    dice.mix(sound.description);
    auto const text = "The file " + sound.name + " " + sound.description + ". " + answer_text(sound.name, dice);
    boost::json::object response{{"text", text}};
    if (format == "verbose_json") {
        auto const seconds = static_cast<double>(sound.duration.count()) / 1000;
        response["duration"] = seconds;
        response["segments"] = segments_of(text, seconds);
    }
    return reply::json(200, std::move(response));
}

} // namespace audio_handling

TELNYX_DECL void add_audio_routes(router& routes) {
    routes.add("POST", "/v2/ai/audio/transcriptions", audio_handling::transcribe);
}

} // namespace telnyx::testing::detail
