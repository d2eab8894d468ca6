#pragma once

#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace telnyx::ai {

/// The embedding models.
struct openai_embedding_model_list {
    /// A model.
    struct model {
        std::string id{};         ///< used in `model` parameters
        std::int64_t created = 0; ///< release time, in seconds since 1970
        std::string object{};     ///< `model`
        std::string owned_by{};   ///< who created it
    };

    std::vector<model> data{}; ///< the models
    std::string object{};      ///< `list`
};
BOOST_DESCRIBE_STRUCT(openai_embedding_model_list::model, (), (id, created, object, owned_by))
BOOST_DESCRIBE_STRUCT(openai_embedding_model_list, (), (data, object))

} // namespace telnyx::ai
