#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/testing/impl/prompt_names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace telnyx::testing::detail {

namespace naming {

inline constexpr std::array<std::string_view, 34> words_that_name_nothing{
    "monday",   "tuesday", "wednesday",  "thursday", "friday",  "saturday", "sunday",    "january", "february",
    "march",    "april",   "may",        "june",     "july",    "august",   "september", "october", "november",
    "december", "celsius", "fahrenheit", "kelvin",   "english", "german",   "french",    "spanish", "italian",
    "json",     "xml",     "html",       "ok",       "please",  "i",        "today"};

inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

inline bool belongs_to_word(char c) {
    auto const code = static_cast<unsigned char>(c);
    return (ascii::lower(c) >= 'a' && ascii::lower(c) <= 'z') || is_digit(c) || c == '-' || c == '_' || code >= 0x80;
}

/// Whether a word begins with a capital letter of Latin-1.
inline bool is_capitalized(std::string_view word) {
    if (word.front() >= 'A' && word.front() <= 'Z') return true;
    if (word.size() < 2 || word[0] != '\xc3') return false;
    auto const second = static_cast<unsigned char>(word[1]);
    return second <= 0x9e && second != 0x97;
}

/// A name of an identifier, such as `GetWeather` or `get_weather`.
inline bool is_identifier(std::string_view word) {
    if (word.find('_') != std::string_view::npos) return true;
    auto const small = std::find_if(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    bool const capital_inside = std::any_of(small, word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return capital_inside && !word.starts_with("Mc") && !word.starts_with("Mac");
}

inline bool is_name(std::string_view word) {
    if (!is_capitalized(word) || is_identifier(word)) return false;
    return std::none_of(words_that_name_nothing.begin(), words_that_name_nothing.end(),
                        [&](std::string_view other) { return ascii::equal_ignoring_case(word, other); });
}

/// What stands between two names of one list.
inline bool joins(std::string_view between) {
    static constexpr std::array<std::string_view, 9> texts{", ",  " and ",    ", and ",  " or ",     ", or ",
                                                           " & ", " and in ", " or in ", ", and in "};
    return std::find(texts.begin(), texts.end(), between) != texts.end();
}

struct found_name {
    std::size_t begin;
    std::size_t end;
};

/// The places of the names; several words with single spaces in between are one name.
inline std::vector<found_name> places_of_names(std::string_view text) {
    std::vector<found_name> found;
    bool begins_sentence = true;
    for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end) {
        end = begin + 1;
        if (!belongs_to_word(text[begin])) {
            if (text[begin] == '.' || text[begin] == '?' || text[begin] == '!' || text[begin] == '\n')
                begins_sentence = true;
            continue;
        }
        while (end < text.size() && belongs_to_word(text[end]))
            ++end;
        bool const wanted = !begins_sentence && is_name(text.substr(begin, end - begin));
        begins_sentence = false;
        if (!wanted) continue;
        if (!found.empty() && found.back().end + 1 == begin && text[begin - 1] == ' ')
            found.back().end = end;
        else
            found.push_back({begin, end});
    }
    return found;
}

/// Appends the digits of the number at `begin`, without separators of thousands; returns its end.
inline std::size_t end_of_number(std::string_view text, std::size_t begin, std::string& digits) {
    auto const digit_at = [&](std::size_t i) { return i < text.size() && is_digit(text[i]); };
    auto const thousands_at = [&](std::size_t i) {
        return digit_at(i + 1) && digit_at(i + 2) && digit_at(i + 3) && !digit_at(i + 4);
    };
    bool has_fraction = false;
    auto end = begin;
    for (; end < text.size(); ++end) {
        bool const point = text[end] == '.' && digit_at(end + 1) && !has_fraction;
        if (digit_at(end) || point)
            digits += text[end];
        else if (text[end] != ',' || has_fraction || !thousands_at(end))
            break;
        has_fraction = has_fraction || point;
    }
    return end;
}

} // namespace naming

TELNYX_DECL prompt_names names_in(std::string_view text) {
    auto const add = [](std::vector<std::string>& to, std::string const& name) {
        if (std::find(to.begin(), to.end(), name) == to.end()) to.push_back(name);
    };
    prompt_names names;
    std::vector<std::string> list;
    std::size_t end_of_last = 0;
    for (auto const [begin, end] : naming::places_of_names(text)) {
        std::string const name(text.substr(begin, end - begin));
        bool const goes_on = !list.empty() && naming::joins(text.substr(end_of_last, begin - end_of_last));
        if (!goes_on && names.listed.empty() && list.size() > 1) names.listed = list;
        if (!goes_on) list.clear();
        add(list, name);
        add(names.all, name);
        end_of_last = end;
    }
    if (names.listed.empty() && list.size() > 1) names.listed = std::move(list);
    return names;
}

TELNYX_DECL std::vector<std::string> numbers_in(std::string_view text) {
    std::vector<std::string> numbers;
    for (std::size_t begin = 0, end = 0; begin < text.size(); begin = std::max(end, begin + 1)) {
        bool const signed_number = begin > 0 && text[begin - 1] == '-';
        auto const first = signed_number ? begin - 1 : begin;
        bool const inside_word = first > 0 && naming::belongs_to_word(text[first - 1]);
        if (!naming::is_digit(text[begin]) || inside_word) continue;
        std::string number = signed_number ? "-" : "";
        end = naming::end_of_number(text, begin, number);
        bool const part_of_word = end < text.size() && naming::belongs_to_word(text[end]);
        if (!part_of_word && number.size() < 16) numbers.push_back(std::move(number));
    }
    return numbers;
}

TELNYX_DECL std::string word_in(std::string_view text, bool (*wanted)(std::string_view word)) {
    constexpr std::string_view around = ".,;:?!()[]<>\"'";
    while (true) {
        auto const begin = text.find_first_not_of(" \t\r\n");
        if (begin == std::string_view::npos) return {};
        text.remove_prefix(begin);
        auto const word = text.substr(0, text.find_first_of(" \t\r\n"));
        text.remove_prefix(word.size());
        auto const first = word.find_first_not_of(around);
        if (first == std::string_view::npos) continue;
        auto const bare = word.substr(first, word.find_last_not_of(around) - first + 1);
        if (wanted(bare)) return std::string(bare);
    }
}

} // namespace telnyx::testing::detail
