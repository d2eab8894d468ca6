#pragma once

#include "telnyx/base/errc.hpp"

#include <string>

namespace telnyx {

namespace detail {

class category_impl final : public boost::system::error_category {
  public:
    char const* name() const noexcept override { return "telnyx"; }

    std::string message(int value) const override {
        switch (static_cast<errc>(value)) {
        case errc::invalid_argument:
            return "invalid argument";
        case errc::configuration:
            return "bad client configuration";
        case errc::http_status:
            return "the server answered with an error status";
        case errc::malformed_response:
            return "malformed response";
        case errc::response_too_large:
            return "response too large";
        case errc::stream_failed:
            return "the server reported an error within the stream";
        case errc::stream_incomplete:
            return "the stream ended before its response was complete";
        case errc::client_closed:
            return "the client was closed";
        case errc::connect_timeout:
            return "timed out while connecting";
        case errc::response_timeout:
            return "timed out while waiting for the response";
        case errc::silence_timeout:
            return "timed out while waiting for more of the response body";
        case errc::event_timeout:
            return "timed out while waiting for the next event of the stream";
        case errc::deadline_exceeded:
            return "the deadline of the call has passed";
        case errc::unsupported_coding:
            return "unsupported content coding";
        case errc::task_failed:
            return "the background task failed";
        case errc::proxy_refused:
            return "the proxy refused to connect";
        case errc::proxy_unauthorized:
            return "the proxy requires authentication";
        case errc::error_in_response:
            return "the server reported an error in a response with a success status";
        case errc::no_connection_free:
            return "no connection became free in time";
        case errc::too_many_rounds:
            return "the model called tools for too many rounds";
        case errc::unexpected_output:
            return "the model's answer is not of the requested form";
        }
        return "unknown error";
    }
};

} // namespace detail

TELNYX_DECL boost::system::error_category const& error_category() {
    static detail::category_impl const instance;
    return instance;
}

TELNYX_DECL boost::system::error_code make_error_code(errc value) {
    return {static_cast<int>(value), error_category()};
}

} // namespace telnyx
