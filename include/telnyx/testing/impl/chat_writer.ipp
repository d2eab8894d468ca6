#pragma once

#include "telnyx/testing/impl/chat_text.hpp"
#include "telnyx/testing/impl/chat_writer.hpp"
#include "telnyx/testing/impl/seeded_random.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace telnyx::testing::detail {

TELNYX_DECL boost::json::object asked_for_error() {
    boost::json::object error{{"message", "The model stopped because the request asked for an error."},
                              {"type", "InternalServerError"},
                              {"param", nullptr},
                              {"code", 500}};
    return {{"error", std::move(error)}};
}

TELNYX_DECL chat_writer::chat_writer(chat_request const& request, std::vector<chat_answer> answers, std::string id,
                                     std::int64_t created)
    : id_(std::move(id)),
      created_(created),
      model_(request.model),
      service_tier_(request.service_tier),
      prompt_tokens_(prompt_tokens(request)),
      cached_tokens_(cached_tokens(request)),
      top_logprobs_(request.top_logprobs),
      include_usage_(request.include_usage),
      error_after_(request.error_after),
      answers_(std::move(answers)) {
    if (!request.stream) return;
    plan_events();
    event_head_ = boost::json::serialize(head("chat.completion.chunk"));
    event_head_.pop_back(); // the end of the object
}

/// The members that come before the choices.
TELNYX_DECL boost::json::object chat_writer::head(std::string_view kind) const {
    char fingerprint[32];
    seeded_random dice(0);
    dice.mix(model_);
    std::snprintf(fingerprint, sizeof fingerprint, "fp_%010llx",
                  static_cast<unsigned long long>(dice.next() & 0xffffffffff));
    return {{"id", id_},
            {"object", kind},
            {"created", created_},
            {"model", model_},
            {"service_tier", service_tier_},
            {"system_fingerprint", fingerprint}};
}

TELNYX_DECL boost::json::object chat_writer::whole() const {
    boost::json::array choices;
    for (std::size_t i = 0; i < answers_.size(); ++i)
        choices.push_back({{"index", i},
                           {"message", message(answers_[i])},
                           {"logprobs", log_probabilities(answers_[i].tokens, answers_[i].refuses)},
                           {"finish_reason", answers_[i].finish_reason}});
    auto made = head("chat.completion");
    made.emplace("choices", std::move(choices));
    made.emplace("usage", usage());
    return made;
}

TELNYX_DECL std::optional<std::string> chat_writer::next_event() {
    auto const position = next_part_++;
    auto const end = std::min(parts_.size(), error_after_.value_or(parts_.size()));
    if (position < end) {
        auto const& now = parts_[position];
        bool const last = position + 1 == parts_.size();
        return event(boost::json::serialize(delta(now)), last && !include_usage_);
    }
    auto after = position - end;
    if (error_after_ && after-- == 0) return "data: " + boost::json::serialize(asked_for_error()) + "\n\n";
    if (!error_after_ && include_usage_ && after-- == 0) return event("", true);
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
    for (std::size_t i = 0; i < answer.reasoning.size(); ++i)
        parts.push_back({part::kind::reasoning, choice, i, {}});
    for (std::size_t i = 0; i < answer.tokens.size(); ++i)
        parts.push_back({part::kind::token, choice, i, {}});
    for (std::size_t i = 0; i < answer.tool_calls.size(); ++i) {
        parts.push_back({part::kind::call, choice, i, {}});
        for (auto& token : tokens_of(answer.tool_calls[i].arguments))
            parts.push_back({part::kind::arguments, choice, i, std::move(token)});
    }
    parts.push_back({part::kind::finish, choice, 0, {}});
    return parts;
}

/// The tokens as one text.
TELNYX_DECL boost::json::string chat_writer::joined(std::vector<std::string> const& tokens) {
    boost::json::string text;
    for (auto const& token : tokens)
        text += token;
    return text;
}

TELNYX_DECL boost::json::object chat_writer::message(chat_answer const& answer) const {
    bool const has_content = answer.tool_calls.empty() && !answer.refuses;
    boost::json::object made{{"role", "assistant"}, {"content", nullptr}, {"refusal", nullptr}};
    if (!answer.reasoning.empty()) made.emplace("reasoning_content", joined(answer.reasoning));
    if (has_content) made["content"] = joined(answer.tokens);
    if (answer.refuses) made["refusal"] = joined(answer.tokens);
    if (answer.tool_calls.empty()) return made;
    boost::json::array calls;
    for (auto const& each : answer.tool_calls)
        calls.push_back({{"id", each.id},
                         {"type", "function"},
                         {"function", {{"name", each.name}, {"arguments", each.arguments}}}});
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
        said = {{"role", "assistant"}, {"content", nullptr}};
        if (answer.tool_calls.empty() && !answer.refuses) said["content"] = "";
        break;
    case part::kind::reasoning:
        said = {{"reasoning_content", answer.reasoning[of.index]}};
        break;
    case part::kind::token:
        said = {{answer.refuses ? "refusal" : "content", answer.tokens[of.index]}};
        probabilities = log_probabilities({answer.tokens[of.index]}, answer.refuses);
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
TELNYX_DECL boost::json::value chat_writer::log_probabilities(std::vector<std::string> const& tokens,
                                                              bool refuses) const {
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
    return boost::json::object{{refuses ? "refusal" : "content", std::move(content)}};
}

TELNYX_DECL boost::json::object chat_writer::usage() const {
    std::size_t written = 0;
    std::size_t thought = 0;
    for (auto const& answer : answers_) {
        written += answer.token_count();
        thought += answer.reasoning.size();
    }
    return {{"prompt_tokens", prompt_tokens_},
            {"completion_tokens", written},
            {"total_tokens", prompt_tokens_ + written},
            {"prompt_tokens_details", {{"cached_tokens", cached_tokens_}}},
            {"completion_tokens_details", {{"reasoning_tokens", thought}}}};
}

TELNYX_DECL std::string chat_writer::event(std::string const& choices, bool with_usage) const {
    auto text = "data: " + event_head_ + R"(,"choices":[)" + choices + "]";
    if (with_usage) text += R"(,"usage":)" + boost::json::serialize(usage());
    return text + "}\n\n";
}

} // namespace telnyx::testing::detail
