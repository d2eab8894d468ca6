#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/sse/event_too_large.hpp"
#include "telnyx/sse/event_view.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::sse {

/// Splits the bytes of a `text/event-stream` body into events, as defined by the WHATWG HTML standard.
///
/// It does no I/O and uses no clock. Bytes may arrive in chunks of any size, split anywhere; the events are the same.
///
///     while (parser.parse(bytes))
///         use(parser.event().data);
///
/// An event is complete at the blank line that ends it. Remaining data at the end of the stream is not an event;
/// `in_event()` returns whether there is any, and `finish()` returns it as an event if needed.
///
/// One difference from the standard: invalid UTF-8 is passed on unchanged, not replaced by U+FFFD. Decoders of the data
/// check its encoding anyway.
///
/// After its buffers have grown to the size of the events, it does not allocate. Not safe to use from several threads
/// at once.
class event_parser {
  public:
    /// The default limit, in bytes.
    static constexpr std::size_t default_max_event_size = 1024 * 1024;

    /// @param max_event_size maximum size in bytes of one line, and of the joined data of one event
    explicit event_parser(std::size_t max_event_size = default_max_event_size) : max_event_size_{max_event_size} {}

    /// The views of `event()` may refer to the object itself.
    event_parser(event_parser const&) = delete;
    event_parser& operator=(event_parser const&) = delete;

    /// Reads bytes from the front of `input` until one event is complete or no byte is left.
    ///
    /// @param input the next bytes of the stream; bytes that have been read are removed from its front. The bytes of an
    ///        unfinished event are copied, so they need not outlive the call if it returns `false`.
    /// @return `true` if an event is ready in `event()`; call again with the rest of `input`, or with more bytes if
    ///         nothing is left of it. `false` if all of `input` has been read and more is needed.
    /// @throws event_too_large if the limit is exceeded. Only `reset()` makes the parser usable again.
    bool parse(std::string_view& input);

    /// The event completed by the last call of `parse()`; meaningless if that returned `false`.
    ///
    /// Its views are valid until the next call of `parse()` or `reset()` and as long as the bytes given to that last
    /// `parse()`: data of a single line that arrived in one chunk is not copied.
    event_view const& event() const noexcept { return event_; }

    /// Ends the stream: an unfinished event becomes an event although no blank line has ended it. The standard discards
    /// it. Call this after `parse()` has returned `false`, and only `reset()` after it.
    ///
    /// @return `true` if there is an event in `event()`; it is valid until `reset()`.
    /// @throws event_too_large if the limit is exceeded.
    bool finish();

    /// Lines that are not fields of the format, such as `error: {"code": 400}` or a bare JSON object, joined by line
    /// feeds. The standard ignores them; a failing server may have sent its reason there. Only the first 16 KiB per
    /// stream are kept.
    std::string_view stray_lines() const noexcept { return stray_lines_; }

    /// The reconnection delay requested by the server: the last valid `retry` field so far.
    ///
    /// A value that contains anything but digits, or does not fit 64 bits, is ignored.
    std::optional<std::chrono::milliseconds> retry() const noexcept { return retry_; }

    /// Whether part of an event has been read that no blank line has ended yet.
    ///
    /// At the end of the stream this means that the stream was truncated. Comments, `id` and `retry` fields alone do
    /// not make an event.
    bool in_event() const noexcept;

    /// Resets everything except the limit, for a new stream. Keeps the buffers' memory.
    void reset() noexcept;

  private:
    static std::size_t find_line_end(std::string_view text) noexcept;
    static bool is_field_begun(std::string_view line) noexcept;

    void begin_event() noexcept;
    void skip_line_end(std::string_view& input) noexcept;
    void keep_unfinished_line(std::string_view text);
    std::string_view finish_line(std::string_view text);
    std::string_view without_byte_order_mark(std::string_view line) const noexcept;
    bool process_line(std::string_view line);
    bool process_field(std::string_view name, std::string_view value);
    bool end_event();
    void keep_stray_line(std::string_view line);
    void add_data(std::string_view value);
    void keep_data();
    void set_retry(std::string_view digits) noexcept;
    void check_size(std::size_t size) const;

    // The members needed for every event come first: with a thousand streams, no parser is in the cache.
    std::size_t max_event_size_;
    bool line_unfinished_ = false;   // line_ is in use
    bool first_line_ = true;         // there may be a byte order mark
    bool line_feed_pending_ = false; // the last input ended in CR: a following LF belongs to it
    bool has_data_ = false;
    bool data_buffered_ = false; // data_ is all of data_buffer_
    bool event_ready_ = false;
    std::string_view data_; // in the current input, line_ or data_buffer_
    event_view event_;
    std::string type_;
    std::string last_event_id_;

    std::string line_; // the unfinished line, from earlier inputs
    std::string data_buffer_;
    std::string stray_lines_;
    std::optional<std::chrono::milliseconds> retry_;
};

} // namespace telnyx::sse

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/sse/impl/event_parser.ipp"
#endif
