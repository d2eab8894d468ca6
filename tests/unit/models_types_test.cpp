#include "telnyx/ai/models.hpp"

#include "support/scripted_fixture.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>
#include <variant>

namespace {

using namespace telnyx::ai;
using telnyx::testing::scripted_reply;
using telnyx::tests::run;

} // namespace

BOOST_FIXTURE_TEST_SUITE(models_types, telnyx::tests::scripted_fixture)

BOOST_AUTO_TEST_CASE(model_is_typed) {
    network->expect("GET", "/v2/ai/openai/models").reply(scripted_reply::json(200, R"({"object": "list", "data": [{
        "id": "zai-org/GLM-5.1-FP8", "context_length": 202752, "created": "2026-04-07T12:00:00Z",
        "languages": ["en", "zh"], "license": "MIT", "organization": "zai-org", "owned_by": "Telnyx",
        "parameters": 753900000000, "tier": "large", "base_model": null, "description": "Reasoning",
        "is_fine_tunable": false, "is_vision_supported": true, "max_completion_tokens": null, "object": "model",
        "parameters_str": "753.9B", "pricing": {"prompt": "0.60", "currency": "USD", "unit": "1M_tokens"},
        "recommended_for_assistants": true, "regions": ["us-central-1"], "service_tiers": ["default", "future"],
        "task": "text-generation"}]})"));
    auto const models = run(io, client.ai.openai.list_models());
    BOOST_TEST_REQUIRE(models.data.size() == 1u);
    auto const& model = models.data[0];
    BOOST_TEST(model.id == "zai-org/GLM-5.1-FP8");
    BOOST_TEST(std::get<std::string>(model.created) == "2026-04-07T12:00:00Z");
    BOOST_TEST(model.owned_by == "Telnyx");
    BOOST_TEST(model.base_model.is_null());
    BOOST_TEST(model.context_length.value() == 202752);
    BOOST_TEST(model.description.value() == "Reasoning");
    BOOST_TEST(!model.is_fine_tunable.value());
    BOOST_TEST(model.is_vision_supported.value());
    BOOST_TEST(model.languages.value().size() == 2u);
    BOOST_TEST(model.license.value() == "MIT");
    BOOST_TEST(model.max_completion_tokens.is_null());
    BOOST_TEST(model.organization.value() == "zai-org");
    BOOST_TEST(model.parameters.value() == 753'900'000'000);
    BOOST_TEST(model.parameters_str.value() == "753.9B");
    BOOST_TEST(model.pricing.value().at("prompt") == "0.60");
    BOOST_TEST(model.recommended_for_assistants.value());
    BOOST_TEST(model.regions.value().at(0) == "us-central-1");
    BOOST_TEST((model.service_tiers.value().at(0) == model_list::model::capacity::default_));
    BOOST_TEST(model.service_tiers.value().at(1).text() == "future");
    BOOST_TEST(model.task.value() == "text-generation");
    BOOST_TEST((model.tier == model_list::model::price_class::large));
}

BOOST_AUTO_TEST_CASE(model_of_another_server_has_what_all_have) {
    network->expect("GET", "/v2/ai/models").reply(scripted_reply::json(200, R"({"data": [
        {"id": "m", "created": 1700000000, "owned_by": "o", "pricing": {"prompt": 0.5}, "languages": "en"}]})"));
    auto const models = run(io, client.ai.retrieve_models());
    auto const& model = models.data.at(0);
    BOOST_TEST(std::get<std::int64_t>(model.created) == 1'700'000'000);
    BOOST_TEST(!model.pricing);
    BOOST_TEST(!model.languages);
    BOOST_TEST(!model.context_length);
}

BOOST_AUTO_TEST_SUITE_END()
