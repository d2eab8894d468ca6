#pragma once

#include "telnyx/http/message_scan.hpp"

#include <boost/beast/http/error.hpp>

#include <utility>

namespace telnyx::http {

namespace detail {

inline constexpr std::string_view line_end = "\r\n";

// Whether a chunk's header says that no data follow.
inline bool is_last_chunk(std::string_view header) {
    auto const end = header.find_first_not_of('0');
    return end != 0 && header.find_first_of("0123456789abcdefABCDEF", end) != end;
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
    auto const size = within_limit(find_unit(unused, failure), unused, failure);
    work_ += size;
    return size;
}

TELNYX_DECL std::size_t message_scan::find_unit(std::string_view unused, boost::system::error_code& failure) {
    switch (part_) {
    case part::unseen_head:
        part_ = part::head;
        return unused.size();
    case part::body: {
        bool const goes_on = rest_of_chunk_ != 0 && rest_of_chunk_ < unused.size(); // with other chunks
        return goes_on ? static_cast<std::size_t>(rest_of_chunk_) : unused.size();
    }
    case part::head:
        return find_empty_line(unused, failure);
    case part::chunk_header:
        return find_chunk_header(unused, failure);
    case part::trailers:
        break;
    }
    return find_empty_line(unused, failure);
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

// The place behind the end of the next line, or 0 when it is not there. A line ends with CR LF, and neither stands
// alone: what a line with one of them is worth need not be waited for.
TELNYX_DECL std::size_t message_scan::next_line_end(std::string_view bytes, boost::system::error_code& failure) {
    auto const begin = seen_;
    std::size_t end = 0;
    while (end == 0 && seen_ < bytes.size()) {
        bool const ends = bytes[seen_] == '\r' && seen_ + 1 < bytes.size() && bytes[seen_ + 1] == '\n';
        if (ends) {
            end = seen_ += detail::line_end.size();
        } else if (bytes[seen_] == '\n' || (bytes[seen_] == '\r' && seen_ + 1 < bytes.size())) {
            failure = boost::beast::http::error::bad_line_ending;
            break;
        } else if (bytes[seen_] == '\r') {
            ++work_;
            break; // what follows it decides
        } else {
            ++seen_;
        }
    }
    work_ += seen_ - begin;
    return end;
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

TELNYX_DECL std::size_t message_scan::find_chunk_header(std::string_view bytes, boost::system::error_code& failure) {
    if (behind_chunk_) {
        if (bytes.front() != '\r') failure = boost::beast::http::error::bad_chunk;
        if (failure || next_line_end(bytes, failure) == 0) return 0;
        line_ = seen_;
        behind_chunk_ = false;
    }
    auto const end = next_line_end(bytes, failure);
    if (end == 0) return 0;
    auto const header = bytes.substr(line_, end - line_);
    line_ = end;
    if (detail::is_last_chunk(header)) {
        part_ = part::trailers;
        return find_empty_line(bytes, failure);
    }
    offered_whole_ = true;
    return end;
}

// The same whether something is too large or has not ended yet and is too large already.
TELNYX_DECL std::size_t message_scan::within_limit(std::size_t end, std::string_view bytes,
                                                   boost::system::error_code& failure) const {
    bool const limited = end == 0 || offered_whole_;
    if (limited && !failure && (end != 0 ? end : bytes.size()) > most_)
        failure = boost::beast::http::error::header_limit;
    return failure ? 0 : end;
}

} // namespace telnyx::http
