#pragma once

#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// The summary of a file.
struct summarize_response {
    /// The result.
    struct result {
        std::string summary{}; ///< the summary
    };

    result data{}; ///< the result
};
BOOST_DESCRIBE_STRUCT(summarize_response::result, (), (summary))
BOOST_DESCRIBE_STRUCT(summarize_response, (), (data))

} // namespace telnyx::ai
