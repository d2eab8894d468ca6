#pragma once

#include "telnyx/core/prepared_request.hpp"

#include <boost/json/parse.hpp>

namespace telnyx::core {

TELNYX_DECL prepared_request::prepared_request(std::string_view method, std::string_view pattern,
                                               std::initializer_list<path_parameter> parameters,
                                               request_options const& options)
    : method_(method),
      operation_(std::string(method).append(" ").append(pattern)),
      target_(fill_path(pattern, parameters)),
      options_(options) {}

TELNYX_DECL void prepared_request::text_body(std::string text, std::string content_type) {
    body_ = std::move(text);
    content_type_ = std::move(content_type);
    has_body_ = true;
}

TELNYX_DECL void prepared_request::streamed_body(std::shared_ptr<body_source> source, std::string content_type) {
    source_ = std::move(source);
    content_type_ = std::move(content_type);
    has_body_ = true;
}

TELNYX_DECL void prepared_request::finish() {
    for (auto const& each : options_.extra_query())
        remove_query(target_, each.name);
    for (auto const& each : options_.extra_query())
        append_query(target_, each.name, each.value);
}

TELNYX_DECL boost::json::object prepared_request::parse_object(std::string_view text) {
    return boost::json::parse(text).as_object();
}

} // namespace telnyx::core
