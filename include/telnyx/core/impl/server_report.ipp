#pragma once

#include "telnyx/core/server_report.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/utf8.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <cstddef>
#include <span>

namespace telnyx::core {

namespace detail {

inline std::string text_of(boost::json::value const* value) {
    if (value == nullptr || value->is_null()) return {};
    if (value->is_string()) return std::string(value->get_string());
    return boost::json::serialize(*value);
}

inline std::string text_at(boost::json::object const& object, std::string_view key) {
    return text_of(object.if_contains(key));
}

inline std::string text_within(boost::json::object const& object, std::string_view outer, std::string_view key) {
    auto const* inner = object.if_contains(outer);
    return inner != nullptr && inner->is_object() ? text_at(inner->get_object(), key) : std::string();
}

inline error_detail telnyx_entry(boost::json::object const& entry) {
    error_detail read;
    read.code = text_at(entry, "code");
    read.title = text_at(entry, "title");
    read.detail = text_at(entry, "detail");
    read.pointer = text_within(entry, "source", "pointer");
    read.parameter = text_within(entry, "source", "parameter");
    read.url = text_within(entry, "meta", "url");
    return read;
}

inline error_detail openai_entry(boost::json::value const& entry) {
    error_detail read;
    if (!entry.is_object()) {
        read.detail = text_of(&entry);
        return read;
    }
    auto const& object = entry.get_object();
    read.code = text_at(object, "code");
    read.title = text_at(object, "type");
    read.detail = text_at(object, "message");
    read.parameter = text_at(object, "param");
    return read;
}

inline error_detail fastapi_entry(boost::json::value const& entry) {
    error_detail read;
    if (!entry.is_object()) {
        read.detail = text_of(&entry);
        return read;
    }
    auto const& object = entry.get_object();
    read.code = text_at(object, "type");
    read.detail = text_at(object, "msg");
    if (auto const* where = object.if_contains("loc"); where != nullptr && where->is_array())
        for (auto const& step : where->get_array())
            read.pointer.append("/").append(text_of(&step));
    return read;
}

// The beginning of a list that a server may have made as long as it likes.
inline std::span<boost::json::value const> first_entries(boost::json::array const& list) {
    constexpr std::size_t most = 1000;
    return {list.data(), std::min(list.size(), most)};
}

// Whether a UTF-8 character is one that a terminal may obey instead of showing it.
inline bool is_control(std::string_view character) {
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character.size() == 1) return byte(0) < 0x20 || byte(0) == 0x7f;
    return character.size() == 2 && byte(0) == 0xc2 && byte(1) < 0xa0;
}

// As answers are read, and null for what is no JSON.
inline boost::json::value json_of(std::string_view text) {
    try {
        return json::decode<boost::json::value>(text);
    } catch (json::decode_error const&) {
        return nullptr;
    }
}

} // namespace detail

TELNYX_DECL std::vector<error_detail> parse_server_report(std::string_view body) {
    constexpr std::size_t longest = std::size_t(128) * 1024; // beyond it, an error is no report, and would cost memory
    if (body.size() > longest) return {};
    auto const document = detail::json_of(body);
    if (!document.is_object()) return {};
    auto const& object = document.get_object();
    std::vector<error_detail> read;
    if (auto const* list = object.if_contains("errors"); list != nullptr && list->is_array()) {
        for (auto const& entry : detail::first_entries(list->get_array()))
            read.push_back(entry.is_object() ? detail::telnyx_entry(entry.get_object()) : detail::openai_entry(entry));
    } else if (auto const* single = object.if_contains("error"); single != nullptr && !single->is_null()) {
        read.push_back(detail::openai_entry(*single));
    } else if (detail::text_at(object, "object") == "error") {
        read.push_back(detail::openai_entry(document));
    } else if (auto const* reasons = object.if_contains("detail"); reasons != nullptr) {
        if (reasons->is_array())
            for (auto const& entry : detail::first_entries(reasons->get_array()))
                read.push_back(detail::fastapi_entry(entry));
        else
            read.push_back(detail::fastapi_entry(*reasons));
    }
    return read;
}

TELNYX_DECL std::string quoted_beginning(std::string_view text, std::size_t limit) {
    std::string out = "\"";
    for (auto room = limit; !text.empty();) {
        auto const length = utf8_length(text);
        auto const character = text.substr(0, std::max<std::size_t>(length, 1));
        if (character.size() > room) break;
        if (length == 0)
            out += '?';
        else if (detail::is_control(character))
            out += ' ';
        else
            out.append(character);
        text.remove_prefix(character.size());
        room -= character.size();
    }
    return out += text.empty() ? "\"" : "...\"";
}

TELNYX_DECL std::string summarize_server_report(std::vector<error_detail> const& errors, std::string_view body) {
    if (errors.empty()) return body.empty() ? std::string("no body") : quoted_beginning(body);
    auto const& first = errors.front();
    std::string text = first.title;
    if (!first.detail.empty()) text.append(text.empty() ? "" : ": ").append(first.detail);
    if (text.empty() && first.code.empty()) return quoted_beginning(body);
    std::string line = quoted_beginning(text);
    auto const& where = first.pointer.empty() ? first.parameter : first.pointer;
    if (!where.empty()) line += " at " + quoted_beginning(where);
    if (!first.code.empty()) line += " (code " + quoted_beginning(first.code) + ")";
    if (errors.size() > 1) line += " and " + std::to_string(errors.size() - 1) + " more";
    return line;
}

} // namespace telnyx::core
