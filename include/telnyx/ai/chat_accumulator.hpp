#pragma once

#include "telnyx/ai/types/chat_completion.hpp"
#include "telnyx/ai/types/chat_completion_chunk.hpp"
#include "telnyx/config.hpp"
#include "telnyx/http_info.hpp"
#include "telnyx/open_enum.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

    /// The most that may come together unless set, in bytes.
    static constexpr std::size_t default_max_size = std::size_t(64) * 1024 * 1024;

    /// `max_size` is the most text and log probabilities, in bytes of memory, that may come together. `http` goes into
    /// errors; see `chat_stream::http()`.
    explicit chat_accumulator(std::size_t max_size = default_max_size, http_info http = {})
        : room_(max_size), http_(std::move(http)) {}

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
    void replace(std::string& to, std::string_view text);
    template <class Enum>
    void replace(std::optional<open_enum<Enum>>& to, std::optional<open_enum<Enum>> const& piece);
    void take_room(std::size_t bytes);
    void take_room(std::optional<std::vector<chat_logprobs::token_logprob>> const& piece);
    std::size_t place_of(std::optional<std::int64_t> index, std::string const& path) const;

    chat_completion whole_;
    std::size_t room_;
    http_info http_;
};

} // namespace telnyx::ai

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/chat_accumulator.ipp"
#endif
