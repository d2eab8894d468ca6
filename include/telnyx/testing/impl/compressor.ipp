#pragma once

#include "telnyx/testing/impl/compressor.hpp"

#include <new>
#include <zlib.h>

namespace telnyx::testing::detail {

TELNYX_DECL void compressor::deleter::operator()(z_stream_s* stream) const {
    deflateEnd(stream);
    delete stream;
}

TELNYX_DECL compressor::compressor(format made) {
    int const window_bits = made == format::gzip ? MAX_WBITS + 16 : made == format::zlib ? MAX_WBITS : -MAX_WBITS;
    auto stream = std::make_unique<z_stream>();
    if (deflateInit2(stream.get(), Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
    stream_.reset(stream.release());
}

TELNYX_DECL std::string compressor::flush(std::string_view text) {
    return run(text, Z_SYNC_FLUSH);
}

TELNYX_DECL std::string compressor::finish(std::string_view text) {
    return run(text, Z_FINISH);
}

TELNYX_DECL std::string compressor::run(std::string_view text, int mode) {
    std::string out;
    stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data())); // zlib does not write to it
    stream_->avail_in = static_cast<uInt>(text.size());
    do {
        char buffer[16 * 1024];
        stream_->next_out = reinterpret_cast<Bytef*>(buffer);
        stream_->avail_out = sizeof buffer;
        deflate(stream_.get(), mode);
        out.append(buffer, sizeof buffer - stream_->avail_out);
    } while (stream_->avail_out == 0);
    return out;
}

} // namespace telnyx::testing::detail
