#pragma once

#include "telnyx/base/quoted_beginning.hpp"
#include "telnyx/base/utf8.hpp"
#include "telnyx/errors/server_report.hpp"
#include "telnyx/json/decode.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace telnyx::errors {

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

// Members in which servers describe an error.
inline constexpr std::array<std::string_view, 8> words{"detail",        "message",      "msg",     "error_description",
                                                       "error_message", "errorMessage", "Message", "reason"};

inline std::string first_text(boost::json::object const& object) {
    for (auto const word : words)
        if (auto text = text_at(object, word); !text.empty()) return text;
    return {};
}

inline std::string joined_location(boost::json::value const* steps) {
    std::string pointer;
    if (steps != nullptr && steps->is_array())
        for (auto const& step : steps->get_array())
            pointer.append("/").append(text_of(&step));
    return pointer;
}

// The meaning of `type` depends on the format: the name of the error, its code, or the URL of its documentation.
inline void read_type(error_detail& read, boost::json::object const& entry) {
    auto type = text_at(entry, "type");
    if (type.empty() || type == "about:blank" || type == "error") return;
    auto& place = type.starts_with("http")                         ? read.url
                  : entry.contains("loc") || entry.contains("msg") ? read.code
                                                                   : read.title;
    if (place.empty()) place = std::move(type);
}

inline error_detail read_entry(boost::json::value const& entry) {
    error_detail read;
    if (!entry.is_object()) {
        read.detail = text_of(&entry);
        return read;
    }
    auto const& object = entry.get_object();
    read.code = text_at(object, "code");
    read.title = text_at(object, "title");
    read.detail = first_text(object);
    read.pointer = text_within(object, "source", "pointer");
    if (read.pointer.empty()) read.pointer = joined_location(object.if_contains("loc"));
    read.parameter = text_within(object, "source", "parameter");
    if (read.parameter.empty()) read.parameter = text_at(object, "param");
    read.url = text_within(object, "meta", "url");
    read_type(read, object);
    return read;
}

// The beginning of a list, since the server may send one of any length.
inline std::span<boost::json::value const> first_entries(boost::json::array const& list) {
    constexpr std::size_t most = 1000;
    return {list.data(), std::min(list.size(), most)};
}

using entries = std::vector<error_detail>;

inline void read_entries(entries& to, boost::json::array const& list) {
    for (auto const& entry : first_entries(list))
        to.push_back(read_entry(entry));
}

// Some servers list errors by field name: `{"email": ["is missing"]}`.
inline void read_entries_by_field(entries& to, boost::json::object const& fields) {
    auto const add = [&](std::string_view field, boost::json::value const& complaint) {
        auto& entry = to.emplace_back(read_entry(complaint));
        if (entry.pointer.empty()) entry.pointer.append("/").append(field);
    };
    for (auto const& [field, value] : fields) {
        if (!value.is_array())
            add(field, value);
        else
            for (auto const& each : first_entries(value.get_array()))
                add(field, each);
    }
}

inline bool has_words(boost::json::object const& object) {
    auto const is_text = [&](std::string_view word) {
        auto const* value = object.if_contains(word);
        return value != nullptr && value->is_string() && !value->get_string().empty();
    };
    return std::any_of(words.begin(), words.end(), is_text);
}

// The value of `errors`, or of `error` if it is not a scalar.
inline void read_any_entries(entries& to, boost::json::value const& value) {
    if (value.is_array())
        read_entries(to, value.get_array());
    else if (value.is_object() && !has_words(value.get_object()) && !value.get_object().contains("code"))
        read_entries_by_field(to, value.get_object());
    else if (value.is_object() || (value.is_string() && !value.get_string().empty()))
        to.push_back(read_entry(value));
}

// `{"error": "Not Found", "message": "No such model"}`, `{"error": "invalid_grant", "error_description": "..."}`,
// `{"error": true, "message": "..."}`
inline void read_plain_error(entries& to, boost::json::object const& document, boost::json::value const& error) {
    bool const says_no = error.is_bool() ? !error.get_bool() : error == 0 || error == "";
    if (error.is_null() || says_no) return;
    auto& entry = to.emplace_back(read_entry(document));
    if (error.is_bool()) return;
    auto& place = error.is_number() || document.contains("error_description") ? entry.code
                  : entry.detail.empty()                                      ? entry.detail
                                                                              : entry.title;
    if (place.empty()) place = text_of(&error);
}

inline void read_error(entries& to, boost::json::object const& document, boost::json::value const& error) {
    if (error.is_object() && !error.get_object().empty())
        to.push_back(read_entry(error));
    else if (error.is_array())
        read_entries(to, error.get_array());
    else if (!error.is_object())
        read_plain_error(to, document, error);
}

// Whether the members around the text indicate a failure.
inline bool says_failure(boost::json::object const& document) {
    auto const* success = document.if_contains("success");
    auto const* status = document.if_contains("status");
    bool const status_of_error = status != nullptr && status->is_int64() && status->get_int64() >= 400;
    return text_at(document, "object") == "error" || text_at(document, "status") == "error" ||
           text_at(document, "type") == "error" || status_of_error ||
           (success != nullptr && success->is_bool() && !success->get_bool());
}

// Text at the top level of a document, which may also be a success.
inline void read_words(server_report& report, boost::json::object const& document) {
    report.certain = says_failure(document);
    if (!report.certain && document.contains("object")) return; // another kind of object, not an error
    if (auto const* reasons = document.if_contains("detail"); reasons != nullptr && !reasons->is_string()) {
        report.key = "detail";
        if (reasons->is_array())
            read_entries(report.errors, reasons->get_array());
        else if (reasons->is_object() && !reasons->get_object().empty())
            report.errors.push_back(read_entry(*reasons));
    }
    if (!report.errors.empty()) return;
    bool const problem = report.certain && document.contains("title");
    if (!problem && !has_words(document) && text_at(document, "object") != "error") return;
    report.errors.push_back(read_entry(document));
    report.key = "message";
    auto const* const word =
        std::find_if(words.begin(), words.end(), [&](auto each) { return document.contains(each); });
    if (word != words.end()) report.key = *word;
}

} // namespace detail

TELNYX_DECL server_report find_server_report(boost::json::value const& document) {
    server_report report;
    if (document.is_string() && !document.get_string().empty()) report.errors.push_back(detail::read_entry(document));
    if (!document.is_object()) return report;
    auto const& object = document.get_object();
    report.certain = true;
    report.key = "errors";
    if (auto const* list = object.if_contains(report.key)) detail::read_any_entries(report.errors, *list);
    if (!report.errors.empty()) return report;
    report.key = "error";
    if (auto const* single = object.if_contains(report.key)) detail::read_error(report.errors, object, *single);
    if (report.errors.empty()) detail::read_words(report, object);
    return report;
}

TELNYX_DECL boost::json::value parse_small_document(std::string_view body) {
    constexpr std::size_t longest = std::size_t(128) * 1024; // longer bodies are no error reports and would cost memory
    if (body.size() > longest) return nullptr;
    try {
        return json::decode<boost::json::value>(body); // parsed like responses
    } catch (json::decode_error const&) {
        return nullptr;
    }
}

TELNYX_DECL std::vector<error_detail> parse_server_report(std::string_view body) {
    return find_server_report(parse_small_document(body)).errors;
}

TELNYX_DECL std::string summarize_server_report(std::vector<error_detail> const& errors, std::string_view body) {
    if (errors.empty()) return body.empty() ? std::string("no body") : base::quoted_beginning(body);
    auto const& first = errors.front();
    std::string text = first.title;
    if (!first.detail.empty()) text.append(text.empty() ? "" : ": ").append(first.detail);
    if (text.empty() && first.code.empty()) return base::quoted_beginning(body);
    std::string line = base::quoted_beginning(text);
    auto const& where = first.pointer.empty() ? first.parameter : first.pointer;
    if (!where.empty()) line += " at " + base::quoted_beginning(where);
    if (!first.code.empty()) line += " (code " + base::quoted_beginning(first.code) + ")";
    if (errors.size() > 1) line += " and " + std::to_string(errors.size() - 1) + " more";
    return line;
}

} // namespace telnyx::errors
