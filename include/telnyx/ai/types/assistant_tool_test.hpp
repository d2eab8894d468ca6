#pragma once

#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <string>

namespace telnyx::ai {

/// Response with the result of running a webhook tool.
struct assistant_tool_test {
    /// Result of the run.
    struct result {
        std::string content_type{};    ///< media type of the webhook's response
        boost::json::object request{}; ///< the request sent to the webhook
        std::string response{};        ///< body of the webhook's response
        std::int64_t status_code{};    ///< HTTP status of the response
        bool success{};                ///< whether it counts as successful
    };

    result data{}; ///< result of the run
};
BOOST_DESCRIBE_STRUCT(assistant_tool_test::result, (), (content_type, request, response, status_code, success))
BOOST_DESCRIBE_STRUCT(assistant_tool_test, (), (data))

} // namespace telnyx::ai
