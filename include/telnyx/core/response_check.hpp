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

// Whether an answer with a success status is what was asked for. Some servers report errors in such answers, with an
// empty payload or with none; what they say is then thrown as `api_response_error` with `errc::error_in_response`.
// An answer that is of no use without saying why is one with `errc::malformed_response`. `key` is the API key, which
// does not get into errors.

namespace telnyx::core {

/// Whether a Content-Type header names JSON: `application/json`, or a type that ends in `+json`.
bool is_json(std::string_view content_type);

/// Whether a Content-Type header names something to be read by people or programs, which no audio or picture can be:
/// JSON, HTML, or any kind of `text/`.
bool is_document(std::string_view content_type);

/// Whether audio can be of the type that a Content-Type header names: audio and video, and types that do not tell,
/// among them none at all.
bool can_be_audio(std::string_view content_type);

/// Throws for an answer that is of another type than `expected`, which says so in words: what the server reports in it,
/// or that.
[[noreturn]] void refuse_other_than(http_info const& http, std::string const& expected, std::string_view key);

/// Throws unless the answer says that it is JSON, or does not say what it is. `type` is what was asked for.
void require_json(http_info const& http, json::detail::type_info const& type, std::string_view key);

/// Members whose value the outline of an answer should tell of: those that hold reports of errors.
std::span<std::string_view const> report_members();

/// Those of them that can mean nothing but a failure.
std::span<std::string_view const> certain_report_members();

/// Throws when a decoded answer reports an error in place of its payload, or when a payload that must be there is
/// null. The payload is the member `data` or `choices` of a type that has it, and else all its members. After a
/// deletion an optional payload may be null.
void check_decoded(http_info const& http, json::detail::type_info const& type, json::outline const& held,
                   std::string_view key, bool deletes);

/// Throws for an answer that could not be decoded: what the server reports in it, or else the failure.
[[noreturn]] void refuse_undecodable(http_info const& http, json::detail::type_info const& type,
                                     json::decode_error const& failure, std::string_view key);

/// Throws when an answer without a payload is HTML, or certainly reports an error.
void require_success(http_info const& http, std::string_view key);

/// Throws unless the answer can be text that is neither JSON nor HTML; a JSON string is for the caller to decode.
void require_text(http_info const& http, std::string_view key);

/// Throws unless the answer can be bytes such as a picture or audio.
void require_bytes(http_info const& http, std::string_view key);

/// Whether bytes that should be a picture or audio may be the beginning of JSON or HTML; nothing while it takes more
/// of them to tell.
std::optional<bool> looks_like_document(std::string_view beginning);

/// Throws when bytes that look like a document are one. `http` has them as its body.
void refuse_document(http_info const& http, std::string_view key);

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/response_check.ipp"
#endif
