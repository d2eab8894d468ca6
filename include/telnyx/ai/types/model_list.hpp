#pragma once

#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// The available models.
struct model_list {
    /// A model.
    struct model {
        std::string id{};                    ///< source and name, such as `openai/gpt-4`; used in `model` parameters
        std::int64_t created = 0;            ///< release time, in seconds since 1970
        std::string owned_by{};              ///< who created it
        std::optional<std::string> object{}; ///< `model`
    };

    std::vector<model> data{};           ///< the models
    std::optional<std::string> object{}; ///< `list`
};
BOOST_DESCRIBE_STRUCT(model_list::model, (), (id, created, owned_by, object))
BOOST_DESCRIBE_STRUCT(model_list, (), (data, object))

} // namespace telnyx::ai
