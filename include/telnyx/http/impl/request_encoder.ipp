#pragma once

#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/http/request_encoder.hpp"

#include <array>
#include <charconv>

namespace telnyx::http {

// One allocation for all. The parts include the API key.
TELNYX_DECL telnyx::detail::secret_string request_encoder::joined(std::initializer_list<std::string_view> parts) {
    std::size_t size = 0;
    for (auto const& each : parts)
        size += each.size();
    telnyx::detail::secret_string text;
    text.reserve(size);
    for (auto const& each : parts)
        text.append(each);
    return text;
}

TELNYX_DECL telnyx::detail::secret_string request_encoder::start(head const& of, std::string_view body,
                                                                 std::optional<std::uint64_t> length) {
    rest_of_length_ = length.value_or(0);
    abandoned_ = false;
    return joined({of.method, " ", of.target, " HTTP/1.1\r\nHost: ", of.authority, "\r\n", of.headers.text(),
                   chunked_ ? "Transfer-Encoding: chunked\r\n" : "", length ? "Content-Length: " : "",
                   length ? std::to_string(*length) : "", length ? "\r\n" : "", "\r\n", body});
}

TELNYX_DECL telnyx::detail::secret_string request_encoder::begin(head const& of, std::string_view body,
                                                                 std::optional<std::uint64_t> length) {
    complete_ = body.size() <= largest_body_with_head;
    rest_of_body_ = complete_ ? std::string_view() : body;
    chunked_ = false;
    return start(of, complete_ ? body : std::string_view(), length);
}

TELNYX_DECL telnyx::detail::secret_string request_encoder::begin_produced(head const& of,
                                                                          std::optional<std::uint64_t> length) {
    complete_ = false;
    rest_of_body_ = {};
    chunked_ = !length;
    return start(of, {}, length);
}

TELNYX_DECL std::string_view request_encoder::next_slice() {
    if (rest_of_body_.empty()) return {};
    auto const slice = rest_of_body_.substr(0, slice_size);
    rest_of_body_.remove_prefix(slice.size());
    complete_ = rest_of_body_.empty();
    return slice;
}

TELNYX_DECL std::string_view request_encoder::encode_chunk(std::string_view chunk, std::string& memory) {
    if (!chunked_) {
        // The peer would take excess bytes for the next request and wait for missing ones.
        if (chunk.empty() ? rest_of_length_ > 0 : chunk.size() > rest_of_length_)
            throw invalid_argument_error("body", "its source gives another number of bytes than it has announced");
        rest_of_length_ -= chunk.size();
        complete_ = chunk.empty();
        return chunk;
    }
    std::array<char, 20> size{};
    auto const end = std::to_chars(size.data(), size.data() + size.size(), chunk.size(), 16).ptr;
    memory.assign(size.data(), end);
    memory.append("\r\n").append(chunk).append("\r\n");
    complete_ = chunk.empty();
    return memory;
}

} // namespace telnyx::http
