#include "telnyx/ai/types/assistant_test_run.hpp"
#include "telnyx/ai/types/scheduled_event_response.hpp"
#include "telnyx/results/response.hpp"

#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace ai = telnyx::ai;

namespace {

using event = ai::scheduled_event_response;
using call_event = ai::scheduled_phone_call_event_response;
using sms_event = ai::scheduled_sms_event_response;

telnyx::http_info status(int code) {
    return telnyx::http_info(code, {}, {}, 1);
}

telnyx::response<event> sms_answer() {
    sms_event sms;
    sms.text = "Hello";
    return telnyx::response<event>(std::move(sms), status(201));
}

} // namespace

BOOST_AUTO_TEST_SUITE(response_value)

BOOST_AUTO_TEST_CASE(response_of_one_of_several_kinds_can_be_visited) {
    auto const name = [](auto const& held) -> std::string {
        using type = std::decay_t<decltype(held)>;
        if constexpr (std::is_same_v<type, sms_event>) return held.text;
        if constexpr (std::is_same_v<type, call_event>) return "call";
        return "unknown";
    };
    auto const sms = sms_answer();
    BOOST_TEST(std::visit(name, sms) == "Hello");
    BOOST_TEST(std::visit(name, sms.value()) == "Hello");
    telnyx::response<event> const call(call_event(), status(200));
    BOOST_TEST(std::visit(name, call) == "call");
}

BOOST_AUTO_TEST_CASE(response_of_one_of_several_kinds_can_be_asked_for_one) {
    auto sms = sms_answer();
    BOOST_TEST(std::holds_alternative<sms_event>(sms));
    BOOST_TEST(std::get<sms_event>(sms).text == "Hello");
    BOOST_TEST(std::get_if<sms_event>(&sms)->text == "Hello");
    BOOST_CHECK(std::get_if<call_event>(&sms) == nullptr);
    BOOST_CHECK_THROW(std::get<call_event>(sms), std::bad_variant_access);
    BOOST_TEST(sms.http().status() == 201);
}

BOOST_AUTO_TEST_CASE(response_of_one_of_several_kinds_can_be_kept_without_its_http_side) {
    auto sms = sms_answer();
    event const copy = sms;
    BOOST_TEST(std::get<sms_event>(copy).text == "Hello");
    std::optional<event> const moved(std::move(sms.value()));
    BOOST_TEST(std::get<sms_event>(*moved).text == "Hello");
}

BOOST_AUTO_TEST_CASE(response_that_is_a_list_is_used_as_one) {
    std::vector<ai::assistant_test_run> runs(2);
    runs[0].run_id = "a";
    runs[1].run_id = "b";
    telnyx::response<std::vector<ai::assistant_test_run>> const answer(std::move(runs), status(201));
    std::string ids;
    for (auto const& run : answer)
        ids += run.run_id;
    BOOST_TEST(ids == "ab");
    BOOST_TEST(answer.size() == 2U);
    BOOST_TEST(answer[1].run_id == "b");
    BOOST_TEST(answer.value().front().run_id == "a");
    BOOST_TEST(answer.http().status() == 201);
}

BOOST_AUTO_TEST_SUITE_END()
