#pragma once

#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// The summary of a file.
struct summarize_response {
    /// What was asked for.
    struct result {
        std::string summary{}; ///< the summary
    };

    result data{}; ///< what was asked for
};
BOOST_DESCRIBE_STRUCT(summarize_response::result, (), (summary))
BOOST_DESCRIBE_STRUCT(summarize_response, (), (data))

} // namespace telnyx::ai
