#pragma once

#include "telnyx/http/message_scan.hpp"

#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <utility>

namespace telnyx::http {

namespace detail {

inline constexpr std::string_view line_end = "\r\n";

inline std::string_view between(std::string_view text, std::size_t begin, std::size_t end) {
    return {text.data() + begin, end - begin};
}

// Whether a chunk header is that of the last chunk.
inline bool is_last_chunk(std::string_view header) {
    if (header.front() != '0') return false;
    auto const end = header.find_first_not_of('0');
    return header.find_first_of("0123456789abcdefABCDEF", end) != end;
}

} // namespace detail

TELNYX_DECL void message_scan::start(std::size_t most) {
    most_ = most;
    look_again();
    rest_of_chunk_ = 0;
    part_ = part::unseen_head;
    behind_chunk_ = false;
}

TELNYX_DECL std::size_t message_scan::ready(std::string_view unused, boost::system::error_code& failure) {
    offered_whole_ = false;
    auto const size = part_ == part::body ? data_within(unused.size()) : find_unit(unused, failure);
    work_ += size;
    return size;
}

// The part of a body up to the end of the current chunk.
TELNYX_DECL std::size_t message_scan::data_within(std::size_t unused) const {
    bool const more_chunks_follow = rest_of_chunk_ != 0 && rest_of_chunk_ < unused;
    return more_chunks_follow ? static_cast<std::size_t>(rest_of_chunk_) : unused;
}

TELNYX_DECL std::size_t message_scan::find_unit(std::string_view unused, boost::system::error_code& failure) {
    if (part_ == part::unseen_head) {
        part_ = part::head;
        return unused.size();
    }
    auto const end =
        part_ == part::chunk_header ? find_chunk_header(unused, failure) : find_empty_line(unused, failure);
    return within_limit(end, unused, failure);
}

TELNYX_DECL void message_scan::head_ended(bool chunked) {
    part_ = chunked ? part::chunk_header : part::body;
    behind_chunk_ = false;
}

TELNYX_DECL void message_scan::chunk_begun(std::uint64_t size) {
    rest_of_chunk_ = size;
    if (size != 0) part_ = part::body;
}

TELNYX_DECL void message_scan::chunk_data(std::size_t size) {
    rest_of_chunk_ -= size;
    if (rest_of_chunk_ != 0) return;
    part_ = part::chunk_header;
    behind_chunk_ = true;
}

// Position after the next line ending, or 0 if it has not arrived. Lines end with CR LF, and a lone CR or LF is an
// error at once: the rest of such a line need not be waited for.
TELNYX_DECL std::size_t message_scan::next_line_end(std::string_view bytes, boost::system::error_code& failure) {
    auto const size = bytes.size();
    auto at = seen_;
    while (at < size && bytes[at] != '\r' && bytes[at] != '\n')
        ++at;
    work_ += at - seen_;
    seen_ = at;
    if (seen_ == size) return 0;
    bool const at_return = bytes[seen_] == '\r';
    if (at_return && seen_ + 1 == size) {
        ++work_;
        return 0; // depends on the next byte
    }
    if (!at_return || bytes[seen_ + 1] != '\n') {
        failure = boost::beast::http::error::bad_line_ending;
        return 0;
    }
    seen_ += detail::line_end.size();
    work_ += detail::line_end.size();
    return seen_;
}

TELNYX_DECL std::size_t message_scan::find_empty_line(std::string_view bytes, boost::system::error_code& failure) {
    while (auto const end = next_line_end(bytes, failure)) {
        bool const empty = end - std::exchange(line_, end) == detail::line_end.size();
        if (empty) {
            offered_whole_ = true;
            return end;
        }
    }
    return 0;
}

// Skips the line ending after the data of a chunk; returns `false` if it is incomplete.
TELNYX_DECL bool message_scan::skip_end_of_chunk(std::string_view bytes, boost::system::error_code& failure) {
    auto const size = detail::line_end.size();
    work_ += std::min(bytes.size(), size);
    if (bytes.front() != '\r')
        failure = boost::beast::http::error::bad_chunk;
    else if (bytes.size() >= size && bytes[1] != '\n')
        failure = boost::beast::http::error::bad_line_ending;
    if (failure || bytes.size() < size) return false;
    seen_ = line_ = size;
    behind_chunk_ = false;
    return true;
}

TELNYX_DECL std::size_t message_scan::find_chunk_header(std::string_view bytes, boost::system::error_code& failure) {
    if (behind_chunk_ && !skip_end_of_chunk(bytes, failure)) return 0;
    auto const end = next_line_end(bytes, failure);
    if (end == 0) return 0;
    auto const header = detail::between(bytes, line_, end);
    line_ = end;
    if (detail::is_last_chunk(header)) {
        part_ = part::trailers;
        return find_empty_line(bytes, failure);
    }
    offered_whole_ = true;
    return end;
}

// The error is the same whether a part is complete and too large, or incomplete and already too large.
TELNYX_DECL std::size_t message_scan::within_limit(std::size_t end, std::string_view bytes,
                                                   boost::system::error_code& failure) const {
    auto const size = end != 0 ? end : bytes.size();
    if (size <= most_) return end;
    if (!failure) failure = boost::beast::http::error::header_limit;
    return 0;
}

} // namespace telnyx::http
