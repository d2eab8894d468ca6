#pragma once

#include "telnyx/ai/types/bucket_ids.hpp"
#include "telnyx/fields/constant.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

namespace telnyx::ai {

/// Lets a model look things up in embedded documents.
struct retrieval_tool {
    required<bucket_ids> retrieval; ///< which documents
    constant<"retrieval"> type{};   ///< tells it from other tools
};
BOOST_DESCRIBE_STRUCT(retrieval_tool, (), (retrieval, type))

} // namespace telnyx::ai
