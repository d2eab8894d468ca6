#pragma once

#include "telnyx/sse/event_parser.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <system_error>

namespace telnyx::sse {

namespace detail {

inline std::string_view without_leading_space(std::string_view value) {
    if (value.starts_with(' ')) value.remove_prefix(1);
    return value;
}

} // namespace detail

TELNYX_DECL bool event_parser::parse(std::string_view& input) {
    if (event_ready_) begin_event();

    if (line_feed_pending_ && !input.empty()) {
        line_feed_pending_ = false;
        if (input.front() == '\n') input.remove_prefix(1);
    }

    while (!input.empty()) {
        auto const end = find_line_end(input);
        if (end == std::string_view::npos) {
            keep_unfinished_line(input);
            input.remove_prefix(input.size());
            break;
        }
        auto const line = finish_line(input.substr(0, end));
        input.remove_prefix(end);
        skip_line_end(input);
        if (process_line(line)) return true;
    }

    keep_data();
    return false;
}

TELNYX_DECL bool event_parser::finish() {
    if (event_ready_) begin_event();
    if (line_unfinished_) {
        auto const line = finish_line({});
        if (!is_field_begun(without_byte_order_mark(line)) && process_line(line)) return true;
    }
    return end_event();
}

// Whether a truncated line may be the start of a field.
TELNYX_DECL bool event_parser::is_field_begun(std::string_view line) noexcept {
    constexpr std::array<std::string_view, 4> names{"data", "event", "id", "retry"};
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return name.starts_with(line); });
}

TELNYX_DECL bool event_parser::in_event() const noexcept {
    if (event_ready_) return false;
    if (has_data_ || !type_.empty()) return true;
    if (!line_unfinished_) return false;
    auto const line = without_byte_order_mark(line_);
    return !line.empty() && line.front() != ':';
}

TELNYX_DECL void event_parser::reset() noexcept {
    begin_event();
    line_unfinished_ = false;
    first_line_ = true;
    line_feed_pending_ = false;
    last_event_id_.clear();
    stray_lines_.clear();
    retry_.reset();
}

TELNYX_DECL void event_parser::begin_event() noexcept {
    event_ready_ = false;
    event_ = {};
    type_.clear();
    data_ = {};
    has_data_ = false;
    data_buffered_ = false;
}

// Searches window by window: in a text with only one kind of line ending, a search for the other kind would otherwise
// read the whole input again for every line.
TELNYX_DECL std::size_t event_parser::find_line_end(std::string_view text) noexcept {
    if (text.starts_with('\n')) return 0; // as after each event
    constexpr std::size_t window = 1024;
    for (std::size_t start = 0; start < text.size(); start += window) {
        auto const part = text.substr(start, window);
        auto const line_feed = part.find('\n');
        auto const end = std::min(line_feed, part.substr(0, line_feed).find('\r'));
        if (end != std::string_view::npos) return start + end;
    }
    return std::string_view::npos;
}

TELNYX_DECL void event_parser::skip_line_end(std::string_view& input) noexcept {
    bool const carriage_return = input.front() == '\r';
    input.remove_prefix(1);
    if (!carriage_return) return;
    if (input.empty())
        line_feed_pending_ = true;
    else if (input.front() == '\n')
        input.remove_prefix(1);
}

TELNYX_DECL void event_parser::keep_unfinished_line(std::string_view text) {
    if (line_unfinished_) {
        check_size(line_.size() + text.size());
        line_.append(text);
    } else {
        check_size(text.size());
        keep_data(); // it may be in line_
        line_.assign(text);
        line_unfinished_ = true;
    }
}

TELNYX_DECL std::string_view event_parser::finish_line(std::string_view text) {
    if (!line_unfinished_) {
        check_size(text.size());
        return text;
    }
    check_size(line_.size() + text.size());
    line_.append(text);
    line_unfinished_ = false;
    return line_;
}

TELNYX_DECL std::string_view event_parser::without_byte_order_mark(std::string_view line) const noexcept {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (first_line_ && line.starts_with(mark)) line.remove_prefix(mark.size());
    return line;
}

TELNYX_DECL bool event_parser::process_line(std::string_view line) {
    line = without_byte_order_mark(line);
    first_line_ = false;
    if (line.empty()) return end_event();

    // A typical line needs no search for its colon.
    constexpr std::string_view usual = "data:";
    if (line.starts_with(usual)) {
        line.remove_prefix(usual.size());
        add_data(detail::without_leading_space(line));
        return false;
    }
    auto const colon = line.find(':');
    auto const value = colon == std::string_view::npos ? std::string_view() : line.substr(colon + 1);
    if (!process_field(line.substr(0, colon), detail::without_leading_space(value))) keep_stray_line(line);
    return false;
}

TELNYX_DECL bool event_parser::end_event() {
    if (!has_data_) {
        type_.clear();
        return false;
    }
    event_ = {type_.empty() ? std::string_view{"message"} : std::string_view{type_}, data_, last_event_id_};
    event_ready_ = true;
    return true;
}

// Returns `false` if there is no such field. A comment is a field without a name.
TELNYX_DECL bool event_parser::process_field(std::string_view name, std::string_view value) {
    if (name == "data") {
        add_data(value);
    } else if (name == "event") {
        type_.assign(value);
    } else if (name == "id") {
        if (value.find('\0') == std::string_view::npos) last_event_id_.assign(value);
    } else if (name == "retry") {
        set_retry(value);
    } else {
        return name.empty();
    }
    return true;
}

// A hostile server may send any number of them.
TELNYX_DECL void event_parser::keep_stray_line(std::string_view line) {
    constexpr std::size_t enough = std::size_t{16} * 1024;
    if (stray_lines_.size() >= enough) return;
    if (!stray_lines_.empty()) stray_lines_.push_back('\n');
    stray_lines_.append(line.substr(0, enough - std::min(enough, stray_lines_.size())));
}

TELNYX_DECL void event_parser::add_data(std::string_view value) {
    if (!has_data_) {
        data_ = value;
        has_data_ = true;
        return;
    }
    check_size(data_.size() + 1 + value.size());
    keep_data();
    data_buffer_.push_back('\n');
    data_buffer_.append(value);
    data_ = data_buffer_;
}

TELNYX_DECL void event_parser::keep_data() {
    if (!has_data_ || data_buffered_) return;
    data_buffer_.assign(data_);
    data_ = data_buffer_;
    data_buffered_ = true;
}

TELNYX_DECL void event_parser::set_retry(std::string_view digits) noexcept {
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (!std::all_of(digits.begin(), digits.end(), is_digit)) return;
    std::int64_t milliseconds = 0;
    auto const result = std::from_chars(digits.data(), digits.data() + digits.size(), milliseconds);
    if (result.ec == std::errc{}) retry_ = std::chrono::milliseconds{milliseconds};
}

TELNYX_DECL void event_parser::check_size(std::size_t size) const {
    if (size > max_event_size_)
        throw event_too_large{"server-sent event exceeds the limit of " + std::to_string(max_event_size_) + " bytes"};
}

} // namespace telnyx::sse
