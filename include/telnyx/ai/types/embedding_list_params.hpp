#pragma once

#include "telnyx/json/describe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// Which embedding tasks to list.
struct embedding_list_params {
    std::optional<std::vector<std::string>>
        status{}; ///< only those in one of these states; `processing` and `queued` unless set
};
BOOST_DESCRIBE_STRUCT(embedding_list_params, (), (status))

} // namespace telnyx::ai
