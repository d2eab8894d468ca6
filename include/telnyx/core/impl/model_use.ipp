#pragma once

#include "telnyx/core/model_use.hpp"

#include <boost/json/value.hpp>
#include <boost/system/error_code.hpp>

#include <algorithm>

namespace telnyx::core {

TELNYX_DECL void detail::apply_extra_members(model_use& use, boost::json::object const& extra) {
    constexpr std::int64_t most_tokens = 1'000'000'000'000;
    for (auto const& [name, value] : extra) {
        bool const is_model = name == "model" || name == "embedding_model";
        bool const is_limit = name == "max_tokens" || name == "max_completion_tokens";
        if (is_model && value.is_string()) use.name = std::string_view(value.get_string());
        if (is_limit && value.is_number()) {
            boost::system::error_code inexact;
            use.most_tokens = value.to_number<std::int64_t>(inexact);
        }
    }
    use.most_tokens = std::clamp<std::int64_t>(use.most_tokens, 0, most_tokens);
}

} // namespace telnyx::core
