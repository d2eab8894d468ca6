#pragma once

#include "telnyx/base/config.hpp"

#include <boost/system/error_code.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace telnyx::http {

/// Finds what Beast's parser can read in one go in the bytes of an HTTP/1.1 message: the head, the header of a chunk,
/// the last chunk with its trailers, a piece of the body. What is not complete is looked at once, however small the
/// pieces are in which it comes, and given to Beast when it is. Does no I/O.
class message_scan {
  public:
    /// A message begins. `most` is how many bytes its head may have, and each header of a chunk with what belongs to
    /// it.
    void start(std::size_t most);

    /// How many of the bytes that are not used yet are to be given to the parser now; 0 when more have to come first.
    /// The failure is of Beast's category: a line that cannot end well, or a limit.
    ///
    /// A head is offered at once, as it is usually there as a whole, and then again at its end.
    std::size_t ready(std::string_view unused, boost::system::error_code& failure);

    /// Whether the last `ready()` offered something complete, so that a parser that wants more of it has found a fault.
    bool offered_whole() const { return offered_whole_; }

    /// The parser has used so many bytes of them.
    void used(std::size_t count) {
        if (count != 0) look_again();
    }

    /// Looks again at what is not used, as if it had just come.
    void look_again() { seen_ = line_ = 0; }

    /// The head is complete, and a body follows that is chunked or not.
    void head_ended(bool chunked);

    /// The parser has read the header of a chunk, or a part of its data.
    void chunk_begun(std::uint64_t size);
    void chunk_data(std::size_t size);

    /// How many bytes of the current chunk are still to come.
    std::uint64_t rest_of_chunk() const { return rest_of_chunk_; }

    /// How many bytes have been looked at or offered so far, each as often as it was: tests see by it that the work
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
    std::size_t seen_ = 0; // how many of the unused bytes have been looked at
    std::size_t line_ = 0; // where the line begins that is not complete
    std::uint64_t rest_of_chunk_ = 0;
    std::uint64_t work_ = 0;
    part part_ = part::unseen_head;
    bool behind_chunk_ = false; // the line end behind a chunk's data is still to come
    bool offered_whole_ = false;
};

} // namespace telnyx::http

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/http/impl/message_scan.ipp"
#endif
