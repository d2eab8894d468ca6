#pragma once

#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/time_text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <array>
#include <chrono>
#include <string>

namespace telnyx::testing::detail {

inline constexpr std::chrono::sys_seconds models_created{std::chrono::seconds(1'730'000'000)};

inline boost::json::object make_model(std::string const& id) {
    auto const owner = id.substr(0, id.find('/'));
    return {{"id", id},
            {"object", "model"},
            {"owned_by", owner},
            {"organization", owner},
            {"context_length", 131'072},
            {"languages", {"en", "es"}},
            {"license", "Apache 2.0"},
            {"parameters", 8'000'000'000},
            {"tier", "small"},
            {"service_tiers", {"default", "priority", "flex"}}};
}

inline reply list_models(api_state& state, boost::json::value const& created) {
    boost::json::array models;
    for (auto const& [id, model] : state.data.all("models")) {
        models.push_back(model);
        models.back().as_object()["created"] = created;
    }
    return reply::json(200, boost::json::object{{"object", "list"}, {"data", std::move(models)}});
}

TELNYX_DECL void add_model_routes(router& routes, api_state& state) {
    static constexpr std::array<char const*, 4> ids{"meta-llama/Meta-Llama-3.1-8B-Instruct",
                                                    "meta-llama/Meta-Llama-3.1-70B-Instruct",
                                                    "mistralai/Mistral-7B-Instruct-v0.1", "openai/gpt-4o"};
    for (std::string const id : ids)
        state.data.put("models", id, make_model(id));

    routes.add("GET", "/v2/ai/models", [&state](recorded_request const&) {
        return list_models(state, models_created.time_since_epoch().count());
    });
    routes.add("GET", "/v2/ai/openai/models",
               [&state](recorded_request const&) { return list_models(state, time_text(models_created).c_str()); });
}

} // namespace telnyx::testing::detail
