#pragma once

#include "telnyx/testing/impl/chat_answer.hpp"
#include "telnyx/testing/impl/chat_request.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::testing::detail {

/// The error with which a model stops if the request asks for it, in the format of vLLM.
boost::json::object asked_for_error();

/// Writes the response to one chat request as the API does: as one JSON value, or as server-sent events one by one.
class chat_writer {
  public:
    chat_writer(chat_request const& request, std::vector<chat_answer> answers, std::string id, std::int64_t created);

    boost::json::object whole() const;

    /// The next event with its framing; `std::nullopt` after `[DONE]`. If the request asks for an error, that comes
    /// after the number of events that the request names, and then `[DONE]`.
    std::optional<std::string> next_event();

  private:
    /// Content of an event for a choice: its role, a token of its reasoning or text, the beginning or a part of a tool
    /// call's arguments, its end.
    struct part {
        enum class kind { role, reasoning, token, call, arguments, finish } what;
        std::size_t choice;
        std::size_t index; // of the token or the call
        std::string text;  // of the arguments
    };

    void plan_events();
    std::vector<part> parts_of(std::size_t choice) const;
    static boost::json::string joined(std::vector<std::string> const& tokens);
    boost::json::object message(chat_answer const& answer) const;
    boost::json::object delta(part const& of) const;
    boost::json::object log_probability(std::string const& token) const;
    boost::json::value log_probabilities(std::vector<std::string> const& tokens, bool refuses) const;
    boost::json::object usage() const;
    boost::json::object head(std::string_view kind) const;
    std::string event(std::string const& choices, bool with_usage) const;

    std::string id_;
    std::int64_t created_;
    std::string model_;
    std::string service_tier_;
    std::size_t prompt_tokens_;
    std::size_t cached_tokens_;
    std::optional<std::size_t> top_logprobs_;
    bool include_usage_;
    std::optional<std::size_t> error_after_;
    std::vector<chat_answer> answers_;
    std::vector<part> parts_; // in the order of the events
    std::string event_head_;  // the beginning of every event
    std::size_t next_part_ = 0;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/chat_writer.ipp"
#endif
