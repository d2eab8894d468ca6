#pragma once

#include "telnyx/testing/impl/json_request.hpp"
#include "telnyx/testing/impl/query_pairs.hpp"
#include "telnyx/testing/impl/query_value.hpp"

#include <charconv>

namespace telnyx::testing::detail {

TELNYX_DECL std::optional<std::int64_t> query_integer(recorded_request const& request, std::string_view name,
                                                      std::int64_t least, std::int64_t most) {
    auto const text = request.query_parameter(name);
    if (!text) return std::nullopt;
    std::int64_t number = 0;
    auto const* const end = text->data() + text->size();
    auto const [stopped, failure] = std::from_chars(text->data(), end, number);
    if (failure != std::errc() || stopped != end) refuse_parameter(std::string(name), "must be an integer");
    if (number < least || number > most)
        refuse_parameter(std::string(name), "must be from " + std::to_string(least) + " to " + std::to_string(most));
    return number;
}

TELNYX_DECL std::optional<api_time> query_time(recorded_request const& request, std::string_view name) {
    auto const text = request.query_parameter(name);
    if (!text) return std::nullopt;
    auto const time = parse_time(*text);
    if (!time) refuse_parameter(std::string(name), "must be a date and time of ISO 8601");
    return time;
}

TELNYX_DECL bool query_flag(recorded_request const& request, std::string_view name) {
    auto const text = request.query_parameter(name).value_or("false");
    if (text != "true" && text != "false") refuse_parameter(std::string(name), "must be true or false");
    return text == "true";
}

TELNYX_DECL std::vector<std::string> query_list(recorded_request const& request, std::string_view name) {
    std::vector<std::string> texts;
    for (auto const& [each, value] : query_pairs(request.query())) {
        if (each != name) continue;
        for (std::size_t begin = 0, end = 0; end != std::string::npos; begin = end + 1) {
            end = value.find(',', begin);
            texts.push_back(value.substr(begin, end - begin));
        }
    }
    return texts;
}

} // namespace telnyx::testing::detail
