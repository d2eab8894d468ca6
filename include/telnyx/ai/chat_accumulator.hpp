#pragma once

#include "telnyx/ai/types/chat_completion.hpp"
#include "telnyx/ai/types/chat_completion_chunk.hpp"
#include "telnyx/config.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::ai {

/// Puts the pieces of a streamed answer together into the answer that would have come without streaming.
///
/// The server's indices and sizes are not trusted: there are limits to the number of answers and tool calls, and to
/// the text in all.
class chat_accumulator {
  public:
    /// Most answers, and most tool calls of one answer.
    static constexpr std::int64_t max_index = 127;

    /// `max_size` is the most text, in bytes, that may come together.
    explicit chat_accumulator(std::size_t max_size = std::size_t(64) * 1024 * 1024) : room_(max_size) {}

    /// Adds a piece. Throws `api_response_error` when an index or the text is beyond the limits; what was added before
    /// stays.
    void add(chat_completion_chunk const& chunk);

    /// The answer as far as it has come.
    chat_completion const& completion() const& { return whole_; }
    chat_completion completion() && { return std::move(whole_); }

  private:
    void add_choice(chat_completion_chunk::choice const& piece);
    void add_change(chat_completion::answer& to, chat_completion_chunk::change const& piece);
    void add_tool_call(std::vector<chat_tool_call>& to, chat_completion_chunk::tool_call_delta const& piece);
    void append(std::optional<std::string>& to, std::optional<std::string> const& piece);
    void take_room(std::size_t bytes);

    chat_completion whole_;
    std::size_t room_;
};

} // namespace telnyx::ai

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/chat_accumulator.ipp"
#endif
