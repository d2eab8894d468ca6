#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/testing/impl/answer_composer.hpp"
#include "telnyx/testing/impl/chat_text.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace telnyx::testing::detail {

namespace composing {

// {0} is the subject, {1} another one.
inline constexpr std::array<std::string_view, 4> openings{
    "You asked about {0}.",
    "Gladly, a few words about {0}.",
    "Let us look at {0}.",
    "There is a lot to say about {0}, and the basics are quickly told.",
};
inline constexpr std::array<std::string_view, 3> goings_on{
    "To go on with {0}.",
    "There is more to say about {0}.",
    "Let us stay with {0} for a moment.",
};
inline constexpr std::array<std::string_view, 3> transitions{
    "From {1} it is not far to {0}.",
    "After {1}, let us turn to {0}.",
    "That brings us from {1} to {0}.",
};
inline constexpr std::array<std::string_view, 6> thoughts{
    "With {0}, one good example explains more than a long definition.",
    "A good way into {0} is to begin with one small question and see where it leads.",
    "People who know {0} well tend to disagree about the details, and to agree about the basics.",
    "Much of what is said about {0} gets clearer once you ask who says it, and why.",
    "When something about {0} seems odd, look for the smallest case that shows it.",
    "Small steps are easier to judge than large ones, and that is true of {0} as well.",
};
inline constexpr std::array<std::string_view, 3> thoughts_on_two{
    "It helps to look at {0} and {1} one at a time first, and to compare them later.",
    "What you expect of {0} depends on what you have seen of {1}.",
    "Once {0} is clear, {1} is easier to understand.",
};
inline constexpr std::array<std::string_view, 3> endings{
    "Would you like to hear more about {0}?",
    "What about {0} interests you most?",
    "Ask on if you want to know more about {0}.",
};
inline constexpr std::array<std::string_view, 3> endings_on_two{
    "Shall we stay with {0}, or talk about {1}?",
    "Would you like to hear more about {0}, or about {1}?",
    "Is it {0} or {1} that interests you more?",
};
inline constexpr std::array<std::string_view, 6> greetings{
    "Hello! How can I help you today?",
    "Hi there, what would you like to talk about?",
    "Good to hear from you. What is on your mind?",
    "Hello, and welcome. What can I do for you?",
    "Hi! Ask me anything you like.",
    "Hello again. Where shall we begin?",
};
inline constexpr std::string_view thanked = "You are welcome. Is there anything else that you would like to know?";
inline constexpr std::string_view introduction =
    "I am the sandbox that comes with this library. I put my answers together from ready-made sentences, so that "
    "programs can be tried without the network; a real model knows more.";

inline bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

inline std::string lower_case(std::string_view text) {
    std::string lowered(text);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), ascii::lower);
    return lowered;
}

/// The words of a text in lower case, without the punctuation around them.
inline std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (char const c : text) {
        if (c != ' ' && c != '\n' && c != '\t' && c != '.' && c != ',' && c != '?' && c != '!')
            words.back() += ascii::lower(c);
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

inline bool has_word(std::string_view text, std::initializer_list<std::string_view> wanted) {
    auto const words = words_of(text);
    return std::any_of(words.begin(), words.end(), [&](std::string const& word) { return is_one_of(word, wanted); });
}

/// The topic with its article, as in the text.
inline std::string with_article(std::string_view text, std::string const& topic) {
    auto const words = words_of(text);
    auto const found = std::find(words.begin(), words.end(), lower_case(topic));
    if (found == words.begin() || found == words.end()) return topic;
    return is_one_of(found[-1], {"the", "a", "an", "this", "that", "these", "those"}) ? found[-1] + " " + topic : topic;
}

/// The second topic if both form one subject, as in "Explain quantum computing"; otherwise empty.
inline std::string rest_of_subject(std::string_view text, std::vector<std::string> const& topics) {
    auto const words = words_of(text);
    auto const found = std::find(words.begin(), words.end(), lower_case(topics[0]));
    bool const is_question =
        is_one_of(words.front(), {"why", "how", "when", "where", "who", "do", "does", "did", "is", "are", "can"});
    if (is_question || topics.size() < 2 || found == words.end() || found + 1 == words.end()) return {};
    return found[1] == lower_case(topics[1]) ? topics[1] : std::string();
}

/// Moves the wanted texts to the front, and otherwise keeps the order. `std::stable_partition` uses a deprecated
/// function for that.
template <class Predicate>
void put_first(std::vector<std::string>& texts, Predicate wanted) {
    std::vector<std::string> first, others;
    for (auto& each : texts)
        (wanted(each) ? first : others).push_back(std::move(each));
    first.insert(first.end(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
    texts = std::move(first);
}

/// Whether a text explicitly names a topic as its subject, as "a joke about cats" does.
inline bool says_to_be_about(std::string_view text, std::string const& topic) {
    auto const words = words_of(text);
    auto const about = std::find(words.begin(), words.end(), "about");
    return std::find(about, words.end(), lower_case(topic)) != words.end();
}

/// The subjects of a text: its topics, first those with known facts, and then those that it explicitly names as its
/// subject.
inline std::vector<std::string> subjects_of(std::string_view text) {
    auto subjects = topics_of(text);
    put_first(subjects, [&](std::string const& topic) { return says_to_be_about(text, topic); });
    put_first(subjects, [](std::string const& topic) { return theme_of(topic) != nullptr; });
    std::string const rest =
        subjects.empty() || theme_of(subjects[0]) != nullptr ? "" : rest_of_subject(text, subjects);
    for (auto& subject : subjects)
        subject = with_article(text, subject);
    if (!rest.empty()) subjects[0] += " " + rest;
    return subjects;
}

inline chat_theme const* theme_of_subject(std::string const& subject) {
    return theme_of(subject.substr(subject.rfind(' ') + 1));
}

/// Whether a question refers to its subject only by a pronoun, as in "Are they large?".
inline bool refers_back(std::string_view question, std::string const& subject) {
    return has_word(question, {"it", "its", "they", "them", "their"}) && theme_of_subject(subject) == nullptr;
}

/// The subject of the newest question that has one; sets `question` to that question.
inline std::string newest_subject(std::vector<std::string> const& questions, std::string& question) {
    for (auto each = questions.rbegin(); each != questions.rend(); ++each) {
        auto const subjects = subjects_of(*each);
        if (subjects.empty() || refers_back(*each, subjects.front())) continue;
        question = *each;
        return subjects.front();
    }
    return {};
}

} // namespace composing

TELNYX_DECL answer_composer::answer_composer(std::string_view question, seeded_random& dice, chat_history const& before)
    : dice_(dice), before_(before), question_(question) {
    auto const subjects = composing::subjects_of(question);
    if (!subjects.empty()) subject_ = subjects.front();
    if (subjects.size() > 1 && composing::theme_of_subject(subjects[1]) != nullptr) other_ = subjects[1];
    take_up_earlier_question();
}

TELNYX_DECL void answer_composer::take_up_earlier_question() {
    std::string question;
    auto const earlier = composing::newest_subject(before_.questions, question);
    auto const words = composing::words_of(question_);
    if (earlier.empty() || words.empty()) return;

    bool const asks_on =
        composing::is_one_of(words.front(), {"and", "but", "or", "then"}) || (words.size() > 1 && words[1] == "about");
    if (subject_.empty() || composing::refers_back(question_, subject_)) {
        goes_on_ = !composing::has_word(question_, {"hello", "hi", "thanks", "thank", "you"});
        if (goes_on_) subject_ = earlier;
        return;
    }
    if (composing::lower_case(subject_) == composing::lower_case(earlier)) {
        goes_on_ = true;
        return;
    }
    other_ = earlier;
    auto const place = composing::lower_case(question).find(composing::lower_case(earlier));
    transfers_ = asks_on && place != std::string::npos;
    if (transfers_) question_ = question.replace(place, earlier.size(), subject_);
}

TELNYX_DECL std::string answer_composer::compose(std::size_t least_tokens) {
    std::string text = opening();
    if (subject_.empty() && least_tokens == 0) return text;
    if (subject_.empty()) subject_ = "what you have in mind";
    auto const body = sentences();
    auto const ending =
        " " + filled_in(other_.empty() ? dice_.pick(composing::endings) : dice_.pick(composing::endings_on_two));
    auto const count = 2 + dice_.below(2);
    auto tokens = tokens_of(text).size();
    for (std::size_t i = 0; i < count || tokens < least_tokens; ++i) {
        auto const sentence = " " + body[i % body.size()];
        tokens += tokens_of(sentence).size();
        text += sentence;
    }
    return text + ending;
}

TELNYX_DECL std::string answer_composer::opening() {
    if (subject_.empty()) {
        if (composing::has_word(question_, {"thanks", "thank"})) return std::string(composing::thanked);
        if (composing::has_word(question_, {"who", "name"})) return std::string(composing::introduction);
        return std::string(dice_.pick(composing::greetings));
    }
    if (transfers_) {
        auto asked = question_;
        asked.front() = ascii::lower(asked.front());
        if (asked.ends_with('?')) return "So, " + asked;
    }
    if (goes_on_) return filled_in(dice_.pick(composing::goings_on));
    return filled_in(transfers_ ? dice_.pick(composing::transitions) : dice_.pick(composing::openings));
}

/// All candidate sentences, the best first.
TELNYX_DECL std::vector<std::string> answer_composer::sentences() {
    std::vector<std::string> made;
    if (auto const* const theme = composing::theme_of_subject(subject_)) made = facts(*theme);
    auto const known = made.size();
    for (auto const pattern : composing::thoughts)
        made.push_back(filled_in(pattern));
    if (!other_.empty())
        for (auto const pattern : composing::thoughts_on_two)
            made.push_back(filled_in(pattern));
    auto const first = made.begin() + static_cast<std::ptrdiff_t>(known);
    std::rotate(first, first + static_cast<std::ptrdiff_t>(dice_.below(made.size() - known)), made.end());
    return made;
}

/// The theme's facts that were not mentioned before, first those related to the rest of the question.
TELNYX_DECL std::vector<std::string> answer_composer::facts(chat_theme const& theme) const {
    std::vector<std::string> told;
    for (auto const fact : theme.facts)
        if (before_.answers.find(fact) == std::string::npos) told.emplace_back(fact);
    auto const wanted = topics_of(question_);
    auto const fits = [&](std::string const& fact) {
        return std::any_of(wanted.begin(), wanted.end(), [&](std::string const& topic) {
            return theme_of(topic) == nullptr && composing::has_word(fact, {composing::lower_case(topic)});
        });
    };
    std::rotate(told.begin(), told.begin() + static_cast<std::ptrdiff_t>(dice_.below(told.size() + 1)), told.end());
    composing::put_first(told, fits);
    return told;
}

TELNYX_DECL std::string answer_composer::filled_in(std::string_view pattern) const {
    std::string text;
    while (true) {
        auto const mark = pattern.find('{');
        text.append(pattern.substr(0, mark));
        if (mark == std::string_view::npos) return text;
        text += pattern[mark + 1] == '0' ? subject_ : other_;
        pattern.remove_prefix(mark + 3);
    }
}

TELNYX_DECL std::string answer_text(std::string_view prompt, seeded_random& dice, std::size_t least_tokens,
                                    chat_history const& before) {
    return answer_composer(prompt, dice, before).compose(least_tokens);
}

} // namespace telnyx::testing::detail
