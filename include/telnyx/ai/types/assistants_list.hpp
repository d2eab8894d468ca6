#pragma once

#include "telnyx/ai/types/assistant.hpp"
#include "telnyx/json/describe.hpp"

#include <vector>

namespace telnyx::ai {

/// The assistants of an account, or the versions of one assistant.
struct assistants_list {
    std::vector<assistant> data{}; ///< the assistants
};
BOOST_DESCRIBE_STRUCT(assistants_list, (), (data))

} // namespace telnyx::ai
