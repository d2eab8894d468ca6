#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/testing/impl/chat_text.hpp"
#include "telnyx/testing/impl/chat_theme.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace telnyx::testing::detail {

namespace sentences {

inline constexpr std::array<std::string_view, 63> words_without_topic{
    "about", "also",   "answer", "been",  "could", "does",  "doing", "done",   "explain", "from",     "give",
    "good",  "have",   "hello",  "help",  "here",  "into",  "just",  "know",   "like",    "make",     "many",
    "more",  "most",   "much",   "need",  "only",  "other", "over",  "please", "said",    "sentence", "sentences",
    "short", "should", "show",   "some",  "such",  "tell",  "than",  "thank",  "thanks",  "that",     "their",
    "them",  "then",   "there",  "these", "they",  "this",  "very",  "want",   "what",    "when",     "where",
    "which", "will",   "with",   "word",  "words", "would", "write", "your"};

inline bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

} // namespace sentences

TELNYX_DECL bool is_word_character(char c) {
    auto const code = static_cast<unsigned char>(c);
    return (ascii::lower(c) >= 'a' && ascii::lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '_' || code >= 0x80;
}

TELNYX_DECL bool says_nothing(std::string_view word) {
    if (theme_of(word) != nullptr) return false;
    if (word.size() < 4) return true;
    return std::any_of(sentences::words_without_topic.begin(), sentences::words_without_topic.end(),
                       [&](std::string_view other) { return ascii::equal_ignoring_case(word, other); });
}

TELNYX_DECL std::vector<std::string> topics_of(std::string_view text) {
    std::vector<std::string> topics;
    for (std::size_t begin = 0, end = 0; begin < text.size() && topics.size() < 3; begin = end + 1) {
        end = begin;
        while (end < text.size() && is_word_character(text[end]))
            ++end;
        auto const word = text.substr(begin, std::min<std::size_t>(end - begin, 40));
        if (says_nothing(word) || word.size() < end - begin) continue;
        if (std::find(topics.begin(), topics.end(), word) == topics.end()) topics.emplace_back(word);
    }
    return topics;
}

TELNYX_DECL std::vector<std::string> tokens_of(std::string_view text) {
    constexpr std::size_t longest = 8;
    std::vector<std::string> tokens;
    for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end) {
        end = begin + 1;
        bool const blank = text[begin] == ' ' && end < text.size();
        if (blank) ++end;
        bool const word = is_word_character(text[end - 1]);
        while (word && end < text.size() && is_word_character(text[end]) &&
               (end - begin < longest || sentences::continues_character(text[end])))
            ++end;
        tokens.emplace_back(text.substr(begin, end - begin));
    }
    return tokens;
}

TELNYX_DECL bool says_word(std::string_view text, std::string_view words) {
    auto const same = [](char wanted, char said) {
        return ascii::lower(said) == ascii::lower(wanted) || (said == ' ' && wanted == '_');
    };
    if (words.empty()) return false;
    for (std::size_t begin = 0; begin + words.size() <= text.size(); ++begin) {
        auto const end = begin + words.size();
        bool const begins = begin == 0 || !is_word_character(text[begin - 1]);
        bool const ends = end == text.size() || !is_word_character(text[end]);
        auto const part = text.substr(begin, words.size());
        if (begins && ends && std::equal(words.begin(), words.end(), part.begin(), same)) return true;
    }
    return false;
}

TELNYX_DECL std::string shortened(std::string_view text, std::size_t most_bytes) {
    if (text.size() <= most_bytes) return std::string(text);
    while (most_bytes > 0 && sentences::continues_character(text[most_bytes]))
        --most_bytes;
    return std::string(text.substr(0, most_bytes)) + "...";
}

} // namespace telnyx::testing::detail
