#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <string>
#include <vector>

namespace telnyx::ai {

/// Which embedding tasks to list.
struct embedding_list_params {
    telnyx::optional<std::vector<std::string>>
        status{}; ///< only those with one of these statuses; `processing` and `queued` by default
};
BOOST_DESCRIBE_STRUCT(embedding_list_params, (), (status))

} // namespace telnyx::ai
