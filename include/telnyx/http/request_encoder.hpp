#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/base/secret_string.hpp"
#include "telnyx/http/headers.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::http {

/// Encodes one HTTP/1.1 request after the other: first the head, then the body, as much at a time as there is room to
/// send. The body is either in memory or produced while it is sent. Does no I/O.
class request_encoder {
  public:
    /// What the head consists of, besides the framing of the body.
    struct head {
        std::string_view method{};
        std::string_view target{};
        std::string_view authority{};
        telnyx::headers const& headers;
    };

    /// Begins a request whose body is in memory, where it must remain until it has been encoded. Returns the head, and
    /// the body too if both fit into one TLS record. Without a `length`, there is no body.
    telnyx::detail::secret_string begin(head const& of, std::string_view body, std::optional<std::uint64_t> length);

    /// Begins a request whose body will be passed to `encode_chunk()`, and returns the head. Without a `length`, the
    /// body is sent with the chunked transfer coding.
    telnyx::detail::secret_string begin_produced(head const& of, std::optional<std::uint64_t> length);

    /// Returns the next slice of a body in memory; empty if none is left.
    std::string_view next_slice();

    /// Encodes a chunk of a produced body; an empty one ends the body. The result lies in `chunk` or in `memory`.
    /// @throws invalid_argument_error if the body does not have the announced length
    std::string_view encode_chunk(std::string_view chunk, std::string& memory);

    /// Whether the peer expects more of a produced body than has been encoded. Always true if there is a body in
    /// memory.
    bool body_is_due() const { return chunked_ || rest_of_length_ > 0; }

    /// Whether the whole request has been encoded.
    bool complete() const { return complete_; }

    /// The rest of the request will not be sent: the peer has responded without it.
    void abandon() { abandoned_ = true; }
    bool abandoned() const { return abandoned_; }

    /// Most bytes of a body that are sent in one TLS record with the head.
    static constexpr std::size_t largest_body_with_head = std::size_t(15) * 1024;

    /// Size of the slices of a body in memory.
    static constexpr std::size_t slice_size = std::size_t(64) * 1024;

  private:
    static telnyx::detail::secret_string joined(std::initializer_list<std::string_view> parts);
    telnyx::detail::secret_string start(head const& of, std::string_view body, std::optional<std::uint64_t> length);

    std::string_view rest_of_body_;    // of a body in memory: not yet encoded
    std::uint64_t rest_of_length_ = 0; // of a produced body: announced but not yet encoded
    bool chunked_ = false;
    bool complete_ = true;
    bool abandoned_ = false;
};

} // namespace telnyx::http

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/http/impl/request_encoder.ipp"
#endif
