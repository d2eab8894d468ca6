#pragma once

#include "support/h2_frames.hpp"

#include <memory>
#include <new>
#include <nghttp2/nghttp2.h>
#include <stdexcept>
#include <string>
#include <string_view>

namespace telnyx::tests::h2 {

/// Decodes the blocks of header fields of one side of a connection, one after the other.
class field_decoder {
  public:
    field_decoder() {
        nghttp2_hd_inflater* made = nullptr;
        if (nghttp2_hd_inflate_new(&made) != 0) throw std::bad_alloc();
        inflater_.reset(made);
    }

    /// @throws std::runtime_error if the block is malformed
    field_list decode(std::string_view block) {
        field_list fields;
        bool over = false;
        while (!over) {
            nghttp2_nv field{};
            int flags = 0;
            auto const* const begin = reinterpret_cast<std::uint8_t const*>(block.data());
            auto const count = nghttp2_hd_inflate_hd2(inflater_.get(), &field, &flags, begin, block.size(), 1);
            if (count < 0) throw std::runtime_error(nghttp2_strerror(static_cast<int>(count)));
            block.remove_prefix(static_cast<std::size_t>(count));
            if ((flags & NGHTTP2_HD_INFLATE_EMIT) != 0)
                fields.emplace_back(text(field.name, field.namelen), text(field.value, field.valuelen));
            over = (flags & NGHTTP2_HD_INFLATE_FINAL) != 0;
        }
        nghttp2_hd_inflate_end_headers(inflater_.get());
        return fields;
    }

  private:
    struct deleter {
        void operator()(nghttp2_hd_inflater* inflater) const { nghttp2_hd_inflate_del(inflater); }
    };

    static std::string text(std::uint8_t const* bytes, std::size_t size) {
        return {reinterpret_cast<char const*>(bytes), size};
    }

    std::unique_ptr<nghttp2_hd_inflater, deleter> inflater_;
};

/// The value of the first field of this name; empty if there is none.
inline std::string value_of(field_list const& fields, std::string_view name) {
    for (auto const& [each, value] : fields)
        if (each == name) return value;
    return {};
}

} // namespace telnyx::tests::h2
