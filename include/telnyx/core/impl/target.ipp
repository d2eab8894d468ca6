#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/base/utf8.hpp"
#include "telnyx/core/target.hpp"
#include "telnyx/json/encode.hpp"

#include <boost/json/value.hpp>
#include <boost/url/decode_view.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/grammar/alnum_chars.hpp>
#include <boost/url/grammar/lut_chars.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <utility>

namespace telnyx::core {

namespace detail {

inline constexpr auto unreserved_in_query = boost::urls::grammar::alnum_chars + boost::urls::grammar::lut_chars("-._~");
inline constexpr auto unreserved_in_path = unreserved_in_query + boost::urls::grammar::lut_chars("!$&'()*+,;=:@");

template <class Characters>
void append_encoded(std::string& out, std::string_view text, Characters const& unreserved) {
    boost::urls::encode(text, unreserved, {}, boost::urls::string_token::append_to(out));
}

// Whether proxies or servers may interpret the segment as "." or "..".
inline bool is_dot_segment(std::string_view segment) {
    std::string plain;
    while (!segment.empty()) {
        bool const encoded_dot = segment.size() >= 3 && ascii::equal_ignoring_case(segment.substr(0, 3), "%2e");
        plain += encoded_dot ? '.' : segment.front();
        segment.remove_prefix(encoded_dot ? 3 : 1);
    }
    return plain == "." || plain == "..";
}

inline void check_path_parameter(path_parameter const& each) {
    if (each.value.empty()) throw invalid_argument_error(each.name, "a path parameter must not be empty");
    if (is_dot_segment(each.value)) throw invalid_argument_error(each.name, "a path parameter must not be . or ..");
    if (!is_utf8(each.value)) throw invalid_argument_error(each.name, "not valid UTF-8");
}

inline std::string query_text(boost::json::value const& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return std::string(value.get_string());
    return json::encode(value);
}

inline std::string joined(boost::json::array const& items) {
    std::string text;
    char const* separator = "";
    for (auto const& each : items)
        text.append(std::exchange(separator, ",")).append(query_text(each));
    return text;
}

inline void append_member(std::string& target, std::string const& name, boost::json::value const& value) {
    if (value.is_object()) {
        for (auto const& [key, inner] : value.get_object())
            append_member(target, name + "[" + std::string(key) + "]", inner);
    } else if (!value.is_array()) {
        append_query(target, name, query_text(value));
    } else if (!value.get_array().empty()) {
        append_query(target, name, joined(value.get_array()));
    }
}

} // namespace detail

TELNYX_DECL std::string fill_path(std::string_view pattern, std::initializer_list<path_parameter> parameters) {
    std::string path;
    path.reserve(pattern.size());
    for (auto const& each : parameters) {
        detail::check_path_parameter(each);
        auto const open = pattern.find('{');
        auto const close = pattern.find('}', open);
        path.append(pattern.substr(0, open));
        detail::append_encoded(path, each.value, detail::unreserved_in_path);
        pattern.remove_prefix(close + 1);
    }
    path.append(pattern);
    return path;
}

TELNYX_DECL void append_query(std::string& target, std::string_view name, std::string_view value) {
    if (!is_utf8(name)) throw invalid_argument_error("query", "a name is not valid UTF-8");
    if (!is_utf8(value)) throw invalid_argument_error(name, "not valid UTF-8");
    target += target.find('?') == std::string::npos ? '?' : '&';
    detail::append_encoded(target, name, detail::unreserved_in_query);
    target += '=';
    detail::append_encoded(target, value, detail::unreserved_in_query);
}

TELNYX_DECL void append_query(std::string& target, boost::json::object const& members) {
    for (auto const& [name, value] : members)
        detail::append_member(target, std::string(name), value);
}

TELNYX_DECL std::optional<std::string> find_query(std::string_view target, std::string_view name) {
    auto const url = boost::urls::parse_origin_form(target);
    if (!url) return std::nullopt;
    for (auto const& each : url->params())
        if (each.key == name) return each.value;
    return std::nullopt;
}

TELNYX_DECL void remove_query(std::string& target, std::string_view name) {
    auto const url = boost::urls::parse_origin_form(target);
    if (!url || !url->has_query()) return;
    std::string kept(url->encoded_path());
    char mark = '?';
    for (auto const& each : url->encoded_params()) {
        if (*each.key == name) continue;
        kept += std::exchange(mark, '&');
        kept.append(each.key.data(), each.key.size());
        if (each.has_value) kept.append("=").append(each.value.data(), each.value.size());
    }
    target = std::move(kept);
}

} // namespace telnyx::core
