#pragma once

#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/assistant_store.hpp"
#include "telnyx/testing/impl/checked_body.hpp"
#include "telnyx/testing/impl/resource.hpp"

#include <boost/json/array.hpp>

namespace telnyx::testing::detail {

namespace canary_handling {

inline constexpr std::array version_members{
    member::text("version_id").required(),
    member::number("percentage").required().between(1, 99),
};

inline constexpr std::array deploy_members{member::list("versions", version_members).required()};

/// The versions in a body, after checking that they exist and get at most 100 % of the traffic.
inline boost::json::value checked_versions(assistant_store const& assistants, recorded_request const& request) {
    auto const body = checked_body(request, deploy_members);
    auto const& versions = body.at("versions").as_array();
    double sum = 0;
    for (std::size_t i = 0; i < versions.size(); ++i) {
        auto const& version = versions[i].get_object();
        if (!assistants.has_version(request.path_parameters.at("assistant_id"), text_member(version, "version_id")))
            refuse_value("/versions/" + std::to_string(i) + "/version_id", "is no version of the assistant");
        sum += version.at("percentage").to_number<double>();
    }
    if (sum > 100) refuse_value("/versions", "must have percentages of 100 together at most");
    return body.at("versions");
}

inline reply create_deploy(api_state& state, recorded_request const& request) {
    auto const& id = request.path_parameters.at("assistant_id");
    auto versions = checked_versions(assistant_store(state), request);
    if (state.data.find("canary_deploys", id) != nullptr) refuse_request("The assistant has a canary deploy already.");
    auto const time = state.now_text();
    return reply::json(
        200,
        state.data.put(
            "canary_deploys", id,
            {{"assistant_id", id}, {"created_at", time}, {"updated_at", time}, {"versions", std::move(versions)}}));
}

} // namespace canary_handling

TELNYX_DECL void add_canary_deploy_routes(router& routes, api_state& state) {
    using namespace canary_handling;
    auto const add = [&](std::string method, auto respond) {
        routes.add(std::move(method), "/v2/ai/assistants/{assistant_id}/canary-deploys",
                   [&state, respond](recorded_request const& request) {
                       assistant_store(state).main_version(request.path_parameters.at("assistant_id"));
                       return respond(state, request);
                   });
    };
    auto const find = [](api_state& all, recorded_request const& request) -> boost::json::object& {
        return existing(all, "canary_deploys", request.path_parameters.at("assistant_id"), "canary deploy");
    };
    add("POST", create_deploy);
    add("GET",
        [find](api_state& all, recorded_request const& request) { return reply::json(200, find(all, request)); });
    add("PUT", [find](api_state& all, recorded_request const& request) {
        auto& deploy = find(all, request);
        deploy["versions"] = checked_versions(assistant_store(all), request);
        deploy["updated_at"] = all.now_text();
        return reply::json(200, deploy);
    });
    add("DELETE", [find](api_state& all, recorded_request const& request) {
        find(all, request);
        all.data.erase("canary_deploys", request.path_parameters.at("assistant_id"));
        return reply(204);
    });
}

} // namespace telnyx::testing::detail
