#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/http/http_info.hpp"
#include "telnyx/json/decode_error.hpp"
#include "telnyx/json/outline.hpp"
#include "telnyx/json/type.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

// Checks whether a response with a success status contains the requested data. Some servers report errors in such
// responses, with an empty payload or none; these are thrown as `api_response_error` with `errc::error_in_response`. A
// useless response without a report causes one with `errc::malformed_response`. `key` is the API key, which is redacted
// in errors.

namespace telnyx::core {

/// Whether a Content-Type header names JSON: `application/json`, or a type that ends in `+json`.
bool is_json(std::string_view content_type);

/// Whether a Content-Type header names a document, which cannot be audio or an image: JSON, HTML, or any `text/` type.
bool is_document(std::string_view content_type);

/// Whether the type named by a Content-Type header can be audio: audio and video types, generic types, and a missing
/// type.
bool can_be_audio(std::string_view content_type);

/// Throws for a response of another type than `expected`, a description: the error reported by the server, or else that
/// mismatch.
[[noreturn]] void refuse_other_than(http_info const& http, std::string const& expected, std::string_view key);

/// Throws unless the response is declared as JSON or has no declared type. `type` is the requested type.
void require_json(http_info const& http, json::detail::type_info const& type, std::string_view key);

/// Members whose values the outline of a response should cover: those that contain error reports.
std::span<std::string_view const> report_members();

/// Those of them that can only mean a failure.
std::span<std::string_view const> certain_report_members();

/// Throws if a decoded response reports an error instead of its payload, or if a required payload is null. The payload
/// is the member `data` or `choices` if the type has one, otherwise all its members. After a deletion, an optional
/// payload may be null.
void check_decoded(http_info const& http, json::detail::type_info const& type, json::outline const& held,
                   std::string_view key, bool deletes);

/// Throws for a response that could not be decoded: the error reported by the server, or else the decoding error.
[[noreturn]] void refuse_undecodable(http_info const& http, json::detail::type_info const& type,
                                     json::decode_error const& failure, std::string_view key);

/// Throws if a response without a payload is HTML, or certainly reports an error.
void require_success(http_info const& http, std::string_view key);

/// Throws unless the response can be text other than JSON or HTML; decoding a JSON string is left to the caller.
void require_text(http_info const& http, std::string_view key);

/// Throws unless the response can be bytes such as an image or audio.
void require_bytes(http_info const& http, std::string_view key);

/// Whether bytes that should be an image or audio may be the start of JSON or HTML; `std::nullopt` if more bytes are
/// needed to decide.
std::optional<bool> looks_like_document(std::string_view beginning);

/// Throws if bytes that look like a document are one. They are the body of `http`.
void refuse_document(http_info const& http, std::string_view key);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/response_check.ipp"
#endif
