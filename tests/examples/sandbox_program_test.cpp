// The program of examples/sandbox/, as other programs meet it.

#include "support/child_server.hpp"
#include "support/program.hpp"
#include "support/temporary_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <csignal>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace telnyx::tests;

namespace {

struct running_sandbox {
    explicit running_sandbox(std::vector<std::string> options = {}) : process(command(std::move(options))) {}

    std::vector<std::string> command(std::vector<std::string> options) const {
        std::vector<std::string> all{TELNYX_SANDBOX, "--certificate", certificate, "--token-delay", "0"};
        all.insert(all.end(), options.begin(), options.end());
        return all;
    }

    /// The variables by which programs find the sandbox.
    std::vector<std::string> environment() const {
        return {"TELNYX_BASE_URL=" + base_url, "TELNYX_API_KEY=KEY", "SSL_CERT_FILE=" + certificate, "CURL_CA_BUNDLE",
                "SSL_CERT_DIR"};
    }

    /// What curl prints; its exit status is the last line.
    std::string curl(std::string const& path, std::vector<std::string> options = {}) const {
        std::vector<std::string> all{child_server::find("curl"), "-s", "-H", "Authorization: Bearer KEY"};
        all.insert(all.end(), options.begin(), options.end());
        all.push_back(base_url + path);
        program curl(all, environment());
        auto text = curl.read_to_end();
        return text + "curl: " + std::to_string(curl.wait()) + '\n';
    }

    /// What curl prints of a streamed answer.
    std::string chat(std::vector<std::string> options = {}) const {
        options.insert(options.end(), {"-H", "Content-Type: application/json", "-d",
                                       R"({"messages": [{"role": "user", "content": "Hello"}], "stream": true})"});
        return curl("/ai/chat/completions", options);
    }

    int stop() {
        process.signal(SIGTERM);
        return process.wait();
    }

    temporary_directory folder;
    std::string certificate = (folder.path() / "ca.pem").string();
    program process;
    std::string base_url = process.line_after("Base URL: ");
};

bool contains(std::string const& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

boost::test_tools::assertion_result has_curl(boost::unit_test::test_unit_id) {
    return !child_server::find("curl").empty();
}

} // namespace

BOOST_AUTO_TEST_SUITE(sandbox_program, *boost::unit_test::precondition(has_curl))

BOOST_AUTO_TEST_CASE(curl_uses_it_over_tls_with_the_file_of_its_authority) {
    running_sandbox sandbox;
    BOOST_TEST(sandbox.base_url.starts_with("https://127.0.0.1:"));
    auto const models = sandbox.curl("/ai/models");
    BOOST_TEST(contains(models, "\"data\":["), models);
    BOOST_TEST(models.ends_with("curl: 0\n"), models);
    auto const answer = sandbox.chat();
    BOOST_TEST(contains(answer, "data: {\"id\":"), answer);
    BOOST_TEST(answer.ends_with("data: [DONE]\n\ncurl: 0\n"), answer);
    BOOST_TEST(sandbox.stop() == 0);
}

BOOST_AUTO_TEST_CASE(unchanged_program_finds_it_through_its_environment) {
    running_sandbox sandbox;
    program example({TELNYX_QUICK_START}, sandbox.environment());
    BOOST_TEST(!example.read_to_end().empty());
    BOOST_TEST(example.wait() == 0);
}

BOOST_AUTO_TEST_CASE(requests_fail_as_told) {
    running_sandbox sandbox({"--error-rate", "1", "--error-status", "418"});
    auto const failed = sandbox.curl("/ai/models", {"-w", "status %{http_code}\n"});
    BOOST_TEST(contains(failed, "The sandbox was told to fail this request."), failed);
    BOOST_TEST(contains(failed, "status 418\n"), failed);
}

BOOST_AUTO_TEST_CASE(same_seed_has_the_same_failures) {
    std::vector<std::string> runs;
    for (int i = 0; i < 2; ++i) {
        running_sandbox sandbox({"--error-rate", "0.5", "--seed", "7"});
        std::string statuses;
        for (int request = 0; request < 12; ++request)
            statuses += sandbox.curl("/ai/models", {"-o", "/dev/null", "-w", "%{http_code} "});
        runs.push_back(statuses);
    }
    BOOST_TEST(runs[0] == runs[1]);
    BOOST_TEST(contains(runs[0], "200"));
    BOOST_TEST(contains(runs[0], "503"));
}

BOOST_AUTO_TEST_CASE(streams_are_cut_as_told) {
    running_sandbox sandbox({"--cut-rate", "1"});
    auto const answer = sandbox.chat();
    BOOST_TEST(contains(answer, "data: "), answer);
    BOOST_TEST(!contains(answer, "[DONE]"), answer);
    BOOST_TEST(!answer.ends_with("curl: 0\n"), answer);
}

BOOST_AUTO_TEST_CASE(responses_and_tokens_are_late_as_told) {
    running_sandbox sandbox({"--latency", "0.2", "--token-delay", "0.01", "--answer-tokens", "20"});
    // Over HTTP/2 the first bytes are those of the connection, not of the response.
    auto const times = sandbox.chat({"--http1.1", "-o", "/dev/null", "-w", "%{time_starttransfer} %{time_total}\n"});
    BOOST_TEST(std::stod(times) >= 0.2, times);
    BOOST_TEST(std::stod(times.substr(times.find(' '))) >= 0.4, times);
}

BOOST_AUTO_TEST_CASE(pages_of_an_origin_may_use_it) {
    running_sandbox sandbox({"--plain-http", "--cors", "http://localhost:3000"});
    BOOST_TEST(sandbox.base_url.starts_with("http://127.0.0.1:"));
    auto const asked = sandbox.curl("/ai/models", {"-i", "-X", "OPTIONS"});
    BOOST_TEST(asked.starts_with("HTTP/1.1 204 "), asked);
    BOOST_TEST(contains(asked, "access-control-allow-origin: http://localhost:3000\r\n"), asked);
    BOOST_TEST(contains(asked, "access-control-allow-headers: authorization, content-type\r\n"), asked);
    auto const got = sandbox.curl("/ai/models", {"-i"});
    BOOST_TEST(contains(got, "access-control-allow-origin: http://localhost:3000\r\n"), got);
}

BOOST_AUTO_TEST_CASE(only_one_key_is_accepted_if_told) {
    running_sandbox sandbox({"--api-key", "OTHER"});
    BOOST_TEST(contains(sandbox.curl("/ai/models", {"-w", "status %{http_code}\n"}), "status 401\n"));
}

BOOST_AUTO_TEST_CASE(requests_are_printed_and_counted) {
    running_sandbox sandbox({"--log"});
    sandbox.curl("/ai/models");
    BOOST_TEST(sandbox.process.line_after("GET ") == "/v2/ai/models 200");
    sandbox.process.signal(SIGINT);
    BOOST_TEST(sandbox.process.read_to_end() == "1 requests on 1 connections\n");
    BOOST_TEST(sandbox.process.wait() == 0);
}

BOOST_AUTO_TEST_CASE(wrong_arguments_end_it_at_once) {
    program unknown({TELNYX_SANDBOX, "--fast"});
    BOOST_TEST(unknown.wait() == 2);
    program rate({TELNYX_SANDBOX, "--error-rate", "1.5"});
    BOOST_TEST(rate.wait() == 2);
    program file({TELNYX_SANDBOX, "--certificate", "/nowhere/ca.pem"});
    BOOST_TEST(file.wait() == 1);
    program help({TELNYX_SANDBOX, "--help"});
    auto const text = help.read_to_end();
    for (auto const* each : {"SSL_CERT_FILE", "TELNYX_BASE_URL", "--port N", "--error-rate 0..1"})
        BOOST_TEST(contains(text, each), each);
    BOOST_TEST(help.wait() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
