#pragma once

#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// The models that can be used.
struct model_list {
    /// A model.
    struct model {
        std::string id{};                    ///< source and name, such as `openai/gpt-4`; goes into `model` parameters
        std::int64_t created = 0;            ///< when it was made available, in seconds since 1970
        std::string owned_by{};              ///< who made it
        std::optional<std::string> object{}; ///< `model`
    };

    std::vector<model> data{};           ///< the models
    std::optional<std::string> object{}; ///< `list`
};
BOOST_DESCRIBE_STRUCT(model_list::model, (), (id, created, owned_by, object))
BOOST_DESCRIBE_STRUCT(model_list, (), (data, object))

} // namespace telnyx::ai
