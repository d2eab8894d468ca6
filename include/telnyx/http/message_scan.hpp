#pragma once

#include "telnyx/base/config.hpp"

#include <boost/system/error_code.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace telnyx::http {

/// Finds the parts of an HTTP/1.1 message that Beast's parser can read at once: the head, a chunk header, the last
/// chunk with its trailers, a part of the body. An incomplete part is scanned only once, however small the buffers in
/// which it arrives, and passed to Beast when it is complete. Does no I/O.
class message_scan {
  public:
    /// Starts a message.
    /// @param most maximum number of bytes of its head, and of each chunk header including its extensions or trailers
    void start(std::size_t most);

    /// Returns how many of the unused bytes to pass to the parser now; 0 if more must arrive first. The failure is of
    /// Beast's category: a malformed line ending, or a limit.
    ///
    /// A head is offered at once, since it is usually complete, and then again at its end.
    std::size_t ready(std::string_view unused, boost::system::error_code& failure);

    /// Whether the last `ready()` offered a complete part; a parser that needs more of it has then found an error.
    bool offered_whole() const { return offered_whole_; }

    /// Call when the parser has consumed this many bytes.
    void used(std::size_t count) {
        if (count != 0) look_again();
    }

    /// Scans the unused bytes again, as if they had just arrived.
    void look_again() { seen_ = line_ = 0; }

    /// Call when the head is complete.
    /// @param chunked whether the following body is chunked
    void head_ended(bool chunked);

    /// Call when the parser has read a chunk header, or a part of its data.
    void chunk_begun(std::uint64_t size);
    void chunk_data(std::size_t size);

    /// Number of bytes of the current chunk that are still to come.
    std::uint64_t rest_of_chunk() const { return rest_of_chunk_; }

    /// Total number of bytes scanned or offered so far, counting repeated work: tests use it to check that the work
    /// does not grow faster than the messages.
    std::uint64_t work() const { return work_; }

  private:
    enum class part { unseen_head, head, body, chunk_header, trailers };

    std::size_t next_line_end(std::string_view bytes, boost::system::error_code& failure);
    std::size_t data_within(std::size_t unused) const;
    std::size_t find_unit(std::string_view unused, boost::system::error_code& failure);
    std::size_t find_empty_line(std::string_view bytes, boost::system::error_code& failure);
    bool skip_end_of_chunk(std::string_view bytes, boost::system::error_code& failure);
    std::size_t find_chunk_header(std::string_view bytes, boost::system::error_code& failure);
    std::size_t within_limit(std::size_t end, std::string_view bytes, boost::system::error_code& failure) const;

    std::size_t most_ = 0;
    std::size_t seen_ = 0; // number of unused bytes that have been scanned
    std::size_t line_ = 0; // start of the incomplete line
    std::uint64_t rest_of_chunk_ = 0;
    std::uint64_t work_ = 0;
    part part_ = part::unseen_head;
    bool behind_chunk_ = false; // the line ending after a chunk's data is still to come
    bool offered_whole_ = false;
};

} // namespace telnyx::http

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/http/impl/message_scan.ipp"
#endif
