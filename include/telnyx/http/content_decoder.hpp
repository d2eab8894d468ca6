#pragma once

#include "telnyx/http/headers.hpp"

#include <boost/system/error_code.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

struct z_stream_s;

namespace telnyx::http {

/// How a body was compressed (RFC 9110, section 8.4.1).
enum class content_coding {
    gzip,    ///< RFC 1952
    deflate, ///< RFC 1950, and bare RFC 1951 as some servers send it
};

/// The codings in the Content-Encoding fields, in the order in which they were applied, without `identity`.
/// `std::nullopt` if one is unknown, or if there are more than two: nested codings let few bytes cause a lot of work.
std::optional<std::vector<content_coding>> parse_content_codings(headers const& fields);

/// Decodes one content coding of a body: encoded bytes go in as they arrive, decoded bytes come out in chunks of
/// limited size, as soon as possible. Does no I/O.
class content_decoder {
  public:
    /// Maximum size of a chunk in bytes.
    static constexpr std::size_t chunk_size = std::size_t(16) * 1024;

    explicit content_decoder(content_coding coding);
    ~content_decoder();
    content_decoder(content_decoder const&) = delete;
    content_decoder& operator=(content_decoder const&) = delete;

    /// Provides encoded bytes, once the previous ones have been consumed. They must stay valid until `decode()` has
    /// returned an empty chunk.
    void provide(std::string_view coded) { input_ = coded; }

    /// Returns the next decoded chunk, valid until the next call; empty if more bytes must be provided first. The
    /// failure is `errc::malformed_response` for bytes that violate the coding, a wrong checksum, or bytes after the
    /// end.
    /// @throws std::bad_alloc if memory runs out.
    std::string_view decode(boost::system::error_code& failure);

    /// Call when there are no more bytes. The failure is `boost::asio::error::eof` if the data is incomplete; a body of
    /// zero bytes is complete.
    void end_of_input(boost::system::error_code& failure) const;

  private:
    enum class state { before, inside, behind, damaged };

    struct deleter {
        void operator()(z_stream_s* stream) const;
    };

    bool begin();
    void open(int window_bits);
    std::string_view run(std::string_view& source);

    content_coding coding_;
    state state_ = state::before;
    std::unique_ptr<z_stream_s, deleter> stream_;
    std::unique_ptr<char[]> output_;
    bool output_was_full_ = false;
    std::string_view input_;
    std::array<char, 2> start_{}; // the first bytes of what may be RFC 1950 or 1951
    std::size_t start_size_ = 0;
    std::string_view start_rest_;
};

} // namespace telnyx::http

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/http/impl/content_decoder.ipp"
#endif
