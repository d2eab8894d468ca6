#pragma once

#include "telnyx/json/describe.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <string>

namespace telnyx::ai {

/// An answer that holds how a trial of a webhook tool went.
struct assistant_tool_test {
    /// How the trial went.
    struct result {
        std::string content_type{};    ///< media type of the webhook's answer
        boost::json::object request{}; ///< what the webhook was sent
        std::string response{};        ///< what it answered
        std::int64_t status_code{};    ///< HTTP status of the answer
        bool success{};                ///< whether it counts as a success
    };

    result data{}; ///< how the trial went
};
BOOST_DESCRIBE_STRUCT(assistant_tool_test::result, (), (content_type, request, response, status_code, success))
BOOST_DESCRIBE_STRUCT(assistant_tool_test, (), (data))

} // namespace telnyx::ai
