#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/base/errc.hpp"
#include "telnyx/base/uninitialized_bytes.hpp"
#include "telnyx/http/content_decoder.hpp"

#include <boost/asio/error.hpp>

#include <algorithm>
#include <limits>
#include <new>
#include <zlib.h>

namespace telnyx::http {

namespace detail {

inline constexpr std::size_t most_codings = 2;

// Adds the codings of one field; returns false if one is unknown.
inline bool add_codings(std::vector<content_coding>& to, std::string_view list) {
    while (!list.empty()) {
        auto const end = std::min(list.find(','), list.size());
        auto const name = ascii::trimmed(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
        if (ascii::equal_ignoring_case(name, "gzip") || ascii::equal_ignoring_case(name, "x-gzip"))
            to.push_back(content_coding::gzip);
        else if (ascii::equal_ignoring_case(name, "deflate"))
            to.push_back(content_coding::deflate);
        else if (!name.empty() && !ascii::equal_ignoring_case(name, "identity"))
            return false;
    }
    return to.size() <= most_codings;
}

// Whether two bytes can begin the zlib format (RFC 1950, section 2.2). No encoder begins bare deflate data with them:
// they would be a stored block whose padding is not zero.
inline bool begins_zlib(std::array<char, 2> const& bytes) {
    auto const method = static_cast<unsigned char>(bytes[0]);
    auto const flags = static_cast<unsigned char>(bytes[1]);
    return (method & 0x0f) == 8 && (method >> 4) <= 7 && (method * 256 + flags) % 31 == 0;
}

inline constexpr int zlib_format = MAX_WBITS;
inline constexpr int bare_deflate = -MAX_WBITS;
inline constexpr int gzip_format = MAX_WBITS + 16;

} // namespace detail

TELNYX_DECL std::optional<std::vector<content_coding>> parse_content_codings(headers const& fields) {
    std::vector<content_coding> codings;
    for (auto const& each : fields)
        if (ascii::equal_ignoring_case(each.name, "content-encoding") && !detail::add_codings(codings, each.value))
            return std::nullopt;
    return codings;
}

TELNYX_DECL void content_decoder::deleter::operator()(z_stream_s* stream) const {
    inflateEnd(stream);
    delete stream;
}

TELNYX_DECL content_decoder::content_decoder(content_coding coding) : coding_(coding) {}

TELNYX_DECL content_decoder::~content_decoder() = default;

TELNYX_DECL void content_decoder::open(int window_bits) {
    auto made = std::make_unique<z_stream>();
    if (inflateInit2(made.get(), window_bits) != Z_OK) throw std::bad_alloc();
    stream_.reset(made.release());
    output_ = telnyx::detail::uninitialized_bytes(chunk_size);
    state_ = state::inside;
}

// Detects the format, which takes two bytes for deflate; returns false if more bytes are needed.
TELNYX_DECL bool content_decoder::begin() {
    if (input_.empty()) return false;
    if (coding_ == content_coding::gzip) {
        open(detail::gzip_format);
        return true;
    }
    auto const count = std::min(start_.size() - start_size_, input_.size());
    std::copy_n(input_.data(), count, start_.data() + start_size_);
    start_size_ += count;
    input_.remove_prefix(count);
    if (start_size_ < start_.size()) return false;
    start_rest_ = {start_.data(), start_.size()};
    open(detail::begins_zlib(start_) ? detail::zlib_format : detail::bare_deflate);
    return true;
}

TELNYX_DECL std::string_view content_decoder::run(std::string_view& source) {
    constexpr std::size_t most = std::numeric_limits<uInt>::max();
    auto const size = static_cast<uInt>(std::min(source.size(), most));
    stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(source.data())); // zlib does not write to it
    stream_->avail_in = size;
    stream_->next_out = reinterpret_cast<Bytef*>(output_.get());
    stream_->avail_out = static_cast<uInt>(chunk_size);
    // Z_FINISH delays no output, and saves zlib its window if all input is there at once.
    auto const result = inflate(stream_.get(), Z_FINISH);
    if (result == Z_MEM_ERROR) throw std::bad_alloc();
    source.remove_prefix(size - stream_->avail_in);
    output_was_full_ = stream_->avail_out == 0;
    if (result == Z_STREAM_END)
        state_ = state::behind;
    else if (result != Z_OK && result != Z_BUF_ERROR)
        state_ = state::damaged;
    return {output_.get(), chunk_size - stream_->avail_out};
}

TELNYX_DECL std::string_view content_decoder::decode(boost::system::error_code& failure) {
    failure = {};
    if (state_ == state::before && !begin()) return {};
    while (state_ != state::damaged) {
        auto& source = start_rest_.empty() ? input_ : start_rest_;
        if (source.empty() && !output_was_full_) return {};
        if (state_ == state::behind) {
            output_was_full_ = false;
            if (source.empty()) return {};
            // Only gzip may continue, with another member (RFC 1952, section 2.2).
            bool const goes_on = coding_ == content_coding::gzip && inflateReset(stream_.get()) == Z_OK;
            state_ = goes_on ? state::inside : state::damaged;
            continue;
        }
        auto const produced = run(source);
        if (!produced.empty()) return produced;
    }
    failure = make_error_code(errc::malformed_response);
    return {};
}

TELNYX_DECL void content_decoder::end_of_input(boost::system::error_code& failure) const {
    failure = {};
    bool const nothing_came = state_ == state::before && start_size_ == 0;
    if (state_ != state::behind && !nothing_came) failure = boost::asio::error::eof;
}

} // namespace telnyx::http
