#pragma once

#include "telnyx/ai/detail/json_extent.hpp"
#include "telnyx/ai/types/chat_annotation.hpp"
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

/// Merges the chunks of a streamed response into the response that a request without streaming would have returned.
///
/// Servers differ in how they mark related deltas. A choice is identified by its index or, if it has none, by its
/// position in the chunk. A tool call is identified by its id and index: a new id starts a new call, whatever its
/// index. So does the name of a different function, or a name together with arguments once the current arguments are
/// complete. A delta without id, name and index belongs to the newest call. A repeated name and an empty text are
/// ignored.
///
/// The server's indices and sizes are not trusted: the number of choices and tool calls and the total size of the text
/// are limited. No placeholders are made for missing indices: choices and calls are in the order of their indices,
/// without gaps.
class chat_accumulator {
  public:
    /// Maximum number of choices, and of tool calls per choice.
    static constexpr std::int64_t max_index = 127;

    /// Default limit on the total size, in bytes.
    static constexpr std::size_t default_max_size = std::size_t(64) * 1024 * 1024;

    /// @param max_size limit on the total size of text, annotations and log probabilities, in bytes of memory
    /// @param http added to errors; see `chat_stream::http()`
    explicit chat_accumulator(std::size_t max_size = default_max_size, http_info http = {})
        : room_(max_size), http_(std::move(http)) {}

    /// Adds a chunk.
    ///
    /// @throws api_response_error if an index or the text exceeds the limits; data added before is kept
    void add(chat_completion_chunk const& chunk);

    /// The response received so far.
    chat_completion const& completion() const& { return whole_; }
    /// Moves the response out.
    chat_completion completion() && { return std::move(whole_); }

  private:
    using tool_call_delta = chat_completion_chunk::tool_call_delta;

    /// State of a tool call besides its texts.
    struct call_state {
        std::optional<std::int64_t> index; ///< as sent by the server
        detail::json_extent arguments;
    };

    void add_choice(chat_completion_chunk::choice const& update, std::size_t position);
    std::size_t choice_at(std::int64_t index);
    void add_change(std::size_t choice, chat_completion_chunk::change const& update);
    void add_tool_call(std::size_t choice, tool_call_delta const& update);
    std::optional<std::size_t> known_call(std::size_t choice, tool_call_delta const& update) const;
    bool goes_on(std::size_t choice, std::size_t at, tool_call_delta const& update) const;
    std::size_t begin_call(std::size_t choice, std::optional<std::int64_t> index);
    void add_name(std::string& to, std::string const& update);
    void append(std::optional<std::string>& to, std::optional<std::string> const& update);
    void keep(std::string& to, std::string_view text);
    template <class Enum>
    void keep(std::optional<open_enum<Enum>>& to, std::optional<open_enum<Enum>> const& update);
    void take_room(std::size_t bytes);
    void take_room(std::optional<std::vector<chat_logprobs::token_logprob>> const& update);
    void take_room(std::optional<std::vector<chat_annotation>> const& update);
    void check_index(std::int64_t index, char const* path) const;

    chat_completion whole_;
    std::vector<std::vector<call_state>> calls_; // per choice, in the order of its tool calls
    std::size_t room_;
    http_info http_;
};

} // namespace telnyx::ai

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/chat_accumulator.ipp"
#endif
