#pragma once

#include "telnyx/base/config.hpp"

#include <memory>
#include <string>
#include <string_view>

struct z_stream_s;

namespace telnyx::testing::detail {

/// Compresses a body, as a whole or chunk by chunk.
class compressor {
  public:
    enum class format { gzip, zlib, bare_deflate };

    explicit compressor(format made);

    /// The next compressed bytes, sufficient to decompress all of the chunk.
    std::string flush(std::string_view text);

    /// The last compressed bytes. No more data may follow.
    std::string finish(std::string_view text = {});

  private:
    struct deleter {
        void operator()(z_stream_s* stream) const;
    };

    std::string run(std::string_view text, int mode);

    std::unique_ptr<z_stream_s, deleter> stream_;
};

/// The whole body in one format.
inline std::string compressed(std::string_view body, compressor::format made = compressor::format::gzip) {
    return compressor(made).finish(body);
}

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/compressor.ipp"
#endif
