#include "support/sandbox_fixture.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace telnyx::testing;
using telnyx::tests::raw_client;
namespace json = boost::json;

std::string text_of(json::value const& value) {
    return {value.as_string().data(), value.as_string().size()};
}

/// A sandbox in which tasks are done at once, and a connection to it.
struct api : telnyx::tests::sandbox_fixture {
    explicit api(std::chrono::nanoseconds task_duration = 0ns)
        : sandbox_fixture(sandbox_options().task_duration(task_duration)) {}

    raw_client::response send(std::string const& method, std::string const& path, std::string const& body = {}) {
        return client.request(method, "/v2" + path, body);
    }

    /// The answer to a request, which has to have this status; null when there is none.
    json::value ask(unsigned status, std::string const& method, std::string const& path, std::string const& body = {}) {
        auto const response = send(method, path, body);
        BOOST_TEST_INFO(method << " " << path << " " << body << " -> " << response.body());
        BOOST_TEST(response.result_int() == status);
        return response.body().empty() ? json::value() : json::parse(response.body());
    }

    json::value get(std::string const& path) { return ask(200, "GET", path); }

    json::value post(std::string const& path, std::string const& body = {}, unsigned status = 200) {
        return ask(status, "POST", path, body);
    }

    /// The place that a request is refused for.
    std::string refused_at(std::string const& method, std::string const& path, std::string const& body = {}) {
        auto const source = ask(422, method, path, body).at("errors").at(0).at("source").as_object();
        return text_of(source.contains("pointer") ? source.at("pointer") : source.at("parameter"));
    }

    std::string new_conversation(std::string const& body = "{}") {
        return text_of(post("/ai/conversations", body).at("id"));
    }

    std::string new_assistant(std::string const& members = {}) {
        return text_of(
            post("/ai/assistants", R"({"name":"Ada","model":"openai/gpt-4o","instructions":"Help.")" + members + "}")
                .at("id"));
    }

    raw_client client = connect();
};

/// A JSON object with other members, which may replace its own.
std::string with(std::string const& object, std::string const& members) {
    auto joined = json::parse(object).as_object();
    auto const others = json::parse("{" + members + "}").as_object();
    for (auto const& [name, value] : others)
        joined.insert_or_assign(name, value);
    return json::serialize(joined);
}

/// One member of each object in a list.
std::vector<std::string> each(json::value const& list, char const* name) {
    std::vector<std::string> texts;
    for (auto const& item : list.as_array())
        texts.push_back(text_of(item.at(name)));
    return texts;
}

using names = std::vector<std::string>;

/// What is the same for many resources: how an object is made, read, changed and removed.
struct life {
    std::string path;
    std::string body;
    std::string id = "id";
    std::string required{}; // pointer to a member of the body that has to be there
    std::string update = "PUT";
    std::string name = "name"; // a member of the body that can be changed
    unsigned created_status = 200;
    unsigned removed_status = 200;
    bool created_in_data = false;
    bool in_data = false;
};

json::value const& object_in(json::value const& answer, bool in_data) {
    return in_data ? answer.at("data") : answer;
}

void live(api& f, life const& what) {
    auto const made = f.post(what.path, what.body, what.created_status);
    auto const& object = object_in(made, what.created_in_data);
    BOOST_TEST(!object.at("created_at").as_string().empty());
    auto const path = what.path + "/" + text_of(object.at(what.id));
    BOOST_TEST(object_in(f.get(path), what.in_data) == object);

    auto const change = "{\"" + what.name + "\":\"changed\"}";
    if (what.update.empty()) {
        BOOST_TEST(f.send("PUT", path, change).result_int() == 405u);
    } else {
        auto expected = object;
        expected.at(what.name) = "changed";
        BOOST_TEST(object_in(f.ask(200, what.update, path, change), what.in_data) == expected);
        BOOST_TEST(object_in(f.ask(200, what.update, path), what.in_data) == expected);
        BOOST_TEST(object_in(f.get(path), what.in_data) == expected);
        BOOST_TEST(f.refused_at(what.update, path, "{\"" + what.name + "\":5}") == "/" + what.name);
    }
    if (!what.required.empty()) {
        BOOST_TEST(f.refused_at("POST", what.path, "{}") == what.required);
        auto const mistyped = with(what.body, "\"" + what.required.substr(1) + "\":5");
        BOOST_TEST(f.refused_at("POST", what.path, mistyped) == what.required);
    }

    BOOST_TEST(f.ask(what.removed_status, "DELETE", path).is_null());
    auto const error = f.ask(404, "GET", path).at("errors").at(0);
    BOOST_TEST(error.at("code") == "10005");
    BOOST_TEST(!error.at("detail").as_string().empty());
    f.ask(404, "DELETE", path);
    if (!what.update.empty()) f.ask(404, what.update, path, change);
}

/// Makes 45 objects, then walks through their pages. `page` gives the items of an answer.
void walk_pages(api& f, life const& what, bool bare = false) {
    for (int i = 0; i < 45; ++i)
        f.post(what.path, what.body, what.created_status);
    std::size_t seen = 0;
    for (int number = 1; number < 5; ++number) {
        auto const answer = f.get(what.path + "?page%5Bnumber%5D=" + std::to_string(number));
        auto const& items = bare ? answer.as_array() : answer.at("data").as_array();
        BOOST_TEST(items.size() == (number < 3 ? 20u : number == 3 ? 5u : 0u));
        seen += items.size();
        if (bare) continue;
        json::value const meta{{"page_number", number}, {"page_size", 20}, {"total_pages", 3}, {"total_results", 45}};
        BOOST_TEST(answer.at("meta") == meta);
    }
    BOOST_TEST(seen == 45u);
    auto const small = f.get(what.path + "?page%5Bsize%5D=7&page%5Bnumber%5D=7");
    BOOST_TEST((bare ? small : small.at("data")).as_array().size() == 3u);
    BOOST_TEST(f.refused_at("GET", what.path + "?page%5Bnumber%5D=x") == "page[number]");
    BOOST_TEST(f.refused_at("GET", what.path + "?page%5Bsize%5D=1000000") == "page[size]");
}

life const insights{.path = "/ai/conversations/insights",
                    .body = R"({"name":"mood","instructions":"How?","json_schema":{"type":"object"}})",
                    .required = "/name",
                    .created_in_data = true,
                    .in_data = true};
life const insight_groups{.path = "/ai/conversations/insight-groups",
                          .body = R"({"name":"sales","description":"about sales"})",
                          .required = "/name",
                          .created_in_data = true,
                          .in_data = true};
life const tests{
    .path = "/ai/assistants/tests",
    .body =
        R"({"name":"refund","destination":"+15550001","instructions":"Ask.","rubric":[{"name":"n","criteria":"c"}]})",
    .id = "test_id",
    .required = "/name",
    .created_status = 201};
life const mcp_servers{.path = "/ai/mcp_servers",
                       .body = R"({"name":"files","type":"http","url":"https://example.com/mcp","api_key_ref":"k"})",
                       .required = "/name"};

/// The body of a form, and its content type as a header line.
struct form {
    std::string body;

    static constexpr char header[] = "Content-Type: multipart/form-data; boundary=\"x y\"\r\n";

    form& add(std::string const& disposition, std::string const& content) {
        body += "--x y\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
        return *this;
    }

    raw_client::response send(api& f) const {
        return f.client.request("POST", "/v2/ai/audio/transcriptions", body + "--x y--\r\n", header);
    }
};

std::string error_pointer(raw_client::response const& response) {
    BOOST_TEST_INFO(response.body());
    BOOST_TEST_REQUIRE(response.result_int() == 422u);
    return text_of(json::parse(response.body()).at("errors").at(0).at("source").at("pointer"));
}

} // namespace

BOOST_AUTO_TEST_SUITE(sandbox_resources, *boost::unit_test::label("once"))

BOOST_AUTO_TEST_CASE(objects_are_made_read_changed_and_removed) {
    api f;
    auto const assistant = f.new_assistant();
    std::vector<life> const lives{
        insights,
        insight_groups,
        tests,
        mcp_servers,
        {.path = "/ai/conversations", .body = R"({"name":"first","metadata":{"a":"b"}})", .in_data = true},
        {.path = "/ai/assistants/" + assistant + "/scheduled_events",
         .body =
             R"({"telnyx_conversation_channel":"sms_chat","telnyx_agent_target":"+1","telnyx_end_user_target":"+2",)"
             R"("scheduled_at_fixed_datetime":"2040-01-01T00:00:00Z","text":"Hello"})",
         .id = "scheduled_event_id",
         .required = "/telnyx_conversation_channel",
         .update = "",
         .created_status = 201},
    };
    for (auto const& what : lives)
        BOOST_TEST_CONTEXT(what.path) live(f, what);
}

BOOST_AUTO_TEST_CASE(lists_have_pages) {
    for (auto const& what : {insights, insight_groups, tests})
        BOOST_TEST_CONTEXT(what.path) {
            api f;
            walk_pages(f, what);
        }
    api f;
    walk_pages(f, mcp_servers, true);
    walk_pages(f, {.path = "/ai/assistants/" + f.new_assistant() + "/scheduled_events",
                   .body = R"({"telnyx_conversation_channel":"phone_call","telnyx_agent_target":"+1",)"
                           R"("telnyx_end_user_target":"+2","scheduled_at_fixed_datetime":"2040-01-01T00:00:00Z"})",
                   .created_status = 201});
}

BOOST_AUTO_TEST_CASE(page_can_be_empty_where_the_api_takes_that) {
    api f;
    f.post(insights.path, insights.body);
    auto const page = f.get(insights.path + "?page%5Bsize%5D=0");
    BOOST_TEST(page.at("data").as_array().empty());
    BOOST_TEST(page.at("meta").at("total_results") == 1);
    BOOST_TEST(f.refused_at("GET", tests.path + "?page%5Bsize%5D=0") == "page[size]");
}

BOOST_AUTO_TEST_CASE(insights_have_the_defaults_of_the_api) {
    api f;
    auto const made = f.post(insights.path, R"({"name":"mood","instructions":"How?","unknown":1,"webhook":null})");
    auto const& insight = made.at("data").as_object();
    BOOST_TEST(insight.at("insight_type") == "custom");
    BOOST_TEST(insight.at("webhook") == "");
    BOOST_TEST(!insight.contains("json_schema"));
    BOOST_TEST(!insight.contains("unknown"));
    BOOST_TEST(f.refused_at("POST", insights.path, R"({"name":"n","instructions":"i","json_schema":[1]})") ==
               "/json_schema");
}

BOOST_AUTO_TEST_CASE(groups_hold_the_insights_that_are_assigned) {
    api f;
    auto const insight = text_of(f.post(insights.path, insights.body).at("data").at("id"));
    auto const group =
        insight_groups.path + "/" + text_of(f.post(insight_groups.path, insight_groups.body).at("data").at("id"));
    auto const assigned = group + "/insights/" + insight;
    BOOST_TEST(f.get(group).at("data").at("insights").as_array().empty());
    f.ask(404, "DELETE", assigned + "/unassign");
    f.post(assigned + "/assign");
    f.post(assigned + "/assign");
    BOOST_TEST((each(f.get(group).at("data").at("insights"), "id") == names{insight}));
    BOOST_TEST((each(f.get(insight_groups.path).at("data").at(0).at("insights"), "id") == names{insight}));
    f.post(group + "/insights/other/assign", {}, 404);
    f.post(insight_groups.path + "/other/insights/" + insight + "/assign", {}, 404);

    BOOST_TEST(f.ask(200, "DELETE", assigned + "/unassign").is_null());
    BOOST_TEST(f.get(group).at("data").at("insights").as_array().empty());
    f.post(assigned + "/assign");
    f.ask(200, "DELETE", insights.path + "/" + insight);
    BOOST_TEST(f.get(group).at("data").at("insights").as_array().empty());
}

BOOST_AUTO_TEST_CASE(conversations_can_be_filtered) {
    api f;
    auto const first = f.new_conversation(R"({"name":"Voice one","metadata":{"assistant_id":"a1","age":"7"}})");
    f.new_conversation(R"({"name":"voice two","metadata":{"assistant_id":"a2","age":"30","note":"x,y"}})");
    f.new_conversation(R"({"metadata":{"assistant_id":"a3"}})");
    auto const found = [&](std::string const& query) {
        BOOST_TEST_CONTEXT(query) {
            names assistants;
            auto const answer = f.get("/ai/conversations?" + query);
            for (auto const& each : answer.at("data").as_array())
                assistants.push_back(text_of(each.at("metadata").at("assistant_id")));
            return assistants;
        }
        return names();
    };
    BOOST_TEST((found("") == names{"a1", "a2", "a3"}));
    BOOST_TEST((found("id=eq." + first) == names{"a1"}));
    BOOST_TEST((found("id=neq." + first) == names{"a2", "a3"}));
    BOOST_TEST((found("id=in.(" + first + ",other)") == names{"a1"}));
    BOOST_TEST((found("name=like.Voice%25") == names{"a1"}));
    BOOST_TEST((found("name=ilike.*%20t_o") == names{"a2"}));
    BOOST_TEST((found("name=is.null") == names{"a3"}));
    BOOST_TEST((found("name=not.is.null") == names{"a1", "a2"}));
    BOOST_TEST((found("name=neq.x") == names{"a1", "a2"})); // what is not there is neither equal nor unequal
    BOOST_TEST((found("metadata-%3Eassistant_id=eq.a2") == names{"a2"}));
    BOOST_TEST((found("metadata-%3E%3Eassistant_id=gte.a2") == names{"a2", "a3"}));
    BOOST_TEST((found("metadata-%3Eage=gt.8") == names{"a2"}));
    BOOST_TEST((found("metadata-%3Enote=in.(%22x%2Cy%22,z)") == names{"a2"}));
    BOOST_TEST(
        (found("created_at=gte.2020-01-01&created_at=lt.2999-01-01T00:00:00%2B02:00") == names{"a1", "a2", "a3"}));
    BOOST_TEST((found("last_message_at=lte.2020-01-01").empty()));
    BOOST_TEST((found("or=(name.eq.Voice%20one,and(metadata-%3Eage.eq.30,name.like.voice*))") == names{"a1", "a2"}));
    BOOST_TEST((found("not.or=(name.eq.Voice%20one,name.is.null)") == names{"a2"}));
    BOOST_TEST((found("order=created_at.desc") == names{"a3", "a2", "a1"}));
    BOOST_TEST((found("order=name.asc&limit=2") == names{"a1", "a2"}));
    BOOST_TEST((found("order=metadata-%3Eage.desc.nullslast,id&offset=1&limit=1") == names{"a2"}));

    for (std::string const query : {"name=Voice", "name=like", "colour=eq.red", "or=name.eq.x", "or=(name)",
                                    "id=in.a,b", "name=is.maybe", "order=name.sideways", "order=colour", "limit=0"})
        BOOST_TEST_CONTEXT(query) {
            auto const parameter = query.substr(0, query.find('='));
            auto const refused = f.refused_at("GET", "/ai/conversations?" + query);
            BOOST_TEST((refused == parameter || refused == "colour"));
        }
}

BOOST_AUTO_TEST_CASE(conversations_remember_messages) {
    api f;
    auto const path = "/ai/conversations/" + f.new_conversation();
    auto const before = f.get(path).at("data");
    BOOST_TEST(before.at("metadata").as_object().empty());
    BOOST_TEST(before.at("last_message_at") == before.at("created_at"));
    BOOST_TEST(f.get(path + "/messages").at("data").as_array().empty());

    BOOST_TEST(f.post(path + "/message", R"({"role":"user","content":"Hello"})").is_null());
    f.post(path + "/message", R"({"role":"assistant","sent_at":"2025-04-15T13:07:28.764Z","tool_calls":[{"id":"c1",)"
                              R"("type":"function","function":{"name":"f","arguments":"{}"}}]})");
    auto const answer = f.get(path + "/messages");
    BOOST_TEST((each(answer.at("data"), "role") == names{"user", "assistant"}));
    BOOST_TEST((each(answer.at("data"), "text") == names{"Hello", ""}));
    BOOST_TEST(answer.at("data").at(0).at("sent_at").is_string());
    BOOST_TEST(answer.at("data").at(1).at("sent_at") == "2025-04-15T13:07:28.764Z");
    BOOST_TEST(answer.at("data").at(1).at("tool_calls").at(0).at("function").at("name") == "f");
    BOOST_TEST(answer.at("meta").at("total_results") == 2);
    BOOST_TEST(f.get(path).at("data").at("last_message_at") == answer.at("data").at(1).at("created_at"));

    BOOST_TEST(f.refused_at("POST", path + "/message", "{}") == "/role");
    BOOST_TEST(f.refused_at("POST", path + "/message", R"({"role":"user","sent_at":"soon"})") == "/sent_at");
    BOOST_TEST(f.refused_at("POST", path + "/message", R"({"role":"user","metadata":{"a":{}}})") == "/metadata/a");
    f.ask(200, "DELETE", path);
    f.ask(404, "GET", path + "/messages");
    f.post(path + "/message", R"({"role":"user"})", 404);
}

BOOST_AUTO_TEST_CASE(metadata_are_replaced) {
    api f;
    auto const path = "/ai/conversations/" + f.new_conversation(R"({"metadata":{"a":"b"}})");
    auto const changed = f.ask(200, "PUT", path, R"({"metadata":{"ai_disabled":true}})").at("data");
    BOOST_TEST((changed.at("metadata") == json::object{{"ai_disabled", "true"}}));
    BOOST_TEST(f.refused_at("PUT", path, R"({"metadata":["a"]})") == "/metadata");
}

BOOST_AUTO_TEST_CASE(conversations_have_insights_once_something_was_said) {
    api f;
    auto const first = text_of(f.post(insights.path, insights.body).at("data").at("id"));
    auto const second =
        text_of(f.post(insights.path, R"({"name":"topic","instructions":"What?"})").at("data").at("id"));
    auto const group = text_of(f.post(insight_groups.path, insight_groups.body).at("data").at("id"));
    f.post(insight_groups.path + "/" + group + "/insights/" + second + "/assign");
    auto const assistant = f.new_assistant(R"(,"insight_settings":{"insight_group_id":")" + group + "\"}");

    auto const path = "/ai/conversations/" + f.new_conversation();
    BOOST_TEST(f.get(path + "/conversations-insights").at("data").as_array().empty());
    f.post(path + "/message", R"({"role":"user","content":"My invoice is wrong"})");
    auto const found = f.get(path + "/conversations-insights");
    BOOST_TEST(found.at("meta").at("total_pages") == 1);
    auto const& entry = found.at("data").at(0);
    BOOST_TEST(entry.at("status") == "completed");
    BOOST_TEST((each(entry.at("conversation_insights"), "insight_id") == names{first, second}));
    BOOST_TEST(json::parse(entry.at("conversation_insights").at(0).at("result").as_string()).is_object());
    BOOST_TEST(text_of(entry.at("conversation_insights").at(1).at("result")).find("invoice") != std::string::npos);

    auto const other =
        "/ai/conversations/" + f.new_conversation(R"({"metadata":{"assistant_id":")" + assistant + "\"}}");
    f.post(other + "/message", R"({"role":"user","content":"Hello"})");
    auto const its = f.get(other + "/conversations-insights").at("data").at(0).at("conversation_insights");
    BOOST_TEST((each(its, "insight_id") == names{second}));
}

BOOST_AUTO_TEST_CASE(tests_can_be_filtered_and_grouped_in_suites) {
    api f;
    auto const make = [&](std::string const& members) {
        return text_of(f.post(tests.path, with(tests.body, members), 201).at("test_id"));
    };
    auto const first = make(R"("name":"one","test_suite":"night","telnyx_conversation_channel":"sms_chat")");
    auto const second = make(R"("name":"two","test_suite":"night","destination":"+15559999")");
    make(R"("name":"three","test_suite":"day")");
    auto const found = [&](std::string const& query) { return each(f.get(tests.path + query).at("data"), "name"); };
    BOOST_TEST((found("?test_suite=night") == names{"one", "two"}));
    BOOST_TEST((found("?telnyx_conversation_channel=web_chat") == names{"two", "three"}));
    BOOST_TEST((found("?test_suite=night&destination=%2B15559999") == names{"two"}));
    BOOST_TEST((f.get(tests.path + "/test-suites").at("data") == json::array{"night", "day"}));

    auto const runs = tests.path + "/test-suites/night/runs";
    auto const started = f.post(runs, "{}", 201);
    BOOST_TEST((each(started, "test_id") == names{first, second}));
    BOOST_TEST((each(started, "status") == names{"pending", "pending"}));
    BOOST_TEST(started.at(0).at("test_suite_run_id") == started.at(1).at("test_suite_run_id"));
    f.post(runs, {}, 201);
    BOOST_TEST(f.get(runs).at("meta").at("total_results") == 4);
    auto const of_one_start = f.get(runs + "?test_suite_run_id=" + text_of(started.at(0).at("test_suite_run_id")));
    BOOST_TEST((each(of_one_start.at("data"), "run_id") == each(started, "run_id")));
    BOOST_TEST(f.get(runs + "?status=failed").at("data").as_array().empty());
    BOOST_TEST(f.get(runs + "?page%5Bsize%5D=3&page%5Bnumber%5D=2").at("data").as_array().size() == 1u);
    f.ask(404, "GET", tests.path + "/test-suites/noon/runs");
    f.post(tests.path + "/test-suites/noon/runs", "{}", 404);
}

BOOST_AUTO_TEST_CASE(tests_are_run) {
    api f;
    auto const path = tests.path + "/" + text_of(f.post(tests.path, tests.body, 201).at("test_id"));
    auto const started = f.post(path + "/runs", "{}", 201);
    BOOST_TEST(started.at("status") == "pending");
    BOOST_TEST(started.at("triggered_by") == "api");
    BOOST_TEST(!started.as_object().contains("completed_at"));
    auto const one = path + "/runs/" + text_of(started.at("run_id"));
    auto const done = f.get(one);
    BOOST_TEST(done.at("status") == "passed");
    BOOST_TEST(done.at("completed_at").is_string());
    BOOST_TEST((done.at("detail_status") == json::array{json::object{{"name", "n"}, {"status", "passed"}}}));
    f.post(path + "/runs", {}, 201);
    BOOST_TEST(f.get(path + "/runs?status=passed").at("meta").at("total_results") == 2);
    BOOST_TEST(f.get(path + "/runs?status=failed").at("data").as_array().empty());

    auto const assistant = "/ai/assistants/" + f.new_assistant();
    auto const version = text_of(f.get(assistant).at("version_id"));
    f.post(path + "/runs", R"({"destination_version_id":")" + version + "\"}", 201);
    f.post(path + "/runs", R"({"destination_version_id":"other"})", 400);
    f.ask(404, "GET", path + "/runs/other");
    f.ask(200, "DELETE", path);
    f.ask(404, "GET", one);
    f.ask(404, "GET", path + "/runs");
    f.post(path + "/runs", "{}", 404);
}

BOOST_AUTO_TEST_CASE(descriptions_of_tests_are_checked_to_the_ground) {
    api f;
    auto const refused = [&](std::string const& members) {
        return f.refused_at("POST", tests.path, with(tests.body, members));
    };
    BOOST_TEST(refused(R"("rubric":{})") == "/rubric");
    BOOST_TEST(refused(R"("rubric":[{"name":"n","criteria":"c"},{"name":"n"}])") == "/rubric/1/criteria");
    BOOST_TEST(refused(R"("rubric":["fast"])") == "/rubric/0");
    BOOST_TEST(refused(R"("max_duration_seconds":0)") == "/max_duration_seconds");
    BOOST_TEST(refused(R"("max_duration_seconds":1.5)") == "/max_duration_seconds");
    BOOST_TEST(refused(R"("telnyx_conversation_channel":"letter")") == "/telnyx_conversation_channel");
    BOOST_TEST(refused(R"("name":null)") == "/name");
}

BOOST_AUTO_TEST_CASE(sounds_are_transcribed) {
    api f;
    auto const model = [] { return form().add("name=\"model\"", "distil-whisper/distil-large-v2"); };
    auto const file = std::string("name=\"file\"; filename=\"a %22talk%22.wav\"");
    auto const sound = std::string(16000, 'x') + "\r\n--x z\r\n";
    auto const plain = model().add(file, sound).send(f);
    BOOST_TEST(plain.result_int() == 200u);
    auto const answer = json::parse(plain.body()).as_object();
    BOOST_TEST(answer.size() == 1u);
    auto const text = text_of(answer.at("text"));
    BOOST_TEST_INFO(text);
    BOOST_TEST(text.find("a \"talk\".wav") != std::string::npos);
    BOOST_TEST(text.find(std::to_string(sound.size()) + " bytes") != std::string::npos);

    auto const long_one = model()
                              .add(file, sound)
                              .add("name=\"response_format\"", "verbose_json")
                              .add("name=\"timestamp_granularities[]\"", "segment")
                              .add("name=\"model_config[smart_format]\"", "true")
                              .send(f);
    auto const verbose = json::parse(long_one.body());
    BOOST_TEST(verbose.at("text") == answer.at("text"));
    BOOST_TEST(verbose.at("duration").as_double() >= 1.0);
    auto const& segments = verbose.at("segments").as_array();
    BOOST_TEST_REQUIRE(segments.size() > 1u);
    std::string joined;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        BOOST_TEST(segments[i].at("id") == i);
        BOOST_TEST(segments[i].at("start") == (i == 0 ? json::value(0.0) : segments[i - 1].at("end")));
        joined += (i == 0 ? "" : " ") + text_of(segments[i].at("text"));
    }
    BOOST_TEST(joined == text);
    BOOST_TEST(segments.back().at("end") == verbose.at("duration"));

    auto const remote = model().add("name=\"file_url\"", "https://example.com/calls/talk.mp3").send(f);
    BOOST_TEST(text_of(json::parse(remote.body()).at("text")).find("talk.mp3") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(transcriptions_that_lack_something_are_refused) {
    api f;
    auto const model = [] { return form().add("name=\"model\"", "deepgram/nova-3"); };
    std::string const file = "name=\"file\"; filename=\"a.wav\"";
    BOOST_TEST(error_pointer(form().add(file, "x").send(f)) == "/model");
    BOOST_TEST(error_pointer(model().send(f)) == "/file");
    BOOST_TEST(error_pointer(model().add(file, "").send(f)) == "/file");
    BOOST_TEST(error_pointer(model().add(file, "x").add("name=\"file_url\"", "u").send(f)) == "/file_url");
    BOOST_TEST(error_pointer(model().add(file, "x").add("name=\"response_format\"", "xml").send(f)) ==
               "/response_format");
    auto const path = "/v2/ai/audio/transcriptions";
    BOOST_TEST(f.client.request("POST", path, "{}", "Content-Type: application/json\r\n").result_int() == 415u);
    for (std::string const body : {"", "--x y", "--x y\r\n", "--x y\r\n--x y--", "--x y\r\nA: b\r\n\r\nc\r\n--x y--",
                                   "--x y\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nc", "hello"})
        BOOST_TEST_CONTEXT(body) BOOST_TEST(f.client.request("POST", path, body, form::header).result_int() == 400u);
}

BOOST_AUTO_TEST_CASE(texts_are_spoken) {
    api f;
    auto const path = std::string("/text-to-speech/speech");
    auto const mp3 = f.send("POST", path, R"({"text":"Hello, world","voice":"Telnyx.NaturalHD.Alloy"})");
    BOOST_TEST(mp3.result_int() == 200u);
    BOOST_TEST(mp3["content-type"] == "audio/mpeg");
    BOOST_TEST(mp3.body().size() >= 192u);
    BOOST_TEST(mp3.body().size() % 192 == 0u);
    for (std::size_t at = 0; at < mp3.body().size(); at += 192)
        BOOST_TEST(mp3.body().substr(at, 2) == "\xff\xf3");

    auto const wav =
        f.send("POST", path,
               R"({"text":"Hello","provider":"telnyx","telnyx":{"response_format":"wav","sampling_rate":8000}})");
    BOOST_TEST(wav["content-type"] == "audio/wav");
    BOOST_TEST(wav.body().substr(0, 4) == "RIFF");
    BOOST_TEST(wav.body().substr(8, 8) == "WAVEfmt ");
    BOOST_TEST(wav.body().size() == 44 + 2 * 8000 * 60 * 5 / 1000u);

    auto const coded = f.post(path, R"({"text":"Hi","provider":"aws","output_type":"base64_output"})");
    BOOST_TEST(text_of(coded.at("base64_audio")).substr(0, 4) == "//OE");
    BOOST_TEST(coded.at("base64_audio").as_string().size() % 4 == 0u);

    BOOST_TEST(f.refused_at("POST", path, R"({"voice":"telnyx.x"})") == "/text");
    BOOST_TEST(f.refused_at("POST", path, R"({"text":"Hi"})") == "/provider");
    BOOST_TEST(f.refused_at("POST", path, R"({"text":"Hi","voice":"nobody.x"})") == "/voice");
    BOOST_TEST(f.refused_at("POST", path, R"({"text":"Hi","provider":"telnyx","telnyx":{"volume":3}})") ==
               "/telnyx/volume");
}

BOOST_AUTO_TEST_CASE(voices_are_listed_by_provider) {
    api f;
    auto const all = each(f.get("/text-to-speech/voices").at("voices"), "provider");
    auto const some = each(f.get("/text-to-speech/voices?provider=azure&api_key=k").at("voices"), "provider");
    BOOST_TEST((all.size() > some.size() && !some.empty()));
    BOOST_TEST((some == names(some.size(), "azure")));
    BOOST_TEST(f.refused_at("GET", "/text-to-speech/voices?provider=nobody") == "provider");
}

BOOST_AUTO_TEST_CASE(assistants_are_made_read_changed_and_removed) {
    api f;
    auto const all_tools =
        R"(,"tools":[{"type":"webhook","webhook":{"name":"w","description":"d","url":"https://e.com","timeout_ms":500}},)"
        R"({"type":"retrieval","retrieval":{"bucket_ids":["b"],"max_num_results":3}},)"
        R"({"type":"handoff","handoff":{"ai_assistants":[{"id":"a","name":"n"}],"voice_mode":"unified"}},)"
        R"({"type":"hangup","hangup":{}},{"type":"skip_turn","skip_turn":{"description":"d"}},)"
        R"({"type":"transfer","transfer":{"from":"+1","targets":[{"to":"+2"}],"warm_message_delay_ms":null}},)"
        R"({"type":"invite","invite_config":{"voicemail_detection":{"detection_mode":"premium"}}},)"
        R"({"type":"refer","refer":{"targets":[{"name":"n","sip_address":"s"}],)"
        R"("sip_headers":[{"name":"Diversion","value":"v"}]}},)"
        R"({"type":"send_dtmf","send_dtmf":{"any":1}},{"type":"send_message","send_message":{}}],)"
        R"("voice_settings":{"voice":"v","background_audio":{"type":"predefined_media","value":"office"}},)"
        R"("widget_settings":{"theme":"dark","logo_icon_url":null},"dynamic_variables":{"a":{"b":1}})";
    auto const id = f.new_assistant(all_tools);
    auto const path = "/ai/assistants/" + id;
    auto const made = f.get(path);
    BOOST_TEST(text_of(made.at("id")) == id);
    BOOST_TEST(made.at("tools").as_array().size() == 10u);
    BOOST_TEST(made.at("tools").at(5).at("transfer").at("warm_message_delay_ms").is_null());
    BOOST_TEST(made.at("widget_settings").at("logo_icon_url").is_null());
    BOOST_TEST((f.get("/ai/assistants").at("data") == json::array{made}));

    auto const changed = f.post(path, R"({"name":"Eve","tools":[]})");
    BOOST_TEST(changed.at("name") == "Eve");
    BOOST_TEST(changed.at("model") == made.at("model"));
    BOOST_TEST(changed.at("created_at") == made.at("created_at"));
    BOOST_TEST(changed.at("tools").as_array().empty());
    BOOST_TEST(f.get(path + "?fetch_dynamic_variables_from_webhook=false&from=a&to=b&call_control_id=c") == changed);
    BOOST_TEST(f.refused_at("GET", path + "?fetch_dynamic_variables_from_webhook=5") ==
               "fetch_dynamic_variables_from_webhook");

    auto const copy = f.post(path + "/clone");
    BOOST_TEST(copy.at("id") != made.at("id"));
    BOOST_TEST(copy.at("model") == made.at("model"));
    BOOST_TEST(f.get("/ai/assistants").at("data").as_array().size() == 2u);

    auto const removed = f.ask(200, "DELETE", path);
    BOOST_TEST((removed == json::object{{"id", id}, {"deleted", true}, {"object", "assistant"}}));
    for (std::string const below : {"", "/texml", "/versions", "/canary-deploys", "/scheduled_events"})
        f.ask(404, "GET", path + below);
    f.ask(404, "DELETE", path);
    f.post(path, "{}", 404);
    f.post(path + "/clone", {}, 404);
}

BOOST_AUTO_TEST_CASE(descriptions_of_assistants_are_checked_to_the_ground) {
    api f;
    std::string const path = "/ai/assistants";
    auto const refused = [&](std::string const& members) {
        return f.refused_at("POST", path, R"({"name":"n","model":"m","instructions":"i",)" + members + "}");
    };
    BOOST_TEST(f.refused_at("POST", path, "{}") == "/name");
    BOOST_TEST(f.refused_at("POST", path, R"({"name":"n","model":"m"})") == "/instructions");
    BOOST_TEST(refused(R"("tools":[{"type":"hammer"}])") == "/tools/0/type");
    BOOST_TEST(refused(R"("tools":[{"type":"hangup","hangup":{}},{"type":"webhook"}])") == "/tools/1/webhook");
    BOOST_TEST(refused(R"("tools":[{"hangup":{}}])") == "/tools/0/type");
    BOOST_TEST(refused(R"("tools":[{"type":"retrieval","retrieval":{"bucket_ids":[5]}}])") ==
               "/tools/0/retrieval/bucket_ids/0");
    BOOST_TEST(refused(R"("enabled_features":["telephony","fax"])") == "/enabled_features/1");
    BOOST_TEST(refused(R"("voice_settings":{})") == "/voice_settings/voice");
    BOOST_TEST(refused(R"("telephony_settings":{"time_limit_secs":29})") == "/telephony_settings/time_limit_secs");
    BOOST_TEST(refused(R"("transcription":{"settings":{"eager_eot_threshold":0.95}})") ==
               "/transcription/settings/eager_eot_threshold");
}

BOOST_AUTO_TEST_CASE(every_change_of_an_assistant_is_a_version) {
    api f;
    auto const path = "/ai/assistants/" + f.new_assistant();
    auto const first = text_of(f.get(path).at("version_id"));
    auto const second = text_of(f.post(path, R"({"name":"second"})").at("version_id"));
    auto const third = text_of(f.post(path, R"({"name":"third","promote_to_main":false})").at("version_id"));
    BOOST_TEST((each(f.get(path + "/versions").at("data"), "name") == names{"Ada", "second", "third"}));
    BOOST_TEST(f.get(path).at("name") == "second");
    BOOST_TEST(f.get(path + "/versions/" + first).at("name") == "Ada");
    BOOST_TEST(!f.get(path).as_object().contains("promote_to_main"));

    BOOST_TEST(f.post(path + "/versions/" + third, R"({"model":"m3"})").at("model") == "m3");
    BOOST_TEST(f.get(path + "/versions/" + third).at("name") == "third");
    f.post(path + "/versions/" + second, R"({"model":"m2"})", 400);
    f.ask(400, "DELETE", path + "/versions/" + second);
    BOOST_TEST(f.refused_at("POST", path + "/versions/" + third, R"({"model":5})") == "/model");

    BOOST_TEST(f.post(path + "/versions/" + third + "/promote").at("name") == "third");
    BOOST_TEST(f.get(path).at("model") == "m3");
    BOOST_TEST(f.ask(204, "DELETE", path + "/versions/" + second).is_null());
    f.ask(404, "GET", path + "/versions/" + second);
    f.post(path + "/versions/" + second + "/promote", {}, 404);
    BOOST_TEST((each(f.get(path + "/versions").at("data"), "version_id") == names{first, third}));

    f.post(mcp_servers.path, mcp_servers.body);
    auto const with_servers = f.get(path + "/versions/" + first + "?include_mcp_servers=true").as_object();
    BOOST_TEST(with_servers.at("mcp_servers").as_array().size() == 1u);
    BOOST_TEST(!f.get(path + "/versions/" + first).as_object().contains("mcp_servers"));
}

BOOST_AUTO_TEST_CASE(canary_deploys_share_the_traffic_among_versions) {
    api f;
    auto const assistant = f.new_assistant();
    auto const path = "/ai/assistants/" + assistant;
    auto const first = text_of(f.get(path).at("version_id"));
    auto const second = text_of(f.post(path, R"({"promote_to_main":false})").at("version_id"));
    auto const deploy = path + "/canary-deploys";
    auto const body = [](std::string const& version, int percentage) {
        return R"({"versions":[{"version_id":")" + version + R"(","percentage":)" + std::to_string(percentage) + "}]}";
    };
    f.ask(404, "GET", deploy);
    f.ask(404, "PUT", deploy, body(second, 10));
    f.ask(404, "DELETE", deploy);
    BOOST_TEST(f.refused_at("POST", deploy, "{}") == "/versions");
    BOOST_TEST(f.refused_at("POST", deploy, body("other", 10)) == "/versions/0/version_id");
    BOOST_TEST(f.refused_at("POST", deploy, body(second, 100)) == "/versions/0/percentage");
    auto const made = f.post(deploy, body(second, 10));
    BOOST_TEST(text_of(made.at("assistant_id")) == assistant);
    BOOST_TEST((made.at("versions") == json::array{json::object{{"version_id", second}, {"percentage", 10}}}));
    BOOST_TEST(f.get(deploy) == made);
    f.post(deploy, body(second, 10), 400);
    auto const changed = f.ask(200, "PUT", deploy, body(first, 20));
    BOOST_TEST(changed.at("versions").at(0).at("percentage") == 20);
    BOOST_TEST(changed.at("created_at") == made.at("created_at"));
    BOOST_TEST(changed.at("updated_at") != made.at("updated_at"));
    BOOST_TEST(f.ask(204, "DELETE", deploy).is_null());
    f.ask(404, "GET", deploy);
    f.post(deploy, body(second, 10));
    f.post(path + "/versions/" + second + "/promote");
    f.ask(404, "GET", deploy);
}

BOOST_AUTO_TEST_CASE(assistants_chat_within_a_conversation) {
    api f;
    auto const path = "/ai/assistants/" + f.new_assistant() + "/chat";
    auto const conversation = f.new_conversation();
    auto const body = [](std::string const& id) {
        return R"({"content":"Tell me a joke about cats","name":"Kim","conversation_id":")" + id + "\"}";
    };
    auto const answer = text_of(f.post(path, body(conversation)).at("content"));
    BOOST_TEST(answer.find("cats") != std::string::npos);
    auto const messages = f.get("/ai/conversations/" + conversation + "/messages").at("data");
    BOOST_TEST((each(messages, "role") == names{"user", "assistant"}));
    BOOST_TEST((each(messages, "text") == names{"Tell me a joke about cats", answer}));
    BOOST_TEST(text_of(f.post(path, body(f.new_conversation())).at("content")) == answer);

    BOOST_TEST(f.refused_at("POST", path, R"({"content":"Hi"})") == "/conversation_id");
    f.post(path, body("other"), 404);
    f.post("/ai/assistants/other/chat", body(conversation), 404);
    auto const people_only = f.new_conversation(R"({"metadata":{"ai_disabled":"true"}})");
    f.post(path, body(people_only), 400);
}

BOOST_AUTO_TEST_CASE(assistants_send_messages) {
    api f;
    auto const assistant = f.new_assistant(R"(,"greeting":"Good day!")");
    auto const path = "/ai/assistants/" + assistant + "/chat/sms";
    auto const send = [&](std::string const& members) {
        return f.post(path, R"({"from":"+1","to":"+2")" + members + "}").as_object();
    };
    BOOST_TEST(send(R"(,"should_create_conversation":false)").empty());
    auto const id = text_of(send(R"(,"conversation_metadata":{"order":7})").at("conversation_id"));
    auto const conversation = f.get("/ai/conversations/" + id).at("data");
    BOOST_TEST((conversation.at("metadata") == json::object{{"assistant_id", assistant},
                                                            {"telnyx_agent_target", "+1"},
                                                            {"telnyx_conversation_channel", "sms_chat"},
                                                            {"telnyx_end_user_target", "+2"},
                                                            {"order", "7"}}));
    BOOST_TEST(text_of(send(R"(,"text":"Still there?","should_create_conversation":false)").at("conversation_id")) ==
               id);
    auto const messages = f.get("/ai/conversations/" + id + "/messages").at("data");
    BOOST_TEST((each(messages, "text") == names{"Good day!", "Still there?"}));
    BOOST_TEST(f.refused_at("POST", path, R"({"from":"+1"})") == "/to");
}

BOOST_AUTO_TEST_CASE(texml_comes_as_a_json_string) {
    api f;
    auto const id = f.new_assistant();
    auto const response = f.send("GET", "/ai/assistants/" + id + "/texml");
    BOOST_TEST(response["content-type"] == "application/json");
    auto const texml = text_of(json::parse(response.body()));
    BOOST_TEST(texml.starts_with("<?xml"));
    BOOST_TEST(texml.find(id) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(assistants_are_imported) {
    api f;
    std::string const path = "/ai/assistants/import";
    auto const body = R"({"provider":"vapi","api_key_ref":"key","import_ids":["x1","x2"]})";
    auto const made = f.post(path, body).at("data");
    BOOST_TEST(made.as_array().size() == 2u);
    BOOST_TEST((made.at(0).at("import_metadata") == json::object{{"import_id", "x1"}, {"import_provider", "vapi"}}));
    BOOST_TEST((each(f.post(path, body).at("data"), "id") == each(made, "id")));
    BOOST_TEST(!f.post(path, R"({"provider":"retell","api_key_ref":"key"})").at("data").as_array().empty());
    BOOST_TEST(f.refused_at("POST", path, R"({"provider":"other","api_key_ref":"key"})") == "/provider");
    BOOST_TEST(f.refused_at("POST", path, R"({"provider":"vapi"})") == "/api_key_ref");
}

BOOST_AUTO_TEST_CASE(tools_are_tested) {
    api f;
    auto const path =
        "/ai/assistants/" +
        f.new_assistant(R"(,"tool_ids":["t1","t-fail"],"tools":[{"type":"webhook","webhook":)"
                        R"({"name":"orders","description":"d","url":"https://e.com/o","method":"GET"}}])");
    BOOST_TEST(!f.get(path).as_object().contains("tool_ids"));
    auto const tested = f.post(path + "/tools/orders/test", R"({"arguments":{"id":5}})").at("data");
    BOOST_TEST(tested.at("success") == true);
    BOOST_TEST(tested.at("status_code") == 200);
    BOOST_TEST(tested.at("content_type") == "application/json");
    BOOST_TEST(json::parse(tested.at("response").as_string()).is_object());
    BOOST_TEST(tested.at("request").at("url") == "https://e.com/o");
    BOOST_TEST(tested.at("request").at("method") == "GET");
    BOOST_TEST((tested.at("request").at("body") == json::object{{"id", 5}}));
    BOOST_TEST(f.post(path + "/tools/t1/test").at("data").at("success") == true);
    auto const failed = f.post(path + "/tools/t-fail/test", "{}").at("data");
    BOOST_TEST(failed.at("success") == false);
    BOOST_TEST(failed.at("status_code") == 500);
    f.post(path + "/tools/other/test", "{}", 404);
    BOOST_TEST(f.refused_at("POST", path + "/tools/t1/test", R"({"arguments":[]})") == "/arguments");
}

BOOST_AUTO_TEST_CASE(events_are_scheduled) {
    api f;
    auto const path = "/ai/assistants/" + f.new_assistant() + "/scheduled_events";
    auto const schedule = [&](std::string const& channel, std::string const& time, std::string const& more = {}) {
        return R"({"telnyx_conversation_channel":")" + channel + R"(","scheduled_at_fixed_datetime":")" + time +
               R"(","telnyx_agent_target":"+1","telnyx_end_user_target":"+2")" + more + "}";
    };
    auto const past = f.post(path, schedule("phone_call", "2025-04-15T13:07:28.764Z", R"(,"text":"x")"), 201);
    BOOST_TEST(past.at("status") == "completed");
    BOOST_TEST(!past.as_object().contains("text"));
    auto const future = f.post(
        path, schedule("sms_chat", "2099-04-15T00:00:00Z", R"(,"text":"Hi","conversation_metadata":{"a":true})"), 201);
    BOOST_TEST(future.at("status") == "pending");
    BOOST_TEST(future.at("retry_count") == 0);
    BOOST_TEST(future.at("conversation_metadata").at("a") == true);
    auto const found = [&](std::string const& query) {
        return each(f.get(path + query).at("data"), "telnyx_conversation_channel");
    };
    BOOST_TEST((found("") == names{"phone_call", "sms_chat"}));
    BOOST_TEST((found("?conversation_channel=sms_chat") == names{"sms_chat"}));
    BOOST_TEST((found("?from_date=2030-01-01") == names{"sms_chat"}));
    BOOST_TEST((found("?from_date=2025-04-15T00:00:00Z&to_date=2025-04-16T00:00:00Z") == names{"phone_call"}));
    BOOST_TEST(f.refused_at("GET", path + "?to_date=tomorrow") == "to_date");
    BOOST_TEST(f.refused_at("POST", path, schedule("sms_chat", "2099-04-15T00:00:00Z")) == "/text");
    BOOST_TEST(f.refused_at("POST", path, schedule("phone_call", "soon")) == "/scheduled_at_fixed_datetime");
    f.post("/ai/assistants/other/scheduled_events", schedule("phone_call", "2099-01-01"), 404);
}

BOOST_AUTO_TEST_CASE(buckets_are_embedded_and_searched) {
    api f;
    std::string const path = "/ai/embeddings";
    auto const started = f.post(path, R"({"bucket_name":"docs"})").at("data");
    BOOST_TEST(started.at("status") == "queued");
    BOOST_TEST(started.at("finished_at").is_null());
    auto const task = f.get(path + "/" + text_of(started.at("task_id"))).at("data");
    BOOST_TEST(task.at("status") == "success");
    BOOST_TEST(task.at("finished_at").is_string());
    f.post(path + "/url", R"({"bucket_name":"docs","url":"https://example.com/a/b"})");
    f.post(path, R"({"bucket_name":"to-fail","embedding_model":"intfloat/multilingual-e5-large"})");

    BOOST_TEST(f.get(path).at("data").as_array().empty());
    auto const succeeded = f.get(path + "?status=success%2Cqueued").at("data");
    BOOST_TEST(succeeded.as_array().size() == 2u);
    BOOST_TEST(succeeded.at(0).at("bucket") == "docs");
    BOOST_TEST(succeeded.at(0).at("user_id").is_string());
    BOOST_TEST(f.get(path + "?status=success&status=failure").at("data").as_array().size() == 3u);

    BOOST_TEST((f.get(path + "/buckets").at("data").at("buckets") == json::array{"docs", "to-fail"}));
    auto const files = f.get(path + "/buckets/docs").at("data");
    auto const file_names = each(files, "filename");
    BOOST_TEST(file_names.size() == 4u);
    BOOST_TEST(file_names.back() == "example.com_a_b.html");
    BOOST_TEST(files.at(0).at("status") == "success");
    BOOST_TEST(files.at(0).at("last_embedded_at").is_string());
    BOOST_TEST(f.get(path + "/buckets/to-fail").at("data").at(0).at("error_reason").is_string());

    auto const search = R"({"bucket_name":"docs","query":"Where are my invoices?","num_of_docs":5})";
    auto const found = f.post(path + "/similarity-search", search).at("data");
    BOOST_TEST_REQUIRE(found.as_array().size() == 5u);
    double last = 0;
    for (auto const& each : found.as_array()) {
        auto const distance = each.at("distance").as_double();
        BOOST_TEST((last < distance && distance < 1));
        last = distance;
        BOOST_TEST(each.at("document_chunk").is_string());
        auto const& metadata = each.at("metadata");
        BOOST_TEST(std::count(file_names.begin(), file_names.end(), text_of(metadata.at("filename"))) == 1);
        BOOST_TEST(metadata.at("embedding") == "thenlper/gte-large");
        BOOST_TEST(metadata.at("certainty").as_double() > 0);
        BOOST_TEST(metadata.at("loader_metadata").is_object());
    }
    BOOST_TEST(f.post(path + "/similarity-search", search).at("data") == found);
    BOOST_TEST(
        f.post(path + "/similarity-search", R"({"bucket_name":"docs","query":"x"})").at("data").as_array().size() ==
        3u);

    BOOST_TEST(f.ask(200, "DELETE", path + "/buckets/docs").is_null());
    f.ask(404, "GET", path + "/buckets/docs");
    f.ask(404, "DELETE", path + "/buckets/docs");
    f.post(path + "/similarity-search", search, 404);
    f.ask(404, "GET", path + "/other");
    BOOST_TEST(f.refused_at("POST", path, "{}") == "/bucket_name");
    BOOST_TEST(f.refused_at("POST", path, R"({"bucket_name":"b","loader":"x"})") == "/loader");
    BOOST_TEST(f.refused_at("POST", path + "/url", R"({"bucket_name":"b"})") == "/url");
    BOOST_TEST(f.refused_at("POST", path + "/similarity-search", R"({"bucket_name":"to-fail"})") == "/query");
}

BOOST_AUTO_TEST_CASE(files_are_summarized) {
    api f;
    auto const answer = f.post("/ai/summarize", R"({"bucket":"b","filename":"minutes.txt","system_prompt":"Short."})");
    BOOST_TEST(text_of(answer.at("data").at("summary")).find("minutes.txt") != std::string::npos);
    BOOST_TEST(f.refused_at("POST", "/ai/summarize", R"({"bucket":"b"})") == "/filename");
}

BOOST_AUTO_TEST_CASE(vectors_are_the_same_for_the_same_text) {
    api f;
    std::string const path = "/ai/openai/embeddings";
    auto const answer =
        f.post(path, R"({"model":"thenlper/gte-large","input":["red cats","green cats","red cats"],"dimensions":64})");
    BOOST_TEST(answer.at("object") == "list");
    BOOST_TEST(answer.at("usage").at("prompt_tokens") == 6);
    auto const& data = answer.at("data");
    auto const product = [&](std::size_t a, std::size_t b) {
        double sum = 0;
        for (std::size_t i = 0; i < 64; ++i)
            sum += data.at(a).at("embedding").at(i).as_double() * data.at(b).at("embedding").at(i).as_double();
        return sum;
    };
    BOOST_TEST(data.at(2).at("index") == 2);
    BOOST_TEST(data.at(0).at("embedding").as_array().size() == 64u);
    BOOST_TEST(data.at(0).at("embedding") == data.at(2).at("embedding"));
    BOOST_TEST(product(0, 0) == 1.0, boost::test_tools::tolerance(1e-5));
    BOOST_TEST((product(0, 1) > 0.2 && product(0, 1) < 0.99));

    auto const whole = f.post(path, R"({"model":"thenlper/gte-large","input":"red cats"})");
    BOOST_TEST(whole.at("data").at(0).at("embedding").as_array().size() == 1024u);
    auto const coded = f.post(path, R"({"model":"m","input":"x","dimensions":3,"encoding_format":"base64"})");
    BOOST_TEST(coded.at("data").at(0).at("embedding").as_string().size() == 16u);
    BOOST_TEST(f.refused_at("POST", path, R"({"model":"m"})") == "/input");
    BOOST_TEST(f.refused_at("POST", path, R"({"model":"m","input":["a",5]})") == "/input/1");
    BOOST_TEST(f.refused_at("POST", path, R"({"model":"m","input":[]})") == "/input");
    BOOST_TEST(f.refused_at("POST", path, R"({"model":"m","input":"x","dimensions":0})") == "/dimensions");

    auto const models = f.get(path + "/models");
    BOOST_TEST(models.at("object") == "list");
    BOOST_TEST(models.at("data").at(0).at("owned_by") == "thenlper");
}

BOOST_AUTO_TEST_CASE(clusters_are_computed) {
    api f;
    std::string const path = "/ai/clusters";
    auto const made = f.post(path, R"({"bucket":"docs","files":["a.txt"],"min_cluster_size":30})").at("data");
    BOOST_TEST(made.as_object().size() == 1u);
    auto const one = path + "/" + text_of(made.at("task_id"));
    auto const listed = f.get(path);
    BOOST_TEST(listed.at("meta").at("page_number") == 1);
    auto const& task = listed.at("data").at(0);
    BOOST_TEST(task.at("status") == "completed");
    BOOST_TEST(task.at("min_cluster_size") == 30);
    BOOST_TEST(task.at("min_subcluster_size") == 5);
    BOOST_TEST(task.at("finished_at").is_string());
    BOOST_TEST((f.get(path + "?page%5Bnumber%5D=0") == listed));

    auto const plain = f.get(one).at("data");
    BOOST_TEST(plain.at("bucket") == "docs");
    BOOST_TEST(plain.at("status") == "completed");
    auto const& cluster = plain.at("clusters").at(0);
    BOOST_TEST(cluster.at("cluster_id") == "0");
    BOOST_TEST(cluster.at("total_number_of_nodes").as_int64() >= 30);
    BOOST_TEST(cluster.at("nodes").as_array().empty());
    BOOST_TEST(cluster.at("subclusters").as_array().empty());
    auto const detailed = f.get(one + "?top_n_nodes=2&show_subclusters=true").at("data").at("clusters").at(1);
    BOOST_TEST((each(detailed.at("nodes"), "filename") == names{"a.txt", "a.txt"}));
    BOOST_TEST(detailed.at("subclusters").as_array().size() == 2u);
    BOOST_TEST(detailed.at("subclusters").at(0).at("nodes").as_array().size() == 2u);
    BOOST_TEST(detailed.at("subclusters").at(0).at("subclusters").as_array().empty());
    BOOST_TEST(f.refused_at("GET", one + "?top_n_nodes=many") == "top_n_nodes");

    auto const graph = f.send("GET", one + "/graph?cluster_id=3");
    BOOST_TEST(graph["content-type"] == "image/png");
    BOOST_TEST(graph.body().substr(1, 3) == "PNG");
    BOOST_TEST(graph.body().substr(graph.body().size() - 8, 4) == "IEND");
    BOOST_TEST(f.refused_at("GET", one + "/graph?cluster_id=99") == "cluster_id");

    BOOST_TEST(f.ask(204, "DELETE", one).is_null());
    f.ask(404, "GET", one);
    f.ask(404, "GET", one + "/graph");
    BOOST_TEST(f.refused_at("POST", path, "{}") == "/bucket");
}

BOOST_AUTO_TEST_CASE(models_are_tuned) {
    api f;
    std::string const path = "/ai/fine_tuning/jobs";
    auto const made = f.post(path, R"({"model":"m","training_file":"file","suffix":"mine"})");
    BOOST_TEST(made.at("status") == "queued");
    BOOST_TEST(made.at("hyperparameters").at("n_epochs") == 3);
    BOOST_TEST(made.at("created_at").is_int64());
    BOOST_TEST(made.at("finished_at").is_null());
    BOOST_TEST(made.at("trained_tokens").is_null());
    auto const one = path + "/" + text_of(made.at("id"));
    auto const done = f.get(one);
    BOOST_TEST(done.at("status") == "succeeded");
    BOOST_TEST(done.at("finished_at").is_int64());
    BOOST_TEST(done.at("trained_tokens").is_int64());
    BOOST_TEST((f.get(path).at("data") == json::array{done}));
    f.post(one + "/cancel", {}, 400);
    f.post(path + "/other/cancel", {}, 404);
    f.ask(404, "GET", path + "/other");
    BOOST_TEST(f.refused_at("POST", path, R"({"model":"m"})") == "/training_file");
    BOOST_TEST(f.refused_at("POST", path, R"({"model":"m","training_file":"f","hyperparameters":{"n_epochs":11}})") ==
               "/hyperparameters/n_epochs");
}

BOOST_AUTO_TEST_CASE(integrations_are_connected_while_there_is_a_connection) {
    api f;
    std::string const path = "/ai/integrations";
    auto const all = f.get(path).at("data");
    BOOST_TEST((each(all, "status") == names{"connected", "connected", "disconnected"}));
    auto const one = path + "/" + text_of(all.at(0).at("id"));
    BOOST_TEST(f.get(one) == all.at(0));
    BOOST_TEST(all.at(0).at("available_tools").at(0).is_string());
    f.ask(404, "GET", path + "/other");

    auto const connections = f.get(path + "/connections").at("data");
    BOOST_TEST(connections.at(0).at("integration_id") == all.at(0).at("id"));
    auto const connection = path + "/connections/" + text_of(connections.at(0).at("id"));
    BOOST_TEST(f.get(connection).at("data") == connections.at(0));
    BOOST_TEST(f.ask(204, "DELETE", connection).is_null());
    f.ask(404, "GET", connection);
    BOOST_TEST(f.get(one).at("status") == "disconnected");
}

BOOST_AUTO_TEST_CASE(null_is_kept_where_the_api_has_it) {
    api f;
    auto const made = f.post(mcp_servers.path, mcp_servers.body);
    auto const one = mcp_servers.path + "/" + text_of(made.at("id"));
    auto const changed =
        f.ask(200, "PUT", one, R"({"api_key_ref":null,"allowed_tools":["a"],"name":null,"id":"x","created_at":"y"})");
    BOOST_TEST(changed.at("api_key_ref").is_null());
    BOOST_TEST((changed.at("allowed_tools") == json::array{"a"}));
    for (auto const* const name : {"name", "id", "created_at"})
        BOOST_TEST(changed.at(name) == made.at(name));
    f.post(mcp_servers.path, R"({"name":"other","type":"sse","url":"https://e.com"})");
    BOOST_TEST((each(f.get(mcp_servers.path + "?type=sse"), "name") == names{"other"}));
    BOOST_TEST((each(f.get(mcp_servers.path + "?url=https%3A%2F%2Fexample.com%2Fmcp"), "name") == names{"files"}));
    BOOST_TEST(f.get(mcp_servers.path + "?type=sse&url=x").as_array().empty());
}

BOOST_AUTO_TEST_CASE(reports_are_made) {
    api f;
    std::string const path = "/legacy/reporting/batch_detail_records/speech_to_text";
    auto const made =
        f.post(path, R"({"start_date":"2020-07-01T00:00:00-06:00","end_date":"2020-08-01T00:00:00-06:00"})").at("data");
    BOOST_TEST(made.at("status") == "PENDING");
    BOOST_TEST(made.at("start_date") == "2020-07-01T00:00:00-06:00");
    BOOST_TEST(!made.as_object().contains("download_link"));
    auto const one = path + "/" + text_of(made.at("id"));
    auto const done = f.get(one).at("data");
    BOOST_TEST(done.at("status") == "COMPLETE");
    BOOST_TEST(done.at("download_link").is_string());
    BOOST_TEST((f.get(path).at("data") == json::array{done}));
    BOOST_TEST(f.ask(200, "DELETE", one).at("data") == done);
    f.ask(404, "GET", one);
    f.ask(404, "DELETE", one);
    auto const backwards =
        f.post(path, R"({"start_date":"2020-08-01T00:00:00Z","end_date":"2020-07-01T00:00:00Z"})").at("data");
    BOOST_TEST(f.get(path + "/" + text_of(backwards.at("id"))).at("data").at("status") == "FAILED");
    BOOST_TEST(f.refused_at("POST", path, R"({"start_date":"2020-08-01T00:00:00Z"})") == "/end_date");
    BOOST_TEST(f.refused_at("POST", path, R"({"start_date":"x","end_date":"x"})") == "/start_date");

    std::string const usage = "/legacy/reporting/usage_reports/speech_to_text";
    auto const used = f.get(usage + "?start_date=2020-07-01T00:00:00-06:00&end_date=2020-07-02").at("data");
    BOOST_TEST(used.at("start_date") == "2020-07-01T00:00:00-06:00");
    BOOST_TEST(f.get(usage).at("data").is_object());
    BOOST_TEST(f.refused_at("GET", usage + "?end_date=x") == "end_date");
}

BOOST_AUTO_TEST_CASE(tasks_take_their_time) {
    api f(1h);
    auto const embedding = text_of(f.post("/ai/embeddings", R"({"bucket_name":"b"})").at("data").at("task_id"));
    BOOST_TEST(f.get("/ai/embeddings/" + embedding).at("data").at("status") == "queued");
    BOOST_TEST(f.get("/ai/embeddings").at("data").as_array().size() == 1u);
    auto const cluster = text_of(f.post("/ai/clusters", R"({"bucket":"b"})").at("data").at("task_id"));
    auto const clusters = f.get("/ai/clusters/" + cluster).at("data");
    BOOST_TEST(clusters.at("status") == "pending");
    BOOST_TEST(clusters.at("clusters").as_array().empty());
    f.ask(400, "GET", "/ai/clusters/" + cluster + "/graph");
    auto const test = tests.path + "/" + text_of(f.post(tests.path, tests.body, 201).at("test_id"));
    auto const run = text_of(f.post(test + "/runs", {}, 201).at("run_id"));
    BOOST_TEST(f.get(test + "/runs/" + run).at("status") == "pending");
    f.post(insights.path, insights.body);
    auto const conversation = "/ai/conversations/" + f.new_conversation();
    f.post(conversation + "/message", R"({"role":"user","content":"Hello"})");
    auto const found = f.get(conversation + "/conversations-insights").at("data").at(0);
    BOOST_TEST(found.at("status") == "pending");
    BOOST_TEST(found.at("conversation_insights").as_array().empty());

    auto const job = "/ai/fine_tuning/jobs/" +
                     text_of(f.post("/ai/fine_tuning/jobs", R"({"model":"m","training_file":"f"})").at("id"));
    BOOST_TEST(f.get(job).at("status") == "queued");
    auto const cancelled = f.post(job + "/cancel");
    BOOST_TEST(cancelled.at("status") == "cancelled");
    BOOST_TEST(cancelled.at("finished_at").is_int64());
    BOOST_TEST(f.get(job) == cancelled);
    f.post(job + "/cancel", {}, 400);
}

BOOST_AUTO_TEST_CASE(tasks_pass_through_their_stages) {
    api f(40ms);
    auto const path = "/ai/clusters/" + text_of(f.post("/ai/clusters", R"({"bucket":"b"})").at("data").at("task_id"));
    names stages;
    auto const give_up = std::chrono::steady_clock::now() + 20s;
    while ((stages.empty() || stages.back() != "completed") && std::chrono::steady_clock::now() < give_up) {
        auto const status = text_of(f.get(path).at("data").at("status"));
        if (stages.empty() || stages.back() != status) stages.push_back(status);
    }
    names const all{"pending", "running", "completed"};
    BOOST_TEST(stages.back() == "completed");
    BOOST_TEST(std::includes(all.begin(), all.end(), stages.begin(), stages.end(), [&](auto const& a, auto const& b) {
        return std::find(all.begin(), all.end(), a) < std::find(all.begin(), all.end(), b);
    }));
}

BOOST_AUTO_TEST_CASE(tasks_fail_when_their_names_say_so) {
    api f;
    auto const embedding = text_of(f.post("/ai/embeddings", R"({"bucket_name":"will-FAIL"})").at("data").at("task_id"));
    BOOST_TEST(f.get("/ai/embeddings/" + embedding).at("data").at("status") == "failure");
    auto const cluster = text_of(f.post("/ai/clusters", R"({"bucket":"failing"})").at("data").at("task_id"));
    BOOST_TEST(f.get("/ai/clusters/" + cluster).at("data").at("status") == "failed");
    auto const job = text_of(f.post("/ai/fine_tuning/jobs", R"({"model":"m","training_file":"fail.json"})").at("id"));
    BOOST_TEST(f.get("/ai/fine_tuning/jobs/" + job).at("status") == "failed");
    auto const failing = with(tests.body, R"("name":"must fail")");
    auto const runs = tests.path + "/" + text_of(f.post(tests.path, failing, 201).at("test_id")) + "/runs";
    f.post(runs, {}, 201);
    auto const run = f.get(runs).at("data").at(0);
    BOOST_TEST(run.at("status") == "failed");
    BOOST_TEST(run.at("detail_status").at(0).at("status") == "failed");
}

BOOST_AUTO_TEST_CASE(every_endpoint_is_there) {
    std::vector<std::string> const endpoints{
        "GET /ai/assistants",
        "POST /ai/assistants",
        "POST /ai/assistants/import",
        "GET /ai/assistants/tests",
        "POST /ai/assistants/tests",
        "GET /ai/assistants/tests/test-suites",
        "GET /ai/assistants/tests/test-suites/{suite_name}/runs",
        "POST /ai/assistants/tests/test-suites/{suite_name}/runs",
        "GET /ai/assistants/tests/{test_id}",
        "PUT /ai/assistants/tests/{test_id}",
        "DELETE /ai/assistants/tests/{test_id}",
        "GET /ai/assistants/tests/{test_id}/runs",
        "POST /ai/assistants/tests/{test_id}/runs",
        "GET /ai/assistants/tests/{test_id}/runs/{run_id}",
        "GET /ai/assistants/{assistant_id}",
        "POST /ai/assistants/{assistant_id}",
        "DELETE /ai/assistants/{assistant_id}",
        "GET /ai/assistants/{assistant_id}/canary-deploys",
        "POST /ai/assistants/{assistant_id}/canary-deploys",
        "PUT /ai/assistants/{assistant_id}/canary-deploys",
        "DELETE /ai/assistants/{assistant_id}/canary-deploys",
        "POST /ai/assistants/{assistant_id}/chat",
        "POST /ai/assistants/{assistant_id}/chat/sms",
        "POST /ai/assistants/{assistant_id}/clone",
        "GET /ai/assistants/{assistant_id}/scheduled_events",
        "POST /ai/assistants/{assistant_id}/scheduled_events",
        "GET /ai/assistants/{assistant_id}/scheduled_events/{event_id}",
        "DELETE /ai/assistants/{assistant_id}/scheduled_events/{event_id}",
        "GET /ai/assistants/{assistant_id}/texml",
        "POST /ai/assistants/{assistant_id}/tools/{tool_id}/test",
        "GET /ai/assistants/{assistant_id}/versions",
        "GET /ai/assistants/{assistant_id}/versions/{version_id}",
        "POST /ai/assistants/{assistant_id}/versions/{version_id}",
        "DELETE /ai/assistants/{assistant_id}/versions/{version_id}",
        "POST /ai/assistants/{assistant_id}/versions/{version_id}/promote",
        "POST /ai/audio/transcriptions",
        "POST /ai/chat/completions",
        "GET /ai/clusters",
        "POST /ai/clusters",
        "GET /ai/clusters/{task_id}",
        "DELETE /ai/clusters/{task_id}",
        "GET /ai/clusters/{task_id}/graph",
        "GET /ai/conversations",
        "POST /ai/conversations",
        "GET /ai/conversations/insight-groups",
        "POST /ai/conversations/insight-groups",
        "GET /ai/conversations/insight-groups/{group_id}",
        "PUT /ai/conversations/insight-groups/{group_id}",
        "DELETE /ai/conversations/insight-groups/{group_id}",
        "POST /ai/conversations/insight-groups/{group_id}/insights/{insight_id}/assign",
        "DELETE /ai/conversations/insight-groups/{group_id}/insights/{insight_id}/unassign",
        "GET /ai/conversations/insights",
        "POST /ai/conversations/insights",
        "GET /ai/conversations/insights/{insight_id}",
        "PUT /ai/conversations/insights/{insight_id}",
        "DELETE /ai/conversations/insights/{insight_id}",
        "GET /ai/conversations/{conversation_id}",
        "PUT /ai/conversations/{conversation_id}",
        "DELETE /ai/conversations/{conversation_id}",
        "GET /ai/conversations/{conversation_id}/conversations-insights",
        "POST /ai/conversations/{conversation_id}/message",
        "GET /ai/conversations/{conversation_id}/messages",
        "GET /ai/embeddings",
        "POST /ai/embeddings",
        "GET /ai/embeddings/buckets",
        "GET /ai/embeddings/buckets/{bucket_name}",
        "DELETE /ai/embeddings/buckets/{bucket_name}",
        "POST /ai/embeddings/similarity-search",
        "POST /ai/embeddings/url",
        "GET /ai/embeddings/{task_id}",
        "GET /ai/fine_tuning/jobs",
        "POST /ai/fine_tuning/jobs",
        "GET /ai/fine_tuning/jobs/{job_id}",
        "POST /ai/fine_tuning/jobs/{job_id}/cancel",
        "GET /ai/integrations",
        "GET /ai/integrations/connections",
        "GET /ai/integrations/connections/{user_connection_id}",
        "DELETE /ai/integrations/connections/{user_connection_id}",
        "GET /ai/integrations/{integration_id}",
        "GET /ai/mcp_servers",
        "POST /ai/mcp_servers",
        "GET /ai/mcp_servers/{mcp_server_id}",
        "PUT /ai/mcp_servers/{mcp_server_id}",
        "DELETE /ai/mcp_servers/{mcp_server_id}",
        "GET /ai/models",
        "POST /ai/openai/embeddings",
        "GET /ai/openai/embeddings/models",
        "POST /ai/summarize",
        "GET /legacy/reporting/batch_detail_records/speech_to_text",
        "POST /legacy/reporting/batch_detail_records/speech_to_text",
        "GET /legacy/reporting/batch_detail_records/speech_to_text/{id}",
        "DELETE /legacy/reporting/batch_detail_records/speech_to_text/{id}",
        "GET /legacy/reporting/usage_reports/speech_to_text",
        "POST /text-to-speech/speech",
        "GET /text-to-speech/voices",
    };
    BOOST_TEST(endpoints.size() == 95u);
    api f;
    for (auto const& endpoint : endpoints) {
        BOOST_TEST_CONTEXT(endpoint) {
            auto const space = endpoint.find(' ');
            auto const response = f.send(endpoint.substr(0, space), endpoint.substr(space + 1));
            BOOST_TEST(response.result_int() != 405u);
            BOOST_TEST(response.result_int() < 500u);
            BOOST_TEST(response.body().find("does not know") == std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
