#pragma once

#include "telnyx/testing/impl/chat_text.hpp"
#include "telnyx/testing/impl/chat_writer.hpp"
#include "telnyx/testing/impl/seeded_random.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <utility>

namespace telnyx::testing::detail {

TELNYX_DECL chat_writer::chat_writer(chat_request const& request, std::vector<chat_answer> answers, std::string id,
                                     std::int64_t created)
    : id_(std::move(id)),
      created_(created),
      model_(request.model),
      prompt_tokens_(prompt_tokens(request)),
      top_logprobs_(request.top_logprobs),
      include_usage_(request.include_usage),
      answers_(std::move(answers)) {
    if (request.stream) plan_events();
}

TELNYX_DECL boost::json::object chat_writer::whole() const {
    boost::json::array choices;
    for (std::size_t i = 0; i < answers_.size(); ++i)
        choices.push_back({{"index", i},
                           {"message", message(answers_[i])},
                           {"logprobs", log_probabilities(answers_[i].tokens)},
                           {"finish_reason", answers_[i].finish_reason}});
    return {{"id", id_},       {"object", "chat.completion"},   {"created", created_},
            {"model", model_}, {"choices", std::move(choices)}, {"usage", usage()}};
}

TELNYX_DECL std::optional<std::string> chat_writer::next_event() {
    auto const position = next_part_++;
    if (position < parts_.size()) {
        auto const& now = parts_[position];
        bool const last = position + 1 == parts_.size();
        return event(boost::json::serialize(delta(now)), last && !include_usage_);
    }
    auto after = position - parts_.size();
    if (include_usage_ && after-- == 0) return event("", true);
    if (after == 0) return "data: [DONE]\n\n";
    return std::nullopt;
}

/// Interleaves the events of all choices, like a model that generates them in parallel.
TELNYX_DECL void chat_writer::plan_events() {
    std::vector<std::vector<part>> by_choice;
    std::size_t longest = 0;
    for (std::size_t i = 0; i < answers_.size(); ++i) {
        by_choice.push_back(parts_of(i));
        longest = std::max(longest, by_choice.back().size());
    }
    for (std::size_t step = 0; step < longest; ++step)
        for (auto& parts : by_choice)
            if (step < parts.size()) parts_.push_back(std::move(parts[step]));
}

TELNYX_DECL std::vector<chat_writer::part> chat_writer::parts_of(std::size_t choice) const {
    auto const& answer = answers_[choice];
    std::vector<part> parts{{part::kind::role, choice, 0, {}}};
    for (std::size_t i = 0; i < answer.tokens.size(); ++i)
        parts.push_back({part::kind::token, choice, i, {}});
    for (std::size_t i = 0; i < answer.tool_calls.size(); ++i) {
        parts.push_back({part::kind::call, choice, i, {}});
        for (auto& piece : tokens_of(answer.tool_calls[i].arguments))
            parts.push_back({part::kind::arguments, choice, i, std::move(piece)});
    }
    parts.push_back({part::kind::finish, choice, 0, {}});
    return parts;
}

TELNYX_DECL boost::json::object chat_writer::message(chat_answer const& answer) const {
    boost::json::object made{{"role", "assistant"}};
    if (answer.tool_calls.empty()) {
        std::string text;
        for (auto const& token : answer.tokens)
            text += token;
        made.emplace("content", std::move(text));
        return made;
    }
    boost::json::array calls;
    for (auto const& each : answer.tool_calls)
        calls.push_back({{"id", each.id},
                         {"type", "function"},
                         {"function", {{"name", each.name}, {"arguments", each.arguments}}}});
    made.emplace("content", nullptr);
    made.emplace("tool_calls", std::move(calls));
    return made;
}

TELNYX_DECL boost::json::object chat_writer::delta(part const& of) const {
    auto const& answer = answers_[of.choice];
    boost::json::object said;
    boost::json::value finish_reason;
    boost::json::value probabilities;
    switch (of.what) {
    case part::kind::role:
        said = {{"role", "assistant"}, {"content", answer.tool_calls.empty() ? boost::json::value("") : nullptr}};
        break;
    case part::kind::token:
        said = {{"content", answer.tokens[of.index]}};
        probabilities = log_probabilities({answer.tokens[of.index]});
        break;
    case part::kind::call: {
        auto const& call = answer.tool_calls[of.index];
        boost::json::object begun{{"index", of.index},
                                  {"id", call.id},
                                  {"type", "function"},
                                  {"function", {{"name", call.name}, {"arguments", ""}}}};
        said.emplace("tool_calls", boost::json::array{std::move(begun)});
        break;
    }
    case part::kind::arguments: {
        boost::json::object more{{"index", of.index}, {"function", boost::json::object{{"arguments", of.text}}}};
        said.emplace("tool_calls", boost::json::array{std::move(more)});
        break;
    }
    case part::kind::finish:
        finish_reason = boost::json::string(answer.finish_reason);
        break;
    }
    return {{"index", of.choice},
            {"delta", std::move(said)},
            {"logprobs", std::move(probabilities)},
            {"finish_reason", std::move(finish_reason)}};
}

TELNYX_DECL boost::json::object chat_writer::log_probability(std::string const& token) const {
    seeded_random dice(0);
    dice.mix(token);
    boost::json::array bytes;
    for (char const c : token)
        bytes.push_back(static_cast<unsigned char>(c));
    return {{"token", token}, {"logprob", -static_cast<double>(dice.below(2000)) / 1000}, {"bytes", std::move(bytes)}};
}

/// Null unless requested.
TELNYX_DECL boost::json::value chat_writer::log_probabilities(std::vector<std::string> const& tokens) const {
    if (!top_logprobs_ || tokens.empty()) return nullptr;
    boost::json::array content;
    for (auto const& token : tokens) {
        auto entry = log_probability(token);
        boost::json::array alternatives;
        for (std::size_t i = 0; i < *top_logprobs_; ++i)
            alternatives.push_back(log_probability(i == 0 ? token : token + std::string(i, '_')));
        entry.emplace("top_logprobs", std::move(alternatives));
        content.push_back(std::move(entry));
    }
    return boost::json::object{{"content", std::move(content)}};
}

TELNYX_DECL boost::json::object chat_writer::usage() const {
    std::size_t written = 0;
    for (auto const& answer : answers_)
        written += answer.token_count();
    return {
        {"prompt_tokens", prompt_tokens_}, {"completion_tokens", written}, {"total_tokens", prompt_tokens_ + written}};
}

TELNYX_DECL std::string chat_writer::event(std::string const& choices, bool with_usage) const {
    auto text = R"(data: {"id":")" + id_ + R"(","object":"chat.completion.chunk","created":)" +
                std::to_string(created_) + R"(,"model":)" + boost::json::serialize(boost::json::string(model_)) +
                R"(,"choices":[)" + choices + "]";
    if (with_usage) text += R"(,"usage":)" + boost::json::serialize(usage());
    return text + "}\n\n";
}

} // namespace telnyx::testing::detail
