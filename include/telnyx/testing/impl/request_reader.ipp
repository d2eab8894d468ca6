#pragma once

#include "telnyx/testing/impl/request_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

namespace telnyx::testing::detail {

TELNYX_DECL request_reader::request_reader(std::size_t max_head_size, std::size_t max_body_size)
    : max_head_size_(max_head_size), max_body_size_(max_body_size) {
    reset();
}

TELNYX_DECL request_reader::progress request_reader::read(std::string& bytes) {
    std::size_t used = 0;
    auto result = progress::needs_more;
    while (result == progress::needs_more) {
        if (parser_->is_done()) {
            result = progress::complete;
        } else if (parser_->is_header_done() && !head_reported_) {
            head_reported_ = true;
            result = progress::head;
        } else if (used == bytes.size()) {
            break;
        } else {
            error_ = {};
            auto const rest = std::string_view(bytes).substr(used);
            auto const offered = scan_.ready(rest, error_);
            if (offered != 0) used += parse(rest.substr(0, offered));
            if (error_) result = progress::malformed;
            if (offered == 0) break;
        }
    }
    bytes.erase(0, used);
    return result;
}

TELNYX_DECL std::size_t request_reader::parse(std::string_view offered) {
    auto const count = parser_->put(boost::asio::buffer(offered.data(), offered.size()), error_);
    scan_.used(count);
    if (error_ == boost::beast::http::error::need_more && !scan_.offered_whole()) error_ = {};
    return count;
}

TELNYX_DECL void request_reader::reset(recorded_request const& blank) {
    scan_.start(max_head_size_);
    parser_.emplace(scan_, max_head_size_);
    parser_->request = blank;
    parser_->body_limit(max_body_size_);
    head_reported_ = false;
}

TELNYX_DECL void request_reader::parser::on_request_impl(boost::beast::http::verb, string_view method,
                                                         string_view target, int, error_code&) {
    request.method = std::string(method);
    request.target = std::string(target);
}

TELNYX_DECL void request_reader::parser::on_field_impl(boost::beast::http::field, string_view name, string_view value,
                                                       error_code&) {
    if (is_header_done()) return; // a trailer
    request.headers.append_parsed({name.data(), name.size()}, {value.data(), value.size()});
}

TELNYX_DECL std::size_t request_reader::parser::on_body_impl(string_view data, error_code&) {
    request.body.append(data.data(), data.size());
    return data.size();
}

} // namespace telnyx::testing::detail
