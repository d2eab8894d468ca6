#include "telnyx/core/redirect.hpp"

#include "support/scripted_fixture.hpp"
#include "support/thrown_by.hpp"
#include "telnyx/ai/chat.hpp"
#include "telnyx/ai/models.hpp"
#include "telnyx/core/call.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/observe/log_observer.hpp"

#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using boost::asio::awaitable;
using telnyx::errc;
using telnyx::redirect_error;
using telnyx::request_options;
using telnyx::core::find_redirect;
using telnyx::testing::manual_clock;
using telnyx::testing::scripted_reply;
using telnyx::testing::sleeping;
using telnyx::tests::models_json;
using telnyx::tests::run;
using telnyx::tests::run_ready;
using telnyx::tests::task;
using telnyx::tests::thrown_by;

telnyx::transport_request request_to(std::string target, telnyx::origin from = {true, "api.test", 443, false}) {
    telnyx::transport_request asked;
    asked.origin = std::make_shared<telnyx::origin const>(std::move(from));
    asked.method = "GET";
    asked.target = std::move(target);
    return asked;
}

telnyx::headers located(std::string_view location) {
    telnyx::headers fields;
    fields.append_parsed("Location", location);
    return fields;
}

telnyx::core::redirect redirect_of(std::string_view location, telnyx::transport_request const& asked) {
    return find_redirect(asked, located(location), 0, 5);
}

/// Where a location leads to from a URL; the reason in brackets when nowhere.
std::string lead(std::string_view location, std::string from = "/b/c/d;p?q") {
    auto const found = redirect_of(location, request_to(std::move(from)));
    BOOST_TEST(found.target.empty() == !found.reason.empty());
    return found.target.empty() ? "(" + std::string(found.reason) + ")" : found.target;
}

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

scripted_reply models() {
    return scripted_reply::json(200, models_json);
}

scripted_reply moved(int status, std::string_view to) {
    return scripted_reply(status, "moved", "text/plain").header("location", to);
}

awaitable<std::string> collect_bytes(std::shared_ptr<telnyx::core::client_core> core) {
    telnyx::core::prepared_request request("GET", "/audio", request_options());
    auto audio = co_await telnyx::core::open_byte_stream(core, std::move(request));
    BOOST_TEST(audio.http().attempts() == 1);
    co_return co_await audio.collect(100);
}

awaitable<void> open_chat(telnyx::client client) {
    telnyx::ai::chat_completion_params hello{.messages = {telnyx::ai::user_message("hi")}};
    auto const stream = co_await client.ai.chat.stream_completion(hello);
}

} // namespace

BOOST_AUTO_TEST_SUITE(redirects)

// Where a location leads to.

BOOST_AUTO_TEST_CASE(these_statuses_are_redirects) {
    for (int status = 100; status < 600; ++status) {
        bool const expected = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
        BOOST_TEST(telnyx::core::is_redirect(status) == expected, status);
    }
}

BOOST_AUTO_TEST_CASE(relative_references_are_resolved_as_the_examples_of_rfc_3986) {
    std::vector<std::pair<std::string, std::string>> const examples{{"g", "/b/c/g"},
                                                                    {"./g", "/b/c/g"},
                                                                    {"g/", "/b/c/g/"},
                                                                    {"/g", "/g"},
                                                                    {"?y", "/b/c/d;p?y"},
                                                                    {"g?y", "/b/c/g?y"},
                                                                    {"#s", "/b/c/d;p?q"},
                                                                    {"g#s", "/b/c/g"},
                                                                    {"g?y#s", "/b/c/g?y"},
                                                                    {";x", "/b/c/;x"},
                                                                    {"g;x", "/b/c/g;x"},
                                                                    {"g;x?y#s", "/b/c/g;x?y"},
                                                                    {".", "/b/c/"},
                                                                    {"./", "/b/c/"},
                                                                    {"..", "/b/"},
                                                                    {"../", "/b/"},
                                                                    {"../g", "/b/g"},
                                                                    {"../..", "/"},
                                                                    {"../../", "/"},
                                                                    {"../../g", "/g"},
                                                                    {"../../../g", "/g"},
                                                                    {"../../../../g", "/g"},
                                                                    {"/./g", "/g"},
                                                                    {"/../g", "/g"},
                                                                    {"g.", "/b/c/g."},
                                                                    {".g", "/b/c/.g"},
                                                                    {"g..", "/b/c/g.."},
                                                                    {"..g", "/b/c/..g"},
                                                                    {"./../g", "/b/g"},
                                                                    {"./g/.", "/b/c/g/"},
                                                                    {"g/./h", "/b/c/g/h"},
                                                                    {"g/../h", "/b/c/h"},
                                                                    {"g;x=1/./y", "/b/c/g;x=1/y"},
                                                                    {"g;x=1/../y", "/b/c/y"},
                                                                    {"g?y/./x", "/b/c/g?y/./x"},
                                                                    {"g?y/../x", "/b/c/g?y/../x"},
                                                                    {"g#s/../x", "/b/c/g"}};
    for (auto const& [location, target] : examples)
        BOOST_TEST(lead(location) == target, location);
}

BOOST_AUTO_TEST_CASE(absolute_location_may_name_the_origin_in_any_spelling) {
    for (auto const* const location :
         {"https://api.test/x?y=1#z", "HTTPS://API.TEST/x?y=1", "https://api.test:443/x?y=1", "//api.test/x?y=1",
          "//API.test:443/x?y=1", "https://api.test/a/../x?y=1", "https://api.test:00443/x?y=1"})
        BOOST_TEST(lead(location) == "/x?y=1", location);
    BOOST_TEST(lead("https://api.test") == "/");
    BOOST_TEST(lead("https://api.test?a") == "/?a");
    BOOST_TEST(lead("https://api.test#a") == "/");
    BOOST_TEST(lead("https://api.test/?page%5Bnumber%5D=2&x=%2F") == "/?page%5Bnumber%5D=2&x=%2F");
    BOOST_TEST(lead("https://api.test//evil/x") == "//evil/x");
    BOOST_TEST(lead("g", "//evil/x") == "//evil/g");
    BOOST_TEST(lead("/%2e%2e/x") == "/%2e%2e/x");
}

BOOST_AUTO_TEST_CASE(other_ports_and_addresses_are_compared) {
    auto const other = request_to("/", {true, "api.test", 8443, false});
    BOOST_TEST(redirect_of("https://api.test:8443/x", other).target == "/x");
    BOOST_TEST(redirect_of("https://api.test/x", other).target == "");
    auto const plain = request_to("/", {false, "localhost", 80, false});
    BOOST_TEST(redirect_of("http://localhost:80/x", plain).target == "/x");
    BOOST_TEST(redirect_of("//localhost/x", plain).target == "/x");
    BOOST_TEST(redirect_of("https://localhost/x", plain).target == "");
    BOOST_TEST(redirect_of("https://localhost:80/x", plain).target == "");
    auto const ipv6 = request_to("/", {true, "2001:db8::1", 443, true});
    BOOST_TEST(redirect_of("https://[2001:DB8:0::1]/x", ipv6).target == "/x");
    BOOST_TEST(redirect_of("https://[2001:db8::2]/x", ipv6).target == "");
    BOOST_TEST(redirect_of("https://[2001:db8::1]:65979/x", ipv6).target == "");
    auto const ipv4 = request_to("/", {true, "127.0.0.1", 443, true});
    BOOST_TEST(redirect_of("https://127.0.0.1/x", ipv4).target == "/x");
    for (auto const* const same_machine :
         {"https://127.1/", "https://2130706433/", "https://0x7f.0.0.1/", "https://localhost/",
          "https://[::ffff:127.0.0.1]/", "https://127.0.0.1.nip.io/", "https://127.0.0.2/", "https://127.0.0.1:65979/"})
        BOOST_TEST(redirect_of(same_machine, ipv4).target == "", same_machine);
}

BOOST_AUTO_TEST_CASE(no_location_leads_to_another_origin) {
    for (auto const* const location : {"https://evil.test/x",
                                       "http://api.test/x",
                                       "//evil.test/x",
                                       "//evil",
                                       "///x",
                                       "https:///x",
                                       "https:evil",
                                       "https:/evil",
                                       "http:g",
                                       "https:g",
                                       "https:",
                                       "ftp://api.test/x",
                                       "javascript:alert(1)",
                                       "file:///etc/passwd",
                                       "https://api.test.evil.test/",
                                       "https://evil.test/api.test",
                                       "https://api.testevil/",
                                       "https://api.test./x",
                                       "https://api.test:444/x",
                                       "https://api.test:0/x",
                                       "https://api.test:65979/x",
                                       "https://api.test:4294967739/",
                                       "https://api.test:99999/",
                                       "//api.test:65979/x",
                                       "https://api.test:+443/",
                                       "https://evil.test#@api.test/",
                                       "https://evil.test?@api.test/",
                                       "https://evil.test:443/",
                                       "https://[::1]/",
                                       "//api.test:80/",
                                       "https://1.2.3.4api.test/"})
        BOOST_TEST(lead(location).starts_with("("), location);
}

BOOST_AUTO_TEST_CASE(what_is_no_url_is_refused) {
    std::string const nul("/a\0b", 4);
    for (std::string const& location : {std::string("\\\\evil"),
                                        std::string("/\\evil"),
                                        std::string("https://api.test\\@evil.test/"),
                                        std::string("/a b"),
                                        std::string("/a\rb"),
                                        nul,
                                        std::string("/a\tb"),
                                        std::string("/\xc3\xa9"),
                                        std::string("/\xff"),
                                        std::string("/a\x7f"),
                                        std::string("/%"),
                                        std::string("/%2"),
                                        std::string("/%zz"),
                                        std::string("/<x>"),
                                        std::string("/\"x\""),
                                        std::string("/{x}"),
                                        std::string("/a|b"),
                                        std::string("/a^b"),
                                        std::string("/`"),
                                        std::string("https://api.test:x/"),
                                        std::string("https://api.test:-1/"),
                                        std::string("https://[api.test]/"),
                                        std::string("1:2"),
                                        std::string(":x"),
                                        std::string("https://api.test/ https://evil.test/")})
        BOOST_TEST(lead(location).starts_with("("), location);
}

BOOST_AUTO_TEST_CASE(user_info_is_refused) {
    for (auto const* const location :
         {"https://user:secret@api.test/x", "https://@api.test/x", "//user@api.test/x", "https://api.test@evil.test/"})
        BOOST_TEST(lead(location) == "(the location holds user info)", location);
}

BOOST_AUTO_TEST_CASE(location_is_there_once_and_not_endless) {
    BOOST_TEST(find_redirect(request_to("/"), {}, 0, 5).reason == "no location is given");
    BOOST_TEST(lead("") == "(no location is given)");
    auto twice = located("/a");
    twice.append("location", "/b");
    BOOST_TEST(find_redirect(request_to("/"), twice, 0, 5).reason == "more than one location is given");
    BOOST_TEST(lead("/" + std::string(8191, 'x')).size() == 8192u);
    BOOST_TEST(lead("/" + std::string(8192, 'x')) == "(the location is too long)");
}

BOOST_AUTO_TEST_CASE(only_safe_methods_within_the_limit_are_redirected) {
    for (auto const* const method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "get"}) {
        auto asked = request_to("/");
        asked.method = method;
        bool const safe = std::string_view(method) == "GET" || std::string_view(method) == "HEAD";
        BOOST_TEST((redirect_of("/x", asked).target == "/x") == safe, method);
    }
    BOOST_TEST(find_redirect(request_to("/"), located("/x"), 4, 5).target == "/x");
    BOOST_TEST(find_redirect(request_to("/"), located("/x"), 5, 5).reason == "too many redirects");
    for (int const none : {0, -1})
        BOOST_TEST(find_redirect(request_to("/"), located("/x"), 0, none).reason == "redirects are turned off");
}

// Calls.

struct fixture : telnyx::tests::scripted_fixture {
    telnyx::response<telnyx::ai::model_list> get(request_options const& options = request_options()) {
        return run(io, client.ai.retrieve_models(options));
    }
    void answer(std::string path, scripted_reply reply) {
        network->expect("GET", std::move(path)).reply(std::move(reply));
    }
    /// The error of a call that is redirected to another place than it may be sent to.
    redirect_error refused(int status, std::string_view to) {
        answer("/v2/ai/models", moved(status, to));
        return thrown_by<redirect_error>([this] { get(); });
    }
};

BOOST_FIXTURE_TEST_CASE(redirect_within_the_origin_is_followed, fixture) {
    for (int const status : {301, 302, 303, 307, 308}) {
        answer("/v2/ai/models", moved(status, "/v3/models?x=1#top").pieces(1).waits());
        network->expect("GET", "/v3/models").with_query("x", "1").reply(models());
        auto const found = get();
        BOOST_TEST(found.data.size() == 1u, status);
        BOOST_TEST(found.http().status() == 200);
        BOOST_TEST(found.http().attempts() == 1);
    }
    auto const sent = network->requests();
    BOOST_TEST_REQUIRE(sent.size() == 10u);
    BOOST_TEST(sent[1].target == "/v3/models?x=1");
    BOOST_TEST(sent[1].headers.text() == sent[0].headers.text());
    BOOST_TEST(sent[1].headers.contains("authorization"));
    BOOST_TEST((sent[1].limits.headers_by == sent[0].limits.headers_by));
}

BOOST_FIXTURE_TEST_CASE(each_redirect_is_resolved_against_the_one_before, fixture) {
    answer("/v2/ai/models", moved(302, "/a/b/"));
    answer("/a/b/", moved(307, "c?d=1"));
    answer("/a/b/c", moved(308, "?e=2"));
    answer("/a/b/c", moved(301, "../f"));
    answer("/a/f", models());
    get();
    BOOST_TEST(network->requests().at(3).target == "/a/b/c?e=2");
}

BOOST_FIXTURE_TEST_CASE(another_origin_is_a_typed_error_and_gets_nothing, fixture) {
    for (auto const* const place : {"https://evil.test/v2/ai/models", "http://api.test/v2/ai/models", "//evil.test/",
                                    "https://api.test:8443/", "https:evil", "https://api.test@evil.test/"}) {
        auto const failure = refused(302, place);
        BOOST_TEST(failure.location() == place);
        BOOST_TEST(failure.status() == 302);
        BOOST_TEST(failure.attempts() == 1);
        BOOST_TEST(failure.body() == "moved");
        BOOST_TEST(failure.operation() == "GET /ai/models");
        BOOST_TEST((failure.code() == errc::http_status));
        BOOST_TEST(!failure.reason().empty());
        BOOST_TEST(holds(failure.what(), place));
        BOOST_TEST(holds(failure.what(), failure.reason()));
        BOOST_TEST(!holds(failure.what(), "KEY123"));
    }
    BOOST_TEST(network->requests().size() == 6u);
}

BOOST_FIXTURE_TEST_CASE(hostile_locations_are_shown_harmlessly, fixture) {
    auto const long_one = refused(302, "https://evil.test/" + std::string(100'000, 'x'));
    BOOST_TEST(std::string_view(long_one.what()).size() < 1000u);
    auto const near = refused(302, "/" + std::string(100'000, 'x'));
    BOOST_TEST(near.reason() == "the location is too long");
    auto const odd = refused(302, "/\xc3\xa9\xff\x9b\xc2\x9b");
    BOOST_TEST(!holds(odd.what(), "\xff"));
    BOOST_TEST(!holds(odd.what(), "\xc2\x9b"));
    BOOST_TEST(refused(302, "\\\\evil").reason() == "the location is not a valid URL");
}

BOOST_FIXTURE_TEST_CASE(location_with_the_key_is_neither_followed_nor_shown, fixture) {
    class listener final : public telnyx::observer {
      public:
        void on(headers_received const& event) noexcept override { seen += event.fields.text(); }
        void on(redirect_followed const& event) noexcept override { seen += event.target; }
        void on(call_finished const& event) noexcept override { seen += event.error; }
        std::string seen;
    };
    auto const told = std::make_shared<listener>();
    client = telnyx::client(io.get_executor(), options().observe(told));
    for (auto const* const place : {"https://evil.test/?k=KEY123", "/v2/?k=KEY123", "/KEY123/KEY123"}) {
        auto const failure = refused(302, place);
        BOOST_TEST(!holds(failure.what(), "KEY123"));
        BOOST_TEST(!holds(failure.location(), "KEY123"));
        BOOST_TEST(!holds(failure.http().headers().text(), "KEY123"));
        BOOST_TEST(holds(failure.location(), "[API key]"));
    }
    BOOST_TEST(holds(told->seen, "[API key]"));
    BOOST_TEST(!holds(told->seen, "KEY123"));
    BOOST_TEST(network->requests().size() == 3u);
}

BOOST_FIXTURE_TEST_CASE(unsafe_methods_are_never_redirected, fixture) {
    for (int const status : {301, 302, 303, 307, 308}) {
        network->expect("POST", "/v2/x").reply(moved(status, "/v2/y"));
        auto const failure = thrown_by<redirect_error>([this] { run(io, client.post("/x", {{"a", 1}})); });
        BOOST_TEST(failure.location() == "/v2/y");
        BOOST_TEST(failure.status() == status);
        for (auto const* const method : {"PUT", "PATCH"})
            network->expect(method, "/v2/x").reply(moved(status, "/v2/y"));
        BOOST_CHECK_THROW(run(io, client.put("/x", {{"a", 1}})), redirect_error);
        BOOST_CHECK_THROW(run(io, client.patch("/x", {{"a", 1}})), redirect_error);
        network->expect("DELETE", "/v2/x").reply(moved(status, "/v2/y"));
        BOOST_CHECK_THROW(run(io, client.delete_("/x")), redirect_error);
    }
    BOOST_TEST(network->requests().size() == 20u);
}

BOOST_FIXTURE_TEST_CASE(redirect_without_a_location_is_a_typed_error, fixture) {
    answer("/v2/ai/models", scripted_reply(302));
    auto const failure = thrown_by<redirect_error>([this] { get(); });
    BOOST_TEST(failure.location() == "");
    BOOST_TEST(failure.what() ==
               "GET /ai/models: the server answered 302, a redirect that is not followed: no location is given");
}

BOOST_FIXTURE_TEST_CASE(statuses_that_only_look_like_redirects_are_plain_errors, fixture) {
    for (int const status : {300, 304, 305, 306}) {
        answer("/v2/ai/models", moved(status, "/v2/elsewhere"));
        BOOST_TEST(thrown_by<telnyx::api_status_error>([this] { get(); }).status() == status);
    }
}

BOOST_FIXTURE_TEST_CASE(loop_comes_to_an_end, fixture) {
    network->expect("GET", "/v2/ai/models").times(6).reply(moved(302, "/v2/ai/models"));
    auto const failure = thrown_by<redirect_error>([this] { get(); });
    BOOST_TEST(failure.reason() == "too many redirects");
    BOOST_TEST(failure.attempts() == 1);
    BOOST_TEST(network->requests().size() == 6u);

    client = telnyx::client(io.get_executor(), options().max_redirects(1));
    answer("/v2/ai/models", moved(302, "/a"));
    answer("/a", moved(302, "/v2/ai/models"));
    BOOST_CHECK_THROW(get(), redirect_error);
}

BOOST_FIXTURE_TEST_CASE(redirects_can_be_turned_off, fixture) {
    client = telnyx::client(io.get_executor(), options().max_redirects(0));
    BOOST_TEST(refused(302, "/v2/elsewhere").reason() == "redirects are turned off");
    BOOST_TEST(network->requests().size() == 1u);
}

/// Where it led once was the word of that attempt; perhaps it is what is broken.
BOOST_FIXTURE_TEST_CASE(retry_begins_where_the_call_began, fixture) {
    client = telnyx::client(io.get_executor(), options().max_redirects(2));
    answer("/v2/ai/models", moved(307, "/a"));
    answer("/a", scripted_reply::json(503, "{}").header("retry-after", "1"));
    answer("/v2/ai/models", moved(302, "/b"));
    answer("/b", moved(302, "/c"));
    answer("/c", scripted_reply::reset(boost::asio::error::connection_reset));
    answer("/v2/ai/models", models());
    auto const found = get();
    network->verify();
    BOOST_TEST(found.http().attempts() == 3);
    auto const sent = network->requests();
    BOOST_TEST_REQUIRE(sent.size() == 6u);
    BOOST_TEST(sent.at(5).headers.get("x-stainless-retry-count").value() == "2");
    BOOST_TEST(sent.at(0).headers.get("x-stainless-retry-count").value() == "0");
    BOOST_TEST(sent.at(1).headers.get("x-stainless-retry-count").value() == "0");
    BOOST_TEST(sent.at(2).headers.get("x-stainless-retry-count").value() == "1");
    BOOST_TEST(sent.at(3).headers.get("x-stainless-retry-count").value() == "1");
    BOOST_TEST(sent.at(4).headers.get("x-stainless-retry-count").value() == "1");
    BOOST_TEST(time->pauses().size() == 2u);
}

BOOST_FIXTURE_TEST_CASE(refused_redirect_is_not_tried_again_unless_the_server_says_so, fixture) {
    answer("/v2/ai/models", moved(302, "https://evil.test/").header("x-should-retry", "true"));
    answer("/v2/ai/models", models());
    BOOST_TEST(get().http().attempts() == 2);
    answer("/v2/ai/models", moved(302, "https://evil.test/").header("retry-after", "1"));
    BOOST_TEST(thrown_by<redirect_error>([this] { get(); }).attempts() == 1);
}

BOOST_FIXTURE_TEST_CASE(streams_and_bytes_are_redirected_too, fixture) {
    auto const core = telnyx::core::make_client_core<void>(io.get_executor(), options());
    auto const path = [](int status) { return moved(status, "/sound"); };
    network->expect("GET", "/v2/audio").reply(path(302));
    network->expect("GET", "/sound").reply(scripted_reply(200, "beep", "audio/mpeg"));
    BOOST_TEST(run(io, collect_bytes(core)) == "beep");

    network->expect("POST", "/v2/ai/chat/completions").reply(path(307));
    BOOST_CHECK_THROW(run(io, open_chat(client)), redirect_error);
}

BOOST_FIXTURE_TEST_CASE(redirect_with_a_long_or_endless_body_is_not_read_to_its_end, fixture) {
    auto much = moved(302, "/a");
    for (int i = 0; i < 20; ++i)
        much.then(std::string(10'000, 'x'));
    answer("/v2/ai/models", much.may_be_given_up());
    answer("/a", moved(302, "/b").then_stall());
    answer("/b", moved(302, "/c").then_reset(boost::asio::error::eof));
    answer("/c", models());
    BOOST_TEST(get().data.size() == 1u);
}

BOOST_FIXTURE_TEST_CASE(deadline_spans_redirects, fixture) {
    auto const begin = time->now();
    answer("/v2/ai/models", moved(302, "/a").then_call([this] { time->advance(3s); }));
    answer("/a", models());
    get(request_options().deadline(10s).timeout(4s));
    auto const sent = network->requests();
    BOOST_TEST((sent.at(1).limits.finish_by - begin == 10s));
    BOOST_TEST((sent.at(1).limits.headers_by - begin == 4s));
}

BOOST_FIXTURE_TEST_CASE(call_can_be_cancelled_on_its_way, fixture) {
    answer("/v2/ai/models", moved(302, "/a"));
    answer("/a", scripted_reply::silence());
    task call(io, client.ai.retrieve_models());
    run_ready(io);
    BOOST_TEST(network->requests().size() == 2u);
    call.cancel();
    BOOST_CHECK_THROW(call.get(), telnyx::api_user_abort_error);
}

BOOST_FIXTURE_TEST_CASE(rest_of_a_redirect_is_not_waited_for, fixture) {
    telnyx::testing::gate never;
    answer("/v2/ai/models", moved(302, "/a").then_hold(never).may_be_given_up());
    answer("/a", scripted_reply::json(200, R"({"data": []})"));
    task call(io, client.ai.retrieve_models());
    run_ready(io);
    BOOST_TEST(call.over());
    BOOST_TEST(call.get().data.empty());
}

BOOST_FIXTURE_TEST_CASE(observers_and_the_log_are_told, fixture) {
    class notebook final : public telnyx::observer {
      public:
        void on(attempt_started const& event) noexcept override {
            lines.push_back("attempt " + std::to_string(event.attempt));
        }
        void on(headers_received const& event) noexcept override {
            lines.push_back("headers " + std::to_string(event.status) + " of " + std::to_string(event.attempt));
        }
        void on(redirect_followed const& event) noexcept override {
            lines.push_back("redirect " + std::to_string(event.status) + " of " + std::to_string(event.attempt) +
                            " to " + std::string(event.target));
        }
        std::vector<std::string> lines;
    };
    auto const notes = std::make_shared<notebook>();
    std::string log;
    client = telnyx::client(
        io.get_executor(),
        options().observe(notes).log(telnyx::log_level::debug).log_to([&](telnyx::log_level, std::string_view line) {
            log.append(line).append("\n");
        }));
    answer("/v2/ai/models", moved(302, "/a?b"));
    answer("/a", models());
    get();
    BOOST_TEST(notes->lines == (std::vector<std::string>{"attempt 1", "headers 302 of 1", "redirect 302 of 1 to /a?b",
                                                         "headers 200 of 1"}),
               boost::test_tools::per_element());
    BOOST_TEST(holds(log, "call 1 GET /ai/models: redirected to \"/a?b\""));
    BOOST_TEST(!holds(log, "KEY123"));
}

BOOST_AUTO_TEST_SUITE_END()
