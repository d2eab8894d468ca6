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

/// How a body was made smaller (RFC 9110, section 8.4.1).
enum class content_coding {
    gzip,    ///< RFC 1952
    deflate, ///< RFC 1950, and bare RFC 1951 as some servers send it
};

/// The codings that the Content-Encoding fields name, in the order in which they were applied; those that change
/// nothing are left out. Nothing when one is not known, or when there are more than two: nested codings are a way to
/// make a lot of work of a few bytes.
std::optional<std::vector<content_coding>> parse_content_codings(headers const& fields);

/// Takes one content coding off a body: coded bytes go in as they come, decoded ones come out in pieces of limited
/// size, as soon as the coded bytes tell them. Does no I/O.
class content_decoder {
  public:
    /// Most bytes of a piece.
    static constexpr std::size_t chunk_size = std::size_t(16) * 1024;

    explicit content_decoder(content_coding coding);
    ~content_decoder();
    content_decoder(content_decoder const&) = delete;
    content_decoder& operator=(content_decoder const&) = delete;

    /// Hands over coded bytes, once those before have been used up. They must stay in place until `decode()` has
    /// returned an empty piece.
    void provide(std::string_view coded) { input_ = coded; }

    /// The next decoded piece, valid until the next call; empty when more bytes have to be provided first. The failure
    /// is `errc::malformed_response` for bytes that are not of the coding, a checksum that does not fit, or bytes
    /// behind the end. Throws `std::bad_alloc`.
    std::string_view decode(boost::system::error_code& failure);

    /// No more bytes will come. The failure is `boost::asio::error::eof` when there should be more; a body without any
    /// bytes at all is complete.
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
