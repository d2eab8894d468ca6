#pragma once

#include "telnyx/testing/impl/chat_text.hpp"
#include "telnyx/testing/impl/regex_text.hpp"
#include "telnyx/testing/impl/schema_members.hpp"
#include "telnyx/testing/impl/schema_scalar.hpp"
#include "telnyx/testing/impl/time_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace telnyx::testing::detail {

namespace scalars {

using integer_limits = std::numeric_limits<std::int64_t>;

inline constexpr std::array<std::string_view, 13> names_of_messages{
    "query", "question", "text", "message", "prompt", "input",       "content",
    "body",  "task",     "q",    "term",    "search", "instructions"};

/// A bound as an integer: rounded upwards for a minimum, downwards for a maximum, and limited to 64 bits.
inline std::int64_t integer_bound(boost::json::value const& bound, bool is_minimum) {
    constexpr double farthest = 9.2e18;
    if (bound.is_int64()) return bound.get_int64();
    if (bound.is_uint64()) return integer_limits::max();
    auto const rounded = is_minimum ? std::ceil(bound.get_double()) : std::floor(bound.get_double());
    return static_cast<std::int64_t>(std::clamp(rounded, -farthest, farthest));
}

/// The closed range of integers that a schema allows.
struct integer_range {
    std::int64_t least = integer_limits::min();
    std::int64_t most = integer_limits::max();
};

inline boost::json::value const* bound_of(boost::json::object const& schema, std::string_view keyword) {
    auto const* const found = schema.if_contains(keyword);
    return found != nullptr && found->is_number() ? found : nullptr;
}

inline integer_range range_of(boost::json::object const& schema) {
    integer_range range;
    if (auto const* const bound = bound_of(schema, "minimum")) range.least = integer_bound(*bound, true);
    if (auto const* const bound = bound_of(schema, "maximum")) range.most = integer_bound(*bound, false);
    if (auto const* const bound = bound_of(schema, "exclusiveMinimum")) {
        auto const excluded = integer_bound(*bound, false);
        if (excluded != integer_limits::max()) range.least = std::max(range.least, excluded + 1);
    }
    if (auto const* const bound = bound_of(schema, "exclusiveMaximum")) {
        auto const excluded = integer_bound(*bound, true);
        if (excluded != integer_limits::min()) range.most = std::min(range.most, excluded - 1);
    }
    range.most = std::max(range.most, range.least);
    return range;
}

/// The part of a range in which numbers are common: from 1 to 100, or else a hundred numbers at one end.
inline integer_range common_part(integer_range range) {
    constexpr std::int64_t usual = 100;
    auto const size = static_cast<std::uint64_t>(range.most) - static_cast<std::uint64_t>(range.least);
    if (size <= 10 * usual) return range;
    if (range.least <= usual && range.most >= 1)
        return {std::max<std::int64_t>(range.least, 1), std::min(range.most, usual)};
    if (range.least > usual) return {range.least, range.least + usual};
    return {range.most - usual, range.most};
}

/// The first multiple of `step` from `value` on, or else the last one before it.
inline std::int64_t multiple_near(std::int64_t value, std::int64_t step, integer_range range) {
    auto const below = value - (value % step + step) % step;
    if (below >= range.least) return below;
    return below <= range.most - step ? below + step : value;
}

/// The range of numbers that a schema allows; its ends may be excluded, and infinite.
struct decimal_range {
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
    bool without_least = false;
    bool without_most = false;

    bool contains(double value) const {
        return (without_least ? value > least : value >= least) && (without_most ? value < most : value <= most);
    }
};

inline decimal_range decimals_of(boost::json::object const& schema) {
    decimal_range range;
    range.least = schema_number(schema, "minimum", range.least);
    range.most = schema_number(schema, "maximum", range.most);
    auto const above = schema_number(schema, "exclusiveMinimum", range.least);
    auto const below = schema_number(schema, "exclusiveMaximum", range.most);
    range.without_least = bound_of(schema, "exclusiveMinimum") != nullptr && above >= range.least;
    range.without_most = bound_of(schema, "exclusiveMaximum") != nullptr && below <= range.most;
    range.least = std::max(range.least, above);
    range.most = std::max(range.least, std::min(range.most, below));
    return range;
}

inline decimal_range common_part(decimal_range range) {
    constexpr double usual = 100;
    if (range.most - range.least <= 10 * usual) return range;
    if (range.least > usual) return {range.least, range.least + usual, range.without_least, false};
    if (range.most < 1) return {range.most - usual, range.most, false, range.without_most};
    return {std::max(range.least, 1.0), std::min(range.most, usual), false, false};
}

/// A multiple of `step` from `least` to `most`, if possible one whose quotient is a whole number in spite of rounding.
inline double multiple_in(decimal_range const& range, double least, double most, double step, seeded_random& dice) {
    auto const first = std::ceil(least / step);
    auto const count = static_cast<std::size_t>(std::clamp(std::floor(most / step) - first + 1, 1.0, 100.0));
    auto const start = dice.below(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto const factor = first + static_cast<double>((start + i) % count);
        auto const multiple = std::round(factor * step * 1e6) / 1e6;
        auto const quotient = multiple / step;
        if (range.contains(multiple) && quotient == std::round(quotient)) return multiple;
    }
    return range.contains(first * step) ? first * step : (first + 1) * step;
}

inline bool is_day(std::string_view word) {
    return word.size() == 10 && parse_time(word).has_value();
}

inline bool is_moment(std::string_view word) {
    return word.size() > 18 && parse_time(word).has_value();
}

inline bool is_mail_address(std::string_view word) {
    auto const at = word.find('@');
    return at != 0 && at != std::string_view::npos && word.find('.', at) != std::string_view::npos;
}

inline bool is_url(std::string_view word) {
    return word.starts_with("https://") || word.starts_with("http://");
}

/// A text in a format; empty if the format is unknown.
inline std::string formatted(std::string_view format, std::string_view name, value_source const& source) {
    if (format == "date-time") return source.word_or(is_moment, "2026-01-15T09:30:00Z");
    if (format == "date") return source.word_or(is_day, "2026-01-15");
    if (format == "time") return "09:30:00Z";
    if (format == "duration") return "PT30M";
    if (format == "email") return source.word_or(is_mail_address, "alex@example.com");
    if (format == "uri" || format == "url")
        return source.word_or(is_url, "https://example.com/" + std::string(name.empty() ? "page" : name));
    if (format == "hostname") return "example.com";
    if (format == "uuid") return "123e4567-e89b-42d3-a456-426614174000";
    if (format == "ipv4") return "192.0.2.1";
    if (format == "ipv6") return "2001:db8::1";
    return {};
}

inline bool asks_for_message(std::string_view name) {
    auto const last_word = name.substr(name.rfind('_') + 1);
    return std::find(names_of_messages.begin(), names_of_messages.end(), last_word) != names_of_messages.end();
}

/// Place of the character with this number, or the end of the text.
inline std::size_t place_of_character(std::string_view text, std::size_t number) {
    std::size_t place = 0;
    for (; place < text.size(); ++place)
        if ((static_cast<unsigned char>(text[place]) & 0xc0) != 0x80 && number-- == 0) break;
    return place;
}

inline std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

/// The text with a permitted number of characters: cut off, or repeated.
inline std::string fitted(std::string text, boost::json::object const& schema) {
    constexpr double longest = 10'000;
    auto const least = static_cast<std::size_t>(std::clamp(schema_number(schema, "minLength", 0), 0.0, longest));
    auto const most = static_cast<std::size_t>(std::clamp(schema_number(schema, "maxLength", longest), 0.0, longest));
    if (text.empty()) text = "x";
    if (characters_in(text) < least) {
        auto const part = " " + text;
        while (characters_in(text) < least)
            text += part;
        text.resize(place_of_character(text, least));
        if (text.back() == ' ') text.back() = 'x';
    }
    text.resize(place_of_character(text, std::max(least, most)));
    return text;
}

} // namespace scalars

TELNYX_DECL boost::json::value schema_integer(boost::json::object const& schema, value_source& source,
                                              seeded_random& dice) {
    auto const range = scalars::range_of(schema);
    auto const* const least = scalars::bound_of(schema, "minimum");
    if (least != nullptr && least->is_uint64()) return *least; // beyond the integers with a sign
    auto const step =
        static_cast<std::int64_t>(std::clamp(std::floor(schema_number(schema, "multipleOf", 1)), 1.0, 1e15));
    if (step == 1)
        if (auto const mentioned = source.take_integer(range.least, range.most)) return *mentioned;
    auto const usual = scalars::common_part(range);
    auto const count = static_cast<std::size_t>(usual.most - usual.least) + 1;
    auto const picked = usual.least + static_cast<std::int64_t>(dice.below(count));
    return scalars::multiple_near(picked, step, range);
}

TELNYX_DECL double schema_decimal(boost::json::object const& schema, value_source& source, seeded_random& dice) {
    auto const range = scalars::decimals_of(schema);
    auto const usual = scalars::common_part(range);
    auto const step = schema_number(schema, "multipleOf", 0);
    if (step > 0) return scalars::multiple_in(range, usual.least, usual.most, step, dice);
    if (auto const mentioned = source.take_number(range.least, range.most); mentioned && range.contains(*mentioned))
        return *mentioned;
    auto const fraction = static_cast<double>(dice.below(101)) / 100;
    auto const picked = std::clamp(std::round((usual.least + (usual.most - usual.least) * fraction) * 100) / 100,
                                   usual.least, usual.most);
    return range.contains(picked) ? picked : usual.least + (usual.most - usual.least) / 2;
}

TELNYX_DECL bool schema_takes_name(boost::json::object const& schema, std::string_view name) {
    if (auto const* const alternatives = schema_alternatives(schema)) {
        auto const& first = alternatives->front() == boost::json::object{{"type", "null"}} ? alternatives->back()
                                                                                           : alternatives->front();
        return alternatives->size() == 2 && schema_allows_null(schema) && first.is_object() &&
               schema_takes_name(first.get_object(), name);
    }
    for (auto const* const keyword : {"const", "enum", "pattern", "format", "$ref", "allOf"})
        if (schema.contains(keyword)) return false;
    return schema_type(schema) == "string" && !scalars::asks_for_message(name);
}

TELNYX_DECL std::string schema_string(boost::json::object const& schema, std::string_view name, value_source& source,
                                      seeded_random& dice) {
    constexpr std::size_t longest_message = 1000;
    if (auto const pattern = schema_text(schema, "pattern"); !pattern.empty())
        if (auto made = regex_text(pattern, dice)) return *std::move(made);
    auto text = scalars::formatted(schema_text(schema, "format"), name, source);
    if (!text.empty()) return text;
    if (scalars::asks_for_message(name)) text = shortened(source.said(), longest_message);
    if (text.empty()) text = source.next_text(name);
    return scalars::fitted(std::move(text), schema);
}

} // namespace telnyx::testing::detail
