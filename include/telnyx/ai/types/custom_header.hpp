#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// A header that a tool adds to its requests or calls.
struct custom_header {
    telnyx::optional<std::string> name{}; ///< name of the header
    telnyx::optional<std::string>
        value{}; ///< a template: `{{#integration_secret}}id{{/integration_secret}}` inserts a secret
};
BOOST_DESCRIBE_STRUCT(custom_header, (), (name, value))

} // namespace telnyx::ai
