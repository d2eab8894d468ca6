#pragma once

#include "telnyx/core/prepared_request.hpp"

#include "telnyx/json/decode.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace telnyx::core {

namespace detail {

inline std::string operation_text(std::string_view method, std::string_view pattern) {
    std::string text;
    text.reserve(method.size() + 1 + pattern.size());
    text.append(method).append(" ").append(pattern);
    return text;
}

} // namespace detail

TELNYX_DECL prepared_request::prepared_request(std::string_view method, std::string_view pattern,
                                               std::initializer_list<path_parameter> parameters,
                                               request_options const& options)
    : method_size_(method.size()),
      operation_(detail::operation_text(method, pattern)),
      target_(fill_path(pattern, parameters)),
      options_(options) {}

TELNYX_DECL prepared_request prepared_request::for_path(std::string_view method, std::string_view path,
                                                        boost::json::value const& body,
                                                        request_options const& options) {
    constexpr std::array<std::string_view, 5> methods{"GET", "POST", "PUT", "PATCH", "DELETE"};
    if (std::find(methods.begin(), methods.end(), method) == methods.end())
        throw invalid_argument_error("method", "must be GET, POST, PUT, PATCH or DELETE");
    auto const printable = [](char c) { return c > ' ' && c < 0x7f && c != '#' && c != '{' && c != '}'; };
    if (!path.starts_with('/') || !std::all_of(path.begin(), path.end(), printable))
        throw invalid_argument_error("path", "must begin with a slash and be percent-encoded");
    prepared_request request(method, path, options);
    if (!body.is_null()) request.json_value_body(body);
    return request;
}

TELNYX_DECL void prepared_request::json_value_body(boost::json::value const& value) {
    auto whole = value;
    if (whole.is_object())
        for (auto const& [name, extra] : options_.extra_body_fields())
            whole.get_object().insert_or_assign(name, extra);
    checked([&] { json::encode_to(body_, whole); });
    has_body_ = sends_json_ = true;
}

TELNYX_DECL void prepared_request::streamed_body(std::shared_ptr<body_source> source, std::string content_type) {
    source_ = std::move(source);
    content_type_ = std::move(content_type);
    has_body_ = true;
}

TELNYX_DECL void prepared_request::set_query(std::string_view name, std::string_view value) {
    remove_query(target_, name);
    append_query(target_, name, value);
}

TELNYX_DECL std::optional<std::string> prepared_request::query_value(std::string_view name) const {
    return find_query(target_, name);
}

TELNYX_DECL void prepared_request::finish() {
    if (std::exchange(finished_, true)) return;
    for (auto const& each : options_.extra_query())
        set_query(each.name, each.value);
}

TELNYX_DECL void prepared_request::add_missing_query(std::vector<request_options::query_item> const& defaults) {
    for (auto const& each : defaults)
        if (!query_value(each.name)) append_query(target_, each.name, each.value);
}

TELNYX_DECL boost::json::object prepared_request::parse_object(std::string_view text) {
    return json::decode<boost::json::object>(text); // Boost's parser may miss the nearest double by one
}

} // namespace telnyx::core
