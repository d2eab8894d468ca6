#pragma once

#include "telnyx/http/text.hpp"
#include "telnyx/testing/impl/chat_text.hpp"

#include <algorithm>
#include <array>

namespace telnyx::testing::detail {

namespace sentences {

using text_list = std::array<std::string_view, 6>;

// {0} is the main topic, {1} another one.
inline constexpr text_list openings{
    "You asked about {0}, so let us begin there.",
    "Thank you for the question about {0}.",
    "There is a lot to say about {0}, and the basics are quickly told.",
    "Here is what matters most when it comes to {0}.",
    "Good that you mention {0}.",
    "Let me give you a short overview of {0}.",
};
inline constexpr text_list middles{
    "Most people start with {0} and look at {1} only later, although the two belong together.",
    "It helps to write down what you expect from {0} before you try anything.",
    "If something about {0} seems odd, look for the smallest example that shows it.",
    "In practice {1} decides how far you get with {0}.",
    "Small changes are easier to judge than large ones, and that is true of {0} as well.",
    "Once {0} is clear, {1} turns out to be simpler than it looks.",
};
inline constexpr text_list endings{
    "Tell me more about {1} and I can be more precise.", "Would you like an example for {0}?",
    "That should be enough to get going with {0}.",      "Ask me again when you have tried it with {1}.",
    "Which part of {0} should we look at next?",         "I hope that makes {0} a little clearer.",
};
inline constexpr text_list greetings{
    "Hello! How can I help you today?",
    "Hi there, what would you like to talk about?",
    "Good to hear from you. What is on your mind?",
    "Hello, and welcome. What can I do for you?",
    "Hi! Ask me anything you like.",
    "Hello again. Where shall we begin?",
};

inline constexpr std::array<std::string_view, 58> words_without_topic{
    "about", "also",  "answer", "been",   "could", "does",   "doing", "done",  "explain", "from",  "give", "good",
    "have",  "hello", "help",   "here",   "into",  "just",   "know",  "like",  "make",    "many",  "more", "most",
    "much",  "need",  "only",   "other",  "over",  "please", "said",  "short", "should",  "show",  "some", "such",
    "tell",  "than",  "thank",  "thanks", "that",  "their",  "them",  "then",  "there",   "these", "they", "this",
    "very",  "want",  "what",   "when",   "where", "which",  "will",  "with",  "would",   "your"};

inline bool is_letter(char c) {
    auto const code = static_cast<unsigned char>(c);
    return (http::lower(c) >= 'a' && http::lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '_' || code >= 0x80;
}

inline bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

inline bool says_nothing(std::string_view word) {
    if (word.size() < 4) return true;
    return std::any_of(words_without_topic.begin(), words_without_topic.end(),
                       [&](std::string_view other) { return http::equal_ignoring_case(word, other); });
}

inline std::string filled_in(std::string_view sentence, std::vector<std::string> const& topics) {
    std::string text;
    while (true) {
        auto const mark = sentence.find('{');
        text.append(sentence.substr(0, mark));
        if (mark == std::string_view::npos) return text;
        auto const number = static_cast<std::size_t>(sentence[mark + 1] - '0');
        text += topics[std::min(number, topics.size() - 1)];
        sentence.remove_prefix(mark + 3);
    }
}

} // namespace sentences

TELNYX_DECL std::string answer_text(std::string_view prompt, seeded_random& dice, std::size_t least_tokens) {
    auto topics = topics_of(prompt);
    std::string text;
    if (topics.empty()) {
        text = dice.pick(sentences::greetings);
        topics = {"what you have in mind", "the first step"};
        if (least_tokens == 0) return text;
    } else {
        if (topics.size() == 1) topics.emplace_back("the rest");
        text = sentences::filled_in(dice.pick(sentences::openings), topics);
    }
    auto const count = 1 + dice.below(3);
    auto next = dice.below(sentences::middles.size());
    auto tokens = tokens_of(text).size();
    for (std::size_t i = 0; i < count || tokens < least_tokens; ++i) {
        auto const sentence =
            " " + sentences::filled_in(sentences::middles[next++ % sentences::middles.size()], topics);
        tokens += tokens_of(sentence).size();
        text += sentence;
        std::rotate(topics.begin(), topics.begin() + 1, topics.end());
    }
    return text + " " + sentences::filled_in(dice.pick(sentences::endings), topics);
}

TELNYX_DECL std::vector<std::string> topics_of(std::string_view text) {
    std::vector<std::string> topics;
    for (std::size_t begin = 0, end = 0; begin < text.size() && topics.size() < 3; begin = end + 1) {
        end = begin;
        while (end < text.size() && sentences::is_letter(text[end]))
            ++end;
        auto const word = text.substr(begin, std::min<std::size_t>(end - begin, 40));
        if (sentences::says_nothing(word) || word.size() < end - begin) continue;
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
        bool const word = sentences::is_letter(text[end - 1]);
        while (word && end < text.size() && sentences::is_letter(text[end]) &&
               (end - begin < longest || sentences::continues_character(text[end])))
            ++end;
        tokens.emplace_back(text.substr(begin, end - begin));
    }
    return tokens;
}

TELNYX_DECL std::string shortened(std::string_view text, std::size_t most_bytes) {
    if (text.size() <= most_bytes) return std::string(text);
    while (most_bytes > 0 && sentences::continues_character(text[most_bytes]))
        --most_bytes;
    return std::string(text.substr(0, most_bytes)) + "...";
}

} // namespace telnyx::testing::detail
