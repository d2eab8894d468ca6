#pragma once

#include "telnyx/ai/detail/json_extent.hpp"
#include "telnyx/ai/types/chat_completion.hpp"
#include "telnyx/ai/types/chat_completion_chunk.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/http/http_info.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telnyx::ai {

/// Puts the chunks of a streamed answer together into the answer that would have come without streaming.
///
/// Servers differ in how they tell what belongs together. An answer is told by its index, or by its place in the chunk
/// where there is none. A tool call is told by its id and its index: a new id begins a new call, whatever its index,
/// and so does another function's name, or a name with arguments behind arguments that are complete. Without id, name
/// and index a piece belongs to the newest call. A name that is repeated, and a text that is empty, is nothing new.
///
/// The server's indices and sizes are not trusted: there are limits to the number of answers and tool calls, and to
/// the text in all. What never came is not made up: answers and calls stand in the order of their indices, without
/// gaps.
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
    using tool_call_delta = chat_completion_chunk::tool_call_delta;

    /// What is known of a tool call besides its texts.
    struct call_state {
        std::optional<std::int64_t> index; ///< the server's
        detail::json_extent arguments;
    };

    void add_choice(chat_completion_chunk::choice const& piece, std::size_t position);
    std::size_t choice_at(std::int64_t index);
    void add_change(std::size_t choice, chat_completion_chunk::change const& piece);
    void add_tool_call(std::size_t choice, tool_call_delta const& piece);
    std::optional<std::size_t> known_call(std::size_t choice, tool_call_delta const& piece) const;
    bool goes_on(std::size_t choice, std::size_t at, tool_call_delta const& piece) const;
    std::size_t begin_call(std::size_t choice, std::optional<std::int64_t> index);
    void add_name(std::string& to, std::string const& piece);
    void append(std::optional<std::string>& to, std::optional<std::string> const& piece);
    void keep(std::string& to, std::string_view text);
    template <class Enum>
    void keep(std::optional<open_enum<Enum>>& to, std::optional<open_enum<Enum>> const& piece);
    void take_room(std::size_t bytes);
    void take_room(std::optional<std::vector<chat_logprobs::token_logprob>> const& piece);
    void check_index(std::int64_t index, char const* path) const;

    chat_completion whole_;
    std::vector<std::vector<call_state>> calls_; // of each choice, in the order of its tool calls
    std::size_t room_;
    http_info http_;
};

} // namespace telnyx::ai

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/chat_accumulator.ipp"
#endif
