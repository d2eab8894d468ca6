#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/base/utf8.hpp"
#include "telnyx/body/multipart.hpp"
#include "telnyx/json/encode.hpp"

#include <boost/json/value.hpp>

#include <random>

namespace telnyx::body {

namespace detail {

inline std::string random_boundary() {
    constexpr std::string_view digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    std::random_device source;
    std::uniform_int_distribution<std::size_t> digit(0, digits.size() - 1);
    std::string boundary = "telnyx-";
    for (int i = 0; i < 32; ++i)
        boundary += digits[digit(source)];
    return boundary;
}

// Quotes a name; characters that would end the quotes or the line are percent-encoded, as browsers do (WHATWG HTML).
inline std::string quoted_name(std::string_view parameter, std::string_view name) {
    if (!is_utf8(name)) throw invalid_argument_error(parameter, "not valid UTF-8");
    std::string out = "\"";
    for (char const c : name) {
        switch (c) {
        case '"':
            out += "%22";
            break;
        case '\r':
            out += "%0D";
            break;
        case '\n':
            out += "%0A";
            break;
        case '\0':
            throw invalid_argument_error(parameter, "must not hold NUL");
        default:
            out += c;
        }
    }
    return out += '"';
}

inline std::string scalar_text(std::string const& name, boost::json::value const& value) {
    if (value.is_null()) throw invalid_argument_error(name, "a form cannot hold null");
    if (value.is_string()) return std::string(value.get_string());
    try {
        return json::encode(value);
    } catch (json::encode_error const& failure) {
        throw invalid_argument_error(name, failure.reason());
    }
}

inline void add_member(multipart& to, std::string const& name, boost::json::value const& value) {
    if (value.is_object()) {
        for (auto const& [key, inner] : value.get_object())
            add_member(to, name + "[" + std::string(key) + "]", inner);
    } else if (value.is_array()) {
        for (auto const& each : value.get_array())
            add_member(to, name + "[]", each);
    } else {
        to.add_field(name, scalar_text(name, value));
    }
}

} // namespace detail

TELNYX_DECL multipart::multipart() : multipart(detail::random_boundary()) {}

// Text goes to the part after the last source, so that small fields are sent in one chunk.
TELNYX_DECL std::string& multipart::text_at_end() {
    if (parts_.empty() || parts_.back().source) parts_.emplace_back();
    return parts_.back().text;
}

TELNYX_DECL void multipart::add_field(std::string_view name, std::string_view value) {
    if (!is_utf8(value)) throw invalid_argument_error(name, "not valid UTF-8");
    auto const quoted = detail::quoted_name("field name", name);
    text_at_end()
        .append("--" + boundary_ + "\r\nContent-Disposition: form-data; name=" + quoted + "\r\n\r\n")
        .append(value)
        .append("\r\n");
}

TELNYX_DECL void multipart::add_fields(boost::json::object const& members) {
    for (auto const& [name, value] : members)
        detail::add_member(*this, std::string(name), value);
}

TELNYX_DECL void multipart::add_file(std::string_view name, file_upload const& file) {
    auto const quoted = detail::quoted_name("field name", name);
    auto const file_name = detail::quoted_name("file name", file.file_name());
    if (file.content_type().empty() || !ascii::is_field_value(file.content_type()))
        throw invalid_argument_error("content type", "must be there, and not hold CR, LF or NUL");
    auto source = file.open();
    text_at_end().append("--" + boundary_ + "\r\nContent-Disposition: form-data; name=" + quoted +
                         "; filename=" + file_name + "\r\nContent-Type: " + file.content_type() + "\r\n\r\n");
    parts_.back().source = std::move(source);
    text_at_end() = "\r\n";
}

TELNYX_DECL std::optional<std::uint64_t> multipart::size() const {
    std::uint64_t sum = boundary_.size() + 6; // the closing line
    for (std::size_t i = position_; i < parts_.size(); ++i) {
        if (i > position_ || !text_sent_) sum += parts_[i].text.size();
        if (!parts_[i].source) continue;
        auto const rest = parts_[i].source->size();
        if (!rest) return std::nullopt;
        sum += *rest;
    }
    return closing_sent_ ? 0 : sum;
}

TELNYX_DECL boost::asio::awaitable<std::string_view> multipart::read() {
    while (position_ < parts_.size()) {
        auto& at = parts_[position_];
        if (!text_sent_) {
            text_sent_ = true;
            if (!at.text.empty()) co_return at.text;
        }
        if (at.source) {
            auto const chunk = co_await at.source->read();
            if (!chunk.empty()) co_return chunk;
        }
        ++position_;
        text_sent_ = false;
    }
    if (closing_sent_) co_return std::string_view();
    closing_sent_ = true;
    closing_ = "--" + boundary_ + "--\r\n";
    co_return closing_;
}

TELNYX_DECL bool multipart::rewind() {
    for (auto const& each : parts_)
        if (each.source && !each.source->rewind()) return false;
    position_ = 0;
    text_sent_ = false;
    closing_sent_ = false;
    return true;
}

} // namespace telnyx::body
