#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/testing/impl/api_error.hpp"
#include "telnyx/testing/impl/json_request.hpp"
#include "telnyx/testing/impl/multipart_form.hpp"

#include <algorithm>
#include <utility>

namespace telnyx::testing::detail {

namespace form_reading {

inline constexpr std::string_view line_end = "\r\n";

[[noreturn]] inline void refuse_form() {
    refuse_request("The body is not a form as its content type says.");
}

inline std::string_view without_blanks(std::string_view text) {
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Removes a quoted text from the beginning of another. Quotes and line endings in it are percent-encoded, as browsers
/// do; a backslash is an ordinary character.
inline std::string take_quoted(std::string_view& text) {
    auto const end = std::min(text.find('"', 1), text.size());
    auto const taken = text.substr(1, end - 1);
    text.remove_prefix(std::min(end + 1, text.size()));
    std::string decoded;
    for (std::size_t i = 0; i < taken.size(); ++i) {
        auto const code = taken.substr(i, 3);
        char const character = code == "%22" ? '"' : code == "%0D" ? '\r' : code == "%0A" ? '\n' : taken[i];
        if (character != taken[i]) i += 2;
        decoded += character;
    }
    return decoded;
}

} // namespace form_reading

TELNYX_DECL multipart_form::multipart_form(recorded_request const& request) {
    auto const type = request.headers.get("content-type").value_or("");
    auto const boundary = header_parameter(type, "boundary");
    auto const media_type = form_reading::without_blanks(type.substr(0, type.find(';')));
    if (!ascii::equal_ignoring_case(media_type, "multipart/form-data") || !boundary || boundary->empty())
        throw refusal{api_error(415, "10015", "Unsupported Media Type", "The body has to be multipart/form-data.")};
    read(request.body, "--" + *boundary);
}

TELNYX_DECL form_part const* multipart_form::find(std::string_view name) const {
    auto const found =
        std::find_if(parts_.begin(), parts_.end(), [&](form_part const& part) { return part.name == name; });
    return found == parts_.end() ? nullptr : &*found;
}

TELNYX_DECL std::string multipart_form::text(std::string_view name) const {
    auto const* const part = find(name);
    return part == nullptr ? std::string() : std::string(part->content);
}

TELNYX_DECL void multipart_form::read(std::string_view body, std::string const& delimiter) {
    using namespace form_reading;
    auto const next_delimiter = std::string(line_end) + delimiter;
    if (!body.starts_with(delimiter)) { // a preamble
        auto const first = body.find(next_delimiter);
        if (first == std::string_view::npos) refuse_form();
        body.remove_prefix(first + line_end.size());
    }
    while (true) {
        body.remove_prefix(delimiter.size());
        if (body.starts_with("--")) return;
        auto const end_of_line = body.find(line_end);
        if (end_of_line == std::string_view::npos || !without_blanks(body.substr(0, end_of_line)).empty())
            refuse_form();
        auto const begin = end_of_line + line_end.size();
        auto const end = body.find(next_delimiter, begin);
        if (end == std::string_view::npos) refuse_form();
        parts_.push_back(read_part(body.substr(begin, end - begin)));
        body.remove_prefix(end + line_end.size());
    }
}

TELNYX_DECL form_part multipart_form::read_part(std::string_view part) {
    using namespace form_reading;
    form_part made;
    while (true) {
        auto const end = part.find(line_end);
        if (end == std::string_view::npos) refuse_form();
        auto const line = part.substr(0, end);
        part.remove_prefix(end + line_end.size());
        if (line.empty()) break;
        auto const colon = std::min(line.find(':'), line.size());
        auto const value = without_blanks(line.substr(std::min(colon + 1, line.size())));
        if (ascii::equal_ignoring_case(line.substr(0, colon), "content-disposition")) {
            made.name = header_parameter(value, "name").value_or("");
            made.file_name = header_parameter(value, "filename").value_or("");
        }
        if (ascii::equal_ignoring_case(line.substr(0, colon), "content-type")) made.content_type = value;
    }
    if (made.name.empty()) refuse_form();
    made.content = part;
    return made;
}

TELNYX_DECL std::optional<std::string> header_parameter(std::string_view value, std::string_view name) {
    using namespace form_reading;
    for (auto semicolon = value.find(';'); semicolon != std::string_view::npos; semicolon = value.find(';')) {
        value.remove_prefix(semicolon + 1);
        auto const equals = value.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        auto const key = without_blanks(value.substr(0, equals));
        value.remove_prefix(equals + 1);
        auto found =
            value.starts_with('"') ? take_quoted(value) : std::string(without_blanks(value.substr(0, value.find(';'))));
        if (ascii::equal_ignoring_case(key, name)) return found;
    }
    return std::nullopt;
}

} // namespace telnyx::testing::detail
