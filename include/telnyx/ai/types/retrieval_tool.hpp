#pragma once

#include "telnyx/ai/types/bucket_ids.hpp"
#include "telnyx/fields/constant.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

namespace telnyx::ai {

/// Lets a model search embedded documents.
struct retrieval_tool {
    required<bucket_ids> retrieval; ///< documents to search
    constant<"retrieval"> type{};   ///< identifies this kind of tool
};
BOOST_DESCRIBE_STRUCT(retrieval_tool, (), (retrieval, type))

} // namespace telnyx::ai
