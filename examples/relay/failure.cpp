#include "failure.hpp"

#include "telnyx/errors.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace relay {

using boost::beast::http::status;

std::string failure::json() const {
    boost::json::object const text{{"type", type}, {"message", message}};
    return boost::json::serialize(text);
}

failure describe(telnyx::error const& error) {
    if (error.code() == telnyx::errc::client_closed)
        return {status::service_unavailable, "stopping", "The server is being restarted. Please try again.", 1};
    if (dynamic_cast<telnyx::rate_limit_error const*>(&error) != nullptr)
        return {status::service_unavailable, "busy", "The model has too much to do. Please try again soon.", 5};
    if (dynamic_cast<telnyx::api_timeout_error const*>(&error) != nullptr)
        return {status::gateway_timeout, "timeout", "The model took too long.", 0};
    if (dynamic_cast<telnyx::bad_request_error const*>(&error) != nullptr ||
        dynamic_cast<telnyx::unprocessable_entity_error const*>(&error) != nullptr)
        return {status::bad_gateway, "rejected", "The model's server rejected this conversation.", 0};
    return {status::bad_gateway, "upstream", "The model cannot be reached, or failed. Please try again.", 0};
}

} // namespace relay
