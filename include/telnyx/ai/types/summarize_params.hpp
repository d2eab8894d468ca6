#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// A file to summarize.
struct summarize_params {
    required<std::string> bucket;                  ///< storage bucket with the file
    required<std::string> filename;                ///< the file
    telnyx::optional<std::string> system_prompt{}; ///< instructions for the model about the summary
};
BOOST_DESCRIBE_STRUCT(summarize_params, (), (bucket, filename, system_prompt))

} // namespace telnyx::ai
