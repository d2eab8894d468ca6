#pragma once

#include "telnyx/json/decoder.hpp"

#include "telnyx/json/impl/decode_handler.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <string>

namespace telnyx::json {

struct decoder::state {
    explicit state(std::size_t max_depth) : parser(parse_options(max_depth)) {}

    static boost::json::parse_options parse_options(std::size_t max_depth) {
        boost::json::parse_options result;
        result.max_depth = max_depth;
        return result;
    }

    boost::json::basic_parser<detail::decode_handler> parser;
};

TELNYX_DECL decoder::decoder() : decoder(decode_options{}) {}

TELNYX_DECL decoder::decoder(decode_options const& options) : state_(std::make_unique<state>(options.max_depth)) {}

TELNYX_DECL decoder::decoder(decoder&&) noexcept = default;

TELNYX_DECL decoder& decoder::operator=(decoder&&) noexcept = default;

TELNYX_DECL decoder::~decoder() = default;

TELNYX_DECL void decoder::run(detail::type_info const& type, void* target, std::string_view text) {
    auto& parser = state_->parser;
    parser.reset();
    parser.handler().start({&type, target});
    boost::json::error_code error;
    auto const used = parser.write_some(false, text.data(), text.size(), error);
    if (!error && used < text.size()) error = boost::json::error::extra_data;
    if (error)
        throw decode_error(parser.handler().path(),
                           "invalid JSON at byte " + std::to_string(used) + ": " + error.message());
}

} // namespace telnyx::json
