#include "telnyx/testing/impl/router.hpp"
#include "telnyx/testing/impl/store.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using namespace telnyx::testing;
using telnyx::testing::detail::path_pattern;
using telnyx::testing::detail::router;
using telnyx::testing::detail::store;
using parameters = std::map<std::string, std::string>;

recorded_request request(std::string method, std::string target) {
    recorded_request made;
    made.method = std::move(method);
    made.target = std::move(target);
    return made;
}

detail::handler status(int code) {
    return [code](recorded_request const&) { return reply(code); };
}

} // namespace

BOOST_AUTO_TEST_SUITE(sandbox_router)

BOOST_AUTO_TEST_CASE(patterns_match_segment_by_segment) {
    path_pattern const pattern("/a/{x}/b");
    parameters found;
    BOOST_TEST(pattern.matches("/a/1%2F2/b", found));
    BOOST_TEST((found == parameters{{"x", "1/2"}}));
    for (auto const* const path : {"/a/1", "/a/1/b/", "/a/1/c", "/a//b", "a/1/b", "/a/1/b/c", ""})
        BOOST_TEST(!pattern.matches(path, found), path);
    BOOST_TEST((found == parameters{{"x", "1/2"}}));
}

BOOST_AUTO_TEST_CASE(star_matches_any_rest) {
    parameters found;
    for (auto const* const path : {"/a", "/a/", "/a/b/c"})
        BOOST_TEST(path_pattern("/a/*").matches(path, found), path);
    BOOST_TEST(!path_pattern("/a/*").matches("/b", found));
    BOOST_TEST(path_pattern("*").matches("/anything/at?all", found));
}

BOOST_AUTO_TEST_CASE(most_specific_route_answers) {
    router routes;
    std::string allowed;
    routes.add("GET", "/*", status(201));
    routes.add("GET", "/things/list", status(202));
    routes.add("GET", "/things/{id}", status(203));
    routes.add("DELETE", "/things/{id}", status(204));
    auto const answer = [&](std::string method, std::string target) {
        auto asked = request(std::move(method), std::move(target));
        auto const found = routes.find(asked, allowed);
        return found ? found(asked).status() : 0;
    };
    BOOST_TEST(answer("GET", "/things/list?a=b") == 202);
    BOOST_TEST(answer("GET", "/things/1") == 203);
    BOOST_TEST(answer("DELETE", "/things/list") == 204);
    BOOST_TEST(answer("GET", "/elsewhere") == 201);
    BOOST_TEST(answer("PUT", "/things/1") == 0);
    BOOST_TEST(allowed == "GET, DELETE");
}

BOOST_AUTO_TEST_CASE(of_equal_routes_the_last_added_answers) {
    router routes;
    std::string allowed;
    routes.add("GET", "/{a}", status(201));
    routes.add("GET", "/{b}", status(202));
    auto asked = request("GET", "/x");
    BOOST_TEST(routes.find(asked, allowed)(asked).status() == 202);
    BOOST_TEST(asked.path_parameters.at("b") == "x");
    BOOST_TEST(asked.path_parameters.size() == 1u);
}

BOOST_AUTO_TEST_CASE(unknown_path_allows_nothing) {
    router routes;
    std::string allowed = "GET";
    routes.add("GET", "/a", status(200));
    auto asked = request("GET", "/b");
    BOOST_TEST(!routes.find(asked, allowed));
    BOOST_TEST(allowed == "");
}

BOOST_AUTO_TEST_CASE(store_keeps_objects_in_the_order_of_their_creation) {
    store data;
    data.put("things", "2", {{"n", 1}});
    data.put("things", "1", {{"n", 2}});
    data.put("others", "1", {{"n", 3}});
    data.put("things", "2", {{"n", 4}});
    auto const& all = data.all("things");
    BOOST_TEST_REQUIRE(all.size() == 2u);
    BOOST_TEST(all[0].first == "2");
    BOOST_TEST(all[0].second.at("n") == 4);
    BOOST_TEST(data.find("things", "1")->at("n") == 2);
    BOOST_TEST(data.find("things", "3") == nullptr);
    BOOST_TEST(data.erase("things", "1"));
    BOOST_TEST(!data.erase("things", "1"));
    BOOST_TEST(data.find("others", "1") != nullptr);
    BOOST_TEST(data.all("nothing").empty());
}

BOOST_AUTO_TEST_SUITE_END()
