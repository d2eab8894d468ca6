#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/response_framer.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/system/error_code.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace telnyx::http {

/// Reads the responses that arrive on a connection one after the other: takes bytes as they come, and shows the head
/// and the chunks of the body where they lie in its buffer. Does no I/O.
class response_reader {
  public:
    enum class progress {
        done,        ///< what was asked for is there
        needs_input, ///< more bytes are needed
        failed,      ///< see `failure()`
    };

    /// Prepares for the next response; see `response_framer::start()`.
    void start(bool answers_head, std::size_t header_bytes);

    /// Returns memory for the next bytes, at most `size`; `commit()` says how many there are.
    char* prepare(std::size_t size) { return static_cast<char*>(buffer_.prepare(size).data()); }
    void commit(std::size_t count) { buffer_.commit(count); }

    /// Reads as far as the end of the head.
    progress read_head();

    /// Reads as far as the end of the next chunk, or of the body; then `chunk()` is empty.
    progress read_chunk();

    /// The chunk that was read last; valid until the next is read or more input comes.
    std::string_view chunk() const { return unread().substr(chunk_begin_, chunk_size_); }

    /// No more bytes will come. `cut` says that this may be the doing of somebody else than the peer, so that it cannot
    /// be what marks the end of the body.
    progress end_of_input(bool cut);

    /// Whether no byte of the response has arrived.
    bool untouched() const { return !touched_; }

    /// Whether the response has ended in a way that another one can follow, and no byte of that has come unasked. The
    /// last chunk is not valid any more.
    bool may_be_followed();

    /// Frees memory between responses.
    void release_buffers();

    /// Why reading failed: the response is malformed, the head or the header of a chunk is too large, or the end of the
    /// input came too early.
    boost::system::error_code failure() const { return failure_; }

    response_framer const& framer() const { return framer_; }

    /// Takes the header fields out.
    telnyx::headers take_fields() { return std::move(framer_.fields()); }

  private:
    std::string_view unread() const {
        auto const data = buffer_.cdata();
        return {static_cast<char const*>(data.data()), data.size()};
    }
    bool parse();
    void drop_chunk();

    response_framer framer_;
    boost::beast::flat_buffer buffer_; // the chunk, and what has not been parsed
    std::size_t chunk_begin_ = 0;      // in the buffer, which may move
    std::size_t chunk_size_ = 0;
    std::size_t parsed_ = 0;    // bytes of the buffer, if it has a chunk
    bool chunk_is_new_ = false; // found by read_head()
    bool touched_ = false;
    boost::system::error_code failure_;
};

} // namespace telnyx::http

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/http/impl/response_reader.ipp"
#endif
