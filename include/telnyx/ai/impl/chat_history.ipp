#pragma once

#include "telnyx/ai/chat_history.hpp"
#include "telnyx/ai/types/assistant_message.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/encode.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace telnyx::ai {

namespace detail {

inline bool is_instruction(chat_message const& message) {
    return *message.role == chat_role::system || *message.role == "developer";
}

/// Removes messages from the front of a conversation, turn by turn.
class turn_remover {
  public:
    turn_remover(std::vector<chat_message>& messages, chat_history::measure const& size_of)
        : messages_(messages), removed_(messages.size()) {
        sizes_.reserve(messages.size());
        for (auto const& each : messages)
            sizes_.push_back(size_of(each));
    }

    /// Size of the messages that are kept; the largest number instead of an overflow.
    std::size_t size() const {
        std::size_t total = 0;
        for (std::size_t i = 0; i != sizes_.size(); ++i)
            if (!removed_[i]) total += std::min(sizes_[i], static_cast<std::size_t>(-1) - total);
        return total;
    }

    /// Removes the oldest turn; returns `false` if only the last one is left.
    bool remove_turn() {
        auto const end = end_of_turn(at_);
        if (end == messages_.size()) return false;
        for (; at_ != end; ++at_)
            removed_[at_] = !is_instruction(messages_[at_]);
        return true;
    }

    void finish() {
        std::size_t kept = 0;
        for (std::size_t i = 0; i != messages_.size(); ++i) {
            if (removed_[i]) continue;
            if (kept != i) messages_[kept] = std::move(messages_[i]);
            ++kept;
        }
        messages_.erase(messages_.begin() + static_cast<std::ptrdiff_t>(kept), messages_.end());
    }

  private:
    std::size_t end_of_turn(std::size_t begin) const {
        auto const starts_turn = [](chat_message const& each) { return *each.role == chat_role::user; };
        auto const first = messages_.begin() + static_cast<std::ptrdiff_t>(begin);
        // What comes before the first message of the user, apart from instructions, is a turn, too.
        auto const spoken = std::find_if_not(first, messages_.end(), &is_instruction);
        if (spoken == messages_.end()) return messages_.size();
        auto const end = std::find_if(std::next(spoken), messages_.end(), starts_turn);
        return static_cast<std::size_t>(end - messages_.begin());
    }

    std::vector<chat_message>& messages_;
    std::vector<std::size_t> sizes_;
    std::vector<bool> removed_;
    std::size_t at_ = 0; // beginning of the oldest turn
};

// Path of a member of a message, such as `messages[2].content`; the mapper's path begins with the index.
inline std::string path_in_messages(std::string const& path) {
    return path.empty() || path.front() == '[' ? "messages" + path : "messages." + path;
}

inline void check_message(chat_message const& message, std::size_t index) {
    auto const refuse = [&](char const* member, char const* reason) {
        throw invalid_argument_error("messages[" + std::to_string(index) + "]." + member, reason);
    };
    if (message.role->text().empty()) refuse("role", "empty");
    if (*message.role == chat_role::tool && !message.tool_call_id) refuse("tool_call_id", "missing");
}

/// Other programs leave the content out where a message only calls tools; it is empty then.
inline std::string with_contents(std::string_view text) {
    try {
        auto messages = json::decode<boost::json::value>(text);
        if (messages.is_array())
            for (auto& each : messages.get_array())
                if (each.is_object()) each.get_object().emplace("content", "");
        return json::encode(messages);
    } catch (json::decode_error const&) {
        return std::string(text); // decoding the messages will say where it is broken
    }
}

} // namespace detail

TELNYX_DECL chat_history& chat_history::set_instructions(text_view text) {
    auto message = system_message(text);
    if (!messages_.empty() && detail::is_instruction(messages_.front()))
        messages_.front() = std::move(message);
    else
        messages_.insert(messages_.begin(), std::move(message));
    return *this;
}

TELNYX_DECL chat_history& chat_history::add(chat_message message) {
    messages_.push_back(std::move(message));
    return *this;
}

TELNYX_DECL chat_history& chat_history::add(chat_completion::answer answer) {
    return add(assistant_message(std::move(answer)));
}

TELNYX_DECL chat_history& chat_history::add_user(text_view text) {
    return add(user_message(text));
}

TELNYX_DECL chat_history& chat_history::add_user(std::vector<chat_content_part> parts) {
    return add(user_message(std::move(parts)));
}

TELNYX_DECL chat_history& chat_history::add_tool_result(text_view call_id, text_view result) {
    return add(tool_message(call_id, result));
}

TELNYX_DECL std::size_t chat_history::trim(std::size_t budget, measure const& size_of) {
    detail::turn_remover turns(messages_, size_of);
    while (turns.size() > budget && turns.remove_turn()) {
    }
    turns.finish();
    return turns.size();
}

TELNYX_DECL std::string chat_history::to_json() const {
    try {
        return json::encode(messages_);
    } catch (json::encode_error const& failure) {
        throw invalid_argument_error(detail::path_in_messages(failure.path()), failure.reason());
    }
}

TELNYX_DECL chat_history chat_history::from_json(std::string_view text) {
    chat_history read;
    try {
        read.messages_ = json::decode<std::vector<chat_message>>(detail::with_contents(text));
    } catch (json::decode_error const& failure) {
        throw invalid_argument_error(detail::path_in_messages(failure.path()), failure.reason());
    }
    for (std::size_t i = 0; i != read.messages_.size(); ++i)
        detail::check_message(read.messages_[i], i);
    return read;
}

} // namespace telnyx::ai
