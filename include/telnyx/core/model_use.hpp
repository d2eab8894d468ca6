#pragma once

#include "telnyx/base/config.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace telnyx::core {

/// What the limits of a client need to know of a request that a model works on.
struct model_use {
    std::string name{};           ///< of the model; empty if the server chooses it
    std::int64_t most_tokens = 0; ///< most tokens of the response; 0 if the request does not limit them
};

namespace detail {

inline std::string_view model_text(std::string_view name) {
    return name;
}

template <class Name>
requires requires(Name const& name) {
    name.text();
}
std::string_view model_text(Name const& name) {
    return name.text();
}

/// Members that the caller has added to the body take precedence. Keeps the number of tokens in a range in which sums
/// do not overflow.
void apply_extra_members(model_use& use, boost::json::object const& extra);

} // namespace detail

/// The model and its tokens in the parameters of an endpoint, overridden by additional members of the body.
template <class Params>
std::shared_ptr<model_use const> model_use_of(Params const& params, boost::json::object const& extra) {
    model_use use;
    if constexpr (requires { params.model.has_value(); }) {
        if (params.model) use.name = detail::model_text(*params.model);
    } else if constexpr (requires { params.model.get(); }) {
        use.name = detail::model_text(params.model.get());
    } else if constexpr (requires { params.embedding_model; }) {
        if (params.embedding_model) use.name = detail::model_text(*params.embedding_model);
    }
    if constexpr (requires { params.max_completion_tokens; })
        use.most_tokens = params.max_tokens.value_or(params.max_completion_tokens.value_or(0));
    detail::apply_extra_members(use, extra);
    return std::make_shared<model_use const>(std::move(use));
}

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/model_use.ipp"
#endif
