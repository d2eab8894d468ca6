#pragma once

#include "telnyx/testing/impl/api_routes.hpp"

#include <boost/json/array.hpp>

#include <array>

namespace telnyx::testing::detail {

TELNYX_DECL void add_model_routes(router& routes, api_state& state) {
    static constexpr std::array<char const*, 4> ids{"meta-llama/Meta-Llama-3.1-8B-Instruct",
                                                    "meta-llama/Meta-Llama-3.1-70B-Instruct",
                                                    "mistralai/Mistral-7B-Instruct-v0.1", "openai/gpt-4o"};
    for (std::string const id : ids)
        state.data.put(
            "models", id,
            {{"id", id}, {"object", "model"}, {"created", 1730000000}, {"owned_by", id.substr(0, id.find('/'))}});

    routes.add("GET", "/v2/ai/models", [&state](recorded_request const&) {
        boost::json::array models;
        for (auto const& [id, model] : state.data.all("models"))
            models.push_back(model);
        return reply::json(200, boost::json::object{{"object", "list"}, {"data", std::move(models)}});
    });
}

} // namespace telnyx::testing::detail
