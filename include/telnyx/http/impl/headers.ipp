#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/http/headers.hpp"

#include <algorithm>
#include <utility>

namespace telnyx {

TELNYX_DECL void headers::const_iterator::read_field() {
    if (rest_.empty()) return;
    auto const colon = rest_.find(':');
    auto const line_end = rest_.find("\r\n", colon);
    field_ = {rest_.substr(0, colon), rest_.substr(colon + 2, line_end - colon - 2)};
}

TELNYX_DECL headers::const_iterator& headers::const_iterator::operator++() {
    auto const line_size = field_.name.size() + 2 + field_.value.size() + 2;
    rest_.remove_prefix(line_size);
    read_field();
    return *this;
}

TELNYX_DECL void headers::append(std::string_view name, std::string_view value) {
    if (!ascii::is_token(name)) throw invalid_argument_error("header", "a header name must be an HTTP token");
    if (!ascii::is_field_value(value))
        throw invalid_argument_error(name, "a header value must not contain CR, LF or NUL or end in whitespace");
    headers line; // name and value may be views into the text that grows
    line.append_parsed(name, value);
    text_.append(line.text_);
}

TELNYX_DECL void headers::append_parsed(std::string_view name, std::string_view value) {
    using std::string_view_literals::operator""sv; // avoids computing the length of the literals
    text_.append(name).append(": "sv).append(value).append("\r\n"sv);
}

TELNYX_DECL void headers::set(std::string_view name, std::string_view value) {
    headers changed;
    for (auto const& each : *this)
        if (!ascii::equal_ignoring_case(each.name, name)) changed.append_parsed(each.name, each.value);
    changed.append(name, value);
    *this = std::move(changed);
}

TELNYX_DECL std::size_t headers::remove(std::string_view name) {
    headers kept;
    std::size_t removed = 0;
    for (auto const& each : *this) {
        if (ascii::equal_ignoring_case(each.name, name))
            ++removed;
        else
            kept.append_parsed(each.name, each.value);
    }
    if (removed != 0) *this = std::move(kept);
    return removed;
}

TELNYX_DECL std::optional<std::string_view> headers::get(std::string_view name) const {
    // Without parsing the unwanted lines: calls look up several names, mostly without a match.
    std::string_view rest = text_;
    while (!rest.empty()) {
        auto const line = rest.substr(0, rest.find('\n') + 1);
        if (line.size() > name.size() && line[name.size()] == ':' &&
            ascii::equal_ignoring_case(line.substr(0, name.size()), name))
            return line.substr(name.size() + 2, line.size() - name.size() - 4);
        rest.remove_prefix(line.size());
    }
    return std::nullopt;
}

} // namespace telnyx
