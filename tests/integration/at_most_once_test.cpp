// How often a request is carried out when the connection dies on which it was sent.

#include "support/client_fixture.hpp"
#include "support/pool_fixture.hpp"
#include "support/task.hpp"
#include "support/thrown_by.hpp"
#include "support/ways_to_end.hpp"
#include "telnyx/ai/assistants.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/observe/observer.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <vector>

namespace {

using namespace telnyx::testing;
using namespace telnyx::tests;
using telnyx::request_options;
using texts = std::vector<std::string>;

/// Writes attempts and retries down.
class attempt_diary final : public telnyx::observer {
  public:
    using observer::on;
    void on(attempt_started const& event) noexcept override {
        lines.push_back("attempt " + std::to_string(event.attempt) + ", retry count " +
                        std::string(event.fields.get("x-stainless-retry-count").value_or("?")));
    }
    void on(retry_scheduled const& event) noexcept override {
        lines.push_back("retry after attempt " + std::to_string(event.attempt));
        BOOST_TEST((event.delay == duration::zero()));
        BOOST_TEST(!event.reason.empty());
    }
    void on(call_finished const& event) noexcept override {
        lines.push_back("finished after " + std::to_string(event.attempts));
    }

    texts lines{};
};

struct observed {
    std::shared_ptr<attempt_diary> const diary = std::make_shared<attempt_diary>();
};

/// A connection that is kept open, and a server that takes the next request on it and hangs up without an answer.
struct fixture : observed, client_fixture {
    explicit fixture(connection_end how) : client_fixture({}, telnyx::client_options().observe(diary)), how_(how) {
        get();
        diary->lines.clear();
    }

    void swallow(std::string const& method, std::string const& path) {
        server.expect(method, path).reply(reply(200).cut_after_bytes(0, how_));
    }

    /// How often the server has got a request.
    std::size_t arrived(std::string const& path) const {
        std::size_t count = 0;
        for (auto const& each : server.requests())
            count += each.path() == path ? 1 : 0;
        return count;
    }

  private:
    connection_end how_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(at_most_once)

BOOST_DATA_TEST_CASE(post_without_retries_is_sent_once, ways_to_end, how) {
    fixture f(how);
    f.swallow("POST", "/v2/x");
    task call(f.io, f.client.post("/x", {{"a", 1}}, request_options().max_retries(0)));
    BOOST_TEST(thrown_by<telnyx::api_connection_error>([&] { call.get(); }).attempts() == 1);
    BOOST_TEST(f.arrived("/v2/x") == 1u);
    BOOST_TEST(f.diary->lines == (texts{"attempt 1, retry count 0", "finished after 1"}),
               boost::test_tools::per_element());
    BOOST_TEST(f.at_rest());
}

BOOST_DATA_TEST_CASE(post_with_retries_uses_one_up, ways_to_end, how) {
    fixture f(how);
    f.swallow("POST", "/v2/x");
    f.server.expect("POST", "/v2/x").reply(reply::json(503, "{}"));
    task call(f.io, f.client.post("/x", {{"a", 1}}, request_options().max_retries(1)));
    BOOST_TEST(thrown_by<telnyx::internal_server_error>([&] { call.get(); }).attempts() == 2);
    BOOST_TEST(f.arrived("/v2/x") == 2u);
    BOOST_TEST(f.diary->lines == (texts{"attempt 1, retry count 0", "retry after attempt 1", "attempt 2, retry count 1",
                                        "finished after 2"}),
               boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(what_may_be_repeated_is_and_it_is_told, ways_to_end, how) {
    for (auto const* const method : {"GET", "PUT", "DELETE"}) {
        fixture f(how);
        f.swallow(method, "/v2/x");
        f.server.expect(method, "/v2/x").reply(reply::json(200, "{}"));
        auto const options = request_options().max_retries(0);
        std::string_view const name = method;
        auto made = name == "GET"   ? f.client.get("/x", options)
                    : name == "PUT" ? f.client.put("/x", {{"a", 1}}, options)
                                    : f.client.delete_("/x", options);
        task call(f.io, std::move(made));
        BOOST_TEST(call.get().http().attempts() == 2);
        BOOST_TEST(f.arrived("/v2/x") == 2u);
        BOOST_TEST(f.diary->lines == (texts{"attempt 1, retry count 0", "retry after attempt 1",
                                            "attempt 2, retry count 1", "finished after 2"}),
                   boost::test_tools::per_element());
    }
}

BOOST_DATA_TEST_CASE(what_was_not_sent_is_sent_without_a_word, ways_to_end, how) {
    fixture f(how);
    f.server.on("POST", "/v2/x").reply(reply::json(200, "{}"));
    f.server.end_connections(how);
    settle(f.server);
    task call(f.io, f.client.post("/x", {{"a", 1}}, request_options().max_retries(0)));
    BOOST_TEST(call.get().http().attempts() == 1);
    BOOST_TEST(f.arrived("/v2/x") == 1u);
}

BOOST_DATA_TEST_CASE(text_message_is_not_sent_twice_unless_it_may_be, ways_to_end, how) {
    telnyx::ai::assistant_send_sms_params const message{.from = "+1", .to = "+2"};
    std::string const path = "/v2/ai/assistants/a/chat/sms";
    {
        fixture f(how);
        f.swallow("POST", path);
        task call(f.io, f.client.ai.assistants.send_sms("a", message));
        BOOST_TEST(thrown_by<telnyx::api_connection_error>([&] { call.get(); }).attempts() == 1);
        BOOST_TEST(f.arrived(path) == 1u);
    }
    fixture f(how);
    f.swallow("POST", path);
    f.server.expect("POST", path).reply(reply::json(200, R"({"conversation_id": "c"})"));
    task call(f.io, f.client.ai.assistants.send_sms("a", message, request_options().max_retries(1)));
    BOOST_TEST(call.get().http().attempts() == 2);
    auto const sent = f.server.requests();
    auto const key = sent.back().headers.get("idempotency-key").value_or("");
    BOOST_TEST(key.size() == 36u);
    BOOST_TEST(sent.at(sent.size() - 2).headers.get("idempotency-key").value_or("") == key);
}

/// A server that cannot be reached has read nothing.
BOOST_AUTO_TEST_CASE(text_message_is_tried_again_when_there_was_no_connection) {
    client_fixture f;
    f.server.on_connection(1, connection_script().end_at_once(connection_end::reset));
    f.server.expect("POST", "/v2/ai/assistants/a/chat/sms").reply(reply::json(200, R"({"conversation_id": "c"})"));
    telnyx::ai::assistant_send_sms_params const message{.from = "+1", .to = "+2"};
    task call(f.io, f.client.ai.assistants.send_sms("a", message));
    BOOST_TEST(call.get().http().attempts() == 2);
}

BOOST_AUTO_TEST_SUITE_END()
