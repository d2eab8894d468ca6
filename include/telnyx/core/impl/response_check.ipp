#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/base/redact.hpp"
#include "telnyx/core/response_check.hpp"
#include "telnyx/errors/api_response_error.hpp"
#include "telnyx/errors/server_report.hpp"
#include "telnyx/http/redact_response.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <utility>
#include <vector>

namespace telnyx::core {

namespace detail {

// The first two of these can only mean a failure.
inline constexpr std::size_t certain_member_count = 2;
inline constexpr std::array<std::string_view, 10> report_members{
    "errors",        "error",        "detail",  "message", "msg", "error_description",
    "error_message", "errorMessage", "Message", "title"};
inline constexpr std::uint64_t certain_members = (std::uint64_t{1} << certain_member_count) - 1;

inline constexpr std::string_view white_space = " \t\r\n";

inline std::string_view without_white_space(std::string_view text) {
    return text.substr(std::min(text.find_first_not_of(white_space), text.size()));
}

inline bool is_blank(std::string_view text) {
    return without_white_space(text).empty();
}

inline std::string_view media_type_of(std::string_view content_type) {
    return ascii::trimmed(content_type.substr(0, content_type.find(';')));
}

inline bool begins_with(std::string_view text, std::string_view lower_case) {
    return ascii::equal_ignoring_case(text.substr(0, lower_case.size()), lower_case);
}

inline bool ends_with(std::string_view text, std::string_view lower_case) {
    return text.size() > lower_case.size() && begins_with(text.substr(text.size() - lower_case.size()), lower_case);
}

inline bool is_html(std::string_view content_type) {
    auto const media_type = media_type_of(content_type);
    return ascii::equal_ignoring_case(media_type, "text/html") ||
           ascii::equal_ignoring_case(media_type, "application/xhtml+xml");
}

inline constexpr std::array<std::string_view, 2> html_beginnings{"<!doctype html", "<html"};

// Whatever the declared type: for example, a login page instead of a response.
inline bool holds_html(http_info const& http) {
    auto const text = without_white_space(http.body());
    return is_html(http.content_type()) || std::any_of(html_beginnings.begin(), html_beginnings.end(),
                                                       [&](auto const& mark) { return begins_with(text, mark); });
}

[[noreturn]] inline void refuse(errc code, http_info const& http, std::string_view key, std::string const& reason,
                                std::string_view path = {}, std::vector<error_detail> errors = {}) {
    throw api_response_error(code, reason, base::redacted(path, key), http::redacted(http, key), std::move(errors));
}

[[noreturn]] inline void refuse_as_malformed(http_info const& http, std::string_view key, std::string const& expected) {
    refuse(errc::malformed_response, http, key,
           "expected " + expected + (is_blank(http.body()) ? ", found an empty body" : ""));
}

[[noreturn]] inline void throw_report(http_info const& http, std::string_view key, std::vector<error_detail> errors) {
    auto const said = errors::summarize_server_report(errors, base::redacted(http.body(), key));
    refuse(errc::error_in_response, http, key, "the server reported an error: " + said, {}, std::move(errors));
}

/// The JSON members of a type; for a union those of all alternatives, none for other types than structs.
class member_names {
  public:
    explicit member_names(json::detail::type_info const& type) { add(type); }

    bool contains(std::string_view name) const { return std::find(names_.begin(), names_.end(), name) != names_.end(); }

    /// The members without which a response contains none of the requested data.
    std::vector<std::string_view> payload() const {
        for (std::string_view const name : {"data", "choices"})
            if (contains(name)) return {name};
        return names_;
    }

  private:
    void add(json::detail::type_info const& type) {
        if (type.kind == json::detail::type_kind::object)
            for (auto const& member : static_cast<json::detail::object_type const&>(type).members)
                names_.push_back(member.name);
        if (type.kind == json::detail::type_kind::variant)
            for (auto const* alternative : static_cast<json::detail::variant_type const&>(type).alternatives)
                add(*alternative);
    }

    std::vector<std::string_view> names_;
};

// Whether a value is empty, at any level of nesting.
inline bool is_nothing(boost::json::value const& value) {
    if (value.is_string()) return value.get_string().empty();
    if (value.is_array())
        return std::all_of(value.get_array().begin(), value.get_array().end(),
                           [](auto const& x) { return is_nothing(x); });
    if (value.is_object())
        return std::all_of(value.get_object().begin(), value.get_object().end(),
                           [](auto const& x) { return is_nothing(x.value()); });
    return value.is_null();
}

// The errors that a response reports instead of the requested data, which has these members; empty for a usable
// response.
inline std::vector<error_detail> errors_instead_of(member_names const& names, http_info const& http,
                                                   std::string_view key, bool decoded) {
    auto const document = errors::parse_small_document(base::redacted(http.body(), key));
    if (!document.is_object()) return {};
    auto report = errors::find_server_report(document);
    auto const has_something = [&](std::string_view name) {
        auto const* value = name == report.key ? nullptr : document.get_object().if_contains(name);
        // A numeric status belongs to the report: the statuses of the API's objects are texts.
        return value != nullptr && !is_nothing(*value) && !(name == "status" && value->is_number());
    };
    auto const payload = names.payload();
    bool const lacks_payload = std::none_of(payload.begin(), payload.end(), has_something);
    bool const explains = !decoded && report.certain && !names.contains(report.key);
    if (!lacks_payload && !explains) return {};
    return std::move(report.errors);
}

inline void throw_if_any(std::vector<error_detail> errors, http_info const& http, std::string_view key) {
    if (!errors.empty()) throw_report(http, key, std::move(errors));
}

// Throws the error reported by a body that is not a payload at all.
inline void throw_any_report(http_info const& http, std::string_view key, json::detail::type_info const& type) {
    throw_if_any(errors_instead_of(member_names(type), http, key, false), http, key);
}

// Whether a body may report an error. A union has no outline to check, and may accept any object.
inline bool has_report_member(std::string_view body) {
    return std::any_of(report_members.begin(), report_members.end(),
                       [&](std::string_view name) { return body.find(name) != std::string_view::npos; });
}

// Throws the error that a decoded response reports instead of a payload. If there is a payload, only certain reports
// are checked: the payload may be empty at a deeper level.
inline void throw_report_in_place(http_info const& http, json::detail::object_type const& type,
                                  json::outline const& held, std::string_view key) {
    member_names const names(type);
    auto const payload = names.payload();
    bool filled = false;
    for (std::size_t i = 0; i != type.members.size(); ++i)
        filled = filled || ((held.filled >> i & 1) != 0 &&
                            std::find(payload.begin(), payload.end(), type.members[i].name) != payload.end());
    if (filled && (held.found & certain_members) == 0) return;
    throw_if_any(errors_instead_of(names, http, key, true), http, key);
}

inline bool may_be_null(json::detail::type_info const& type) {
    return type.kind == json::detail::type_kind::nullable || type.kind == json::detail::type_kind::optional_nullable ||
           type.kind == json::detail::type_kind::any_value;
}

// A null member without which the response is useless: the payload, or every required member.
inline std::string_view null_payload(json::detail::object_type const& type, std::uint64_t nulls, bool deletes) {
    std::uint64_t expected = 0;
    for (std::size_t i = 0; i != type.members.size(); ++i) {
        auto const& member = type.members[i];
        auto const bit = std::uint64_t{1} << i;
        bool const is_required = (type.required & bit) != 0;
        if (may_be_null(*member.type)) continue;
        if (is_required) expected |= bit;
        bool const is_payload = (is_required || !deletes) && (member.name == "data" || member.name == "choices");
        if ((nulls & bit) != 0 && is_payload) return member.name;
    }
    if (expected == 0 || (expected & ~nulls) != 0) return {};
    return type.members[static_cast<std::size_t>(std::countr_zero(expected))].name;
}

// A type that no server report can have.
inline constexpr json::detail::type_info no_struct{json::detail::type_kind::string};

} // namespace detail

TELNYX_DECL bool is_json(std::string_view content_type) {
    auto const media_type = detail::media_type_of(content_type);
    return ascii::equal_ignoring_case(media_type, "application/json") || detail::ends_with(media_type, "+json");
}

TELNYX_DECL bool is_document(std::string_view content_type) {
    return is_json(content_type) || detail::is_html(content_type) ||
           detail::begins_with(detail::media_type_of(content_type), "text/");
}

TELNYX_DECL bool can_be_audio(std::string_view content_type) {
    if (is_document(content_type)) return false;
    auto const media_type = detail::media_type_of(content_type);
    if (media_type.find('/') == std::string_view::npos) return true;
    for (std::string_view const written :
         {"application/xml", "application/pdf", "application/javascript", "application/x-www-form-urlencoded"})
        if (ascii::equal_ignoring_case(media_type, written)) return false;
    constexpr std::array<std::string_view, 4> kinds{"audio/", "video/", "application/", "binary/"};
    return !detail::ends_with(media_type, "+xml") &&
           std::any_of(kinds.begin(), kinds.end(),
                       [&](std::string_view kind) { return detail::begins_with(media_type, kind); });
}

TELNYX_DECL void refuse_other_than(http_info const& http, std::string const& expected, std::string_view key) {
    detail::throw_any_report(http, key, detail::no_struct);
    detail::refuse_as_malformed(http, key, expected);
}

TELNYX_DECL std::span<std::string_view const> report_members() {
    return detail::report_members;
}

TELNYX_DECL std::span<std::string_view const> certain_report_members() {
    return report_members().first(detail::certain_member_count);
}

TELNYX_DECL void require_json(http_info const& http, json::detail::type_info const& type, std::string_view key) {
    auto const declared = http.content_type();
    // Without a declared type, the decoder finds out.
    if (declared.empty() || is_json(declared)) return;
    detail::throw_any_report(http, key, type);
    detail::refuse_as_malformed(http, key, "JSON");
}

TELNYX_DECL void check_decoded(http_info const& http, json::detail::type_info const& type, json::outline const& held,
                               std::string_view key, bool deletes) {
    if (type.kind == json::detail::type_kind::variant && detail::has_report_member(http.body()))
        detail::throw_if_any(detail::errors_instead_of(detail::member_names(type), http, key, true), http, key);
    if (type.kind != json::detail::type_kind::object) return;
    auto const& object = static_cast<json::detail::object_type const&>(type);
    if (held.found != 0) detail::throw_report_in_place(http, object, held, key);
    if (held.nulls == 0) return;
    auto const missing = detail::null_payload(object, held.nulls, deletes);
    if (!missing.empty()) detail::refuse(errc::malformed_response, http, key, "expected a value, found null", missing);
}

TELNYX_DECL void refuse_undecodable(http_info const& http, json::detail::type_info const& type,
                                    json::decode_error const& failure, std::string_view key) {
    detail::throw_any_report(http, key, type);
    if (detail::is_blank(http.body())) detail::refuse_as_malformed(http, key, "JSON");
    detail::refuse(errc::malformed_response, http, key, failure.reason(), failure.path());
}

TELNYX_DECL void require_success(http_info const& http, std::string_view key) {
    if (detail::holds_html(http) && !detail::is_blank(http.body()))
        detail::refuse_as_malformed(http, key, "JSON or nothing");
    // Nobody requested text, and most text at this place reports success.
    auto const holds = [&](std::string_view text) { return http.body().find(text) != std::string::npos; };
    bool const may_report = holds("error") || holds("\"success\"") || holds("\"status\"");
    if (!may_report) return;
    auto const document = errors::parse_small_document(base::redacted(http.body(), key));
    auto report = errors::find_server_report(document);
    if (!report.certain || report.errors.empty()) return;
    auto const* payload = document.get_object().if_contains("data");
    if (payload == nullptr || detail::is_nothing(*payload)) detail::throw_report(http, key, std::move(report.errors));
}

TELNYX_DECL void require_text(http_info const& http, std::string_view key) {
    auto const body = detail::without_white_space(http.body());
    bool const json = is_json(http.content_type());
    if (json || body.starts_with('{')) detail::throw_any_report(http, key, detail::no_struct);
    bool const is_other_json = json && body.find_first_of("{[ntf-0123456789") == 0;
    if (body.empty() || is_other_json || detail::holds_html(http)) detail::refuse_as_malformed(http, key, "text");
}

TELNYX_DECL std::optional<bool> looks_like_document(std::string_view beginning) {
    constexpr std::size_t most_white_space = 64;
    auto const text = detail::without_white_space(beginning);
    if (text.empty() && beginning.size() >= most_white_space) return false;
    if (text.empty()) return std::nullopt;
    if (text.front() == '{') {
        auto const inner = detail::without_white_space(text.substr(1));
        if (inner.empty()) return std::nullopt;
        return inner.front() == '"' || inner.front() == '}';
    }
    for (auto const mark : detail::html_beginnings) {
        if (!detail::begins_with(text, mark.substr(0, text.size()))) continue;
        if (text.size() >= mark.size()) return true;
        return std::nullopt;
    }
    return false;
}

TELNYX_DECL void refuse_document(http_info const& http, std::string_view key) {
    detail::throw_any_report(http, key, detail::no_struct);
    auto const text = detail::without_white_space(http.body());
    bool const is_html = !text.starts_with('{');
    if (is_html || errors::parse_small_document(text).is_object()) detail::refuse_as_malformed(http, key, "bytes");
}

TELNYX_DECL void require_bytes(http_info const& http, std::string_view key) {
    if (is_document(http.content_type())) refuse_other_than(http, "bytes", key);
    if (http.body().empty()) detail::refuse_as_malformed(http, key, "bytes");
    if (looks_like_document(http.body()).value_or(false)) refuse_document(http, key);
}

} // namespace telnyx::core
