#include "support/every_endpoint.hpp"

#include "support/documents.hpp"
#include "support/scripted_fixture.hpp"
#include "telnyx/testing/impl/multipart_form.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace telnyx::testing;
using namespace telnyx::tests;
using boost::json::parse;
using boost::json::serialize;
using boost::json::value;
using telnyx::json::detail::type_info;

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (char const c : text) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("-._~").find(c) != std::string_view::npos;
        constexpr std::string_view digits = "0123456789ABCDEF";
        auto const byte = static_cast<unsigned char>(c);
        if (plain)
            encoded += c;
        else
            encoded.append({'%', digits[byte / 16], digits[byte % 16]});
    }
    return encoded;
}

std::string query_text(value const& parameter) {
    if (parameter.is_string()) return std::string(parameter.get_string());
    if (!parameter.is_array()) return serialize(parameter);
    std::string joined;
    for (auto const& element : parameter.get_array())
        joined += (joined.empty() ? "" : ",") + query_text(element);
    return joined;
}

std::string query_of(value const& document) {
    std::string query;
    for (auto const& [name, parameter] : document.as_object())
        query += (query.empty() ? "" : "&") + percent_encoded(name) + "=" + percent_encoded(query_text(parameter));
    return query;
}

std::filesystem::path const source_dir = TELNYX_SOURCE_DIR;

std::string text_of(std::filesystem::path const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The paths in the text of a source file, each after its method if it follows one.
void add_paths(std::set<std::string>& to, std::string_view source) {
    for (auto begin = source.find("\"/"); begin != source.npos; begin = source.find("\"/", begin + 1)) {
        auto const path = source.substr(begin + 1, source.find('"', begin + 1) - begin - 1);
        auto const before = source.substr(0, source.find_last_not_of(" \n", begin - 1) + 1);
        std::string method;
        for (std::string const each : {"GET", "POST", "PUT", "PATCH", "DELETE"})
            if (before.ends_with('"' + each + "\",")) method = each + " ";
        to.insert(method + std::string(path));
    }
}

std::set<std::string> paths_in_the_library() {
    std::set<std::string> found;
    for (auto const* const room : {"ai", "legacy", "text_to_speech"})
        for (auto const& entry : std::filesystem::recursive_directory_iterator(source_dir / "include/telnyx" / room))
            if (entry.is_regular_file()) add_paths(found, text_of(entry.path()));
    return found;
}

std::vector<std::string> difference(std::multiset<std::string> const& a, std::multiset<std::string> const& b) {
    std::vector<std::string> found;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(found));
    return found;
}

type_info const* params_of(endpoint const& row) {
    return row.query != nullptr ? row.query : row.body;
}

/// Calls over a scripted transport.
struct fixture : scripted_fixture {
    /// What the call gives for this answer, with values in the path that have to be encoded.
    std::string call(endpoint const& row, std::optional<value> const& params, scripted_reply const& answer) {
        network->expect(std::string(row.method), "/v2" + std::string(row.path)).reply(answer);
        std::vector<std::string> path_values;
        for (auto const& name : row.placeholders())
            path_values.push_back(name + " 1/x");
        std::optional<std::string> text;
        if (params) text = serialize(*params);
        return run(io, row.call(client, path_values, text));
    }

    /// Like `call()` with the shortest answer there is; gives the request.
    scripted_request request_of(endpoint const& row, std::optional<value> const& params) {
        call(row, params, shortest_answer(row));
        return network->requests().back();
    }

    static scripted_reply shortest_answer(endpoint const& row) {
        if (row.id == "text_to_speech.generate") return scripted_reply::json(200, R"({"base64_audio": "YQ=="})");
        switch (row.answer) {
        case answer_kind::json:
            return scripted_reply::json(200, make_required_document(*row.answer_type));
        case answer_kind::page:
            return scripted_reply::json(200, R"({"data": []})");
        case answer_kind::bare_page:
            return scripted_reply::json(200, "[]");
        case answer_kind::text:
            return scripted_reply::text(200, "<a/>");
        case answer_kind::binary:
            return scripted_reply(200, "png", "image/png");
        case answer_kind::empty:
            break;
        }
        return scripted_reply(204);
    }

    static void check_request_line(endpoint const& row, scripted_request const& sent) {
        std::vector<std::string> encoded;
        for (auto const& name : row.placeholders())
            encoded.push_back(name + "%201%2Fx");
        BOOST_TEST(sent.method == row.method);
        BOOST_TEST(sent.path() == "/v2" + row.filled_path(encoded));
    }

    static void check_headers(endpoint const& row, scripted_request const& sent) {
        BOOST_TEST(sent.headers.get("authorization").value_or("") == "Bearer KEY123");
        BOOST_TEST(sent.headers.get("accept").value_or("") == row.accept());
        BOOST_TEST(sent.headers.contains("idempotency-key") == takes_idempotency_key(row));
        BOOST_TEST(sent.has_body == (row.body != nullptr));
        auto const content_type = sent.headers.get("content-type");
        BOOST_TEST(content_type.has_value() == (row.body != nullptr));
        if (row.body == nullptr) return;
        std::string_view const expected = row.form ? "multipart/form-data; boundary=" : "application/json";
        BOOST_TEST(content_type->substr(0, expected.size()) == expected);
    }

    /// Those of which Telnyx says that they take a key: header parameters of the official SDK 7.24.0.
    static bool takes_idempotency_key(endpoint const& row) {
        static std::set<std::string, std::less<>> const paths{"/ai/assistants",
                                                              "/ai/assistants/import",
                                                              "/ai/assistants/tests",
                                                              "/ai/assistants/tests/test-suites/{suite_name}/runs",
                                                              "/ai/assistants/tests/{test_id}/runs",
                                                              "/ai/assistants/{assistant_id}/canary-deploys",
                                                              "/ai/assistants/{assistant_id}/chat/sms",
                                                              "/ai/assistants/{assistant_id}/clone",
                                                              "/ai/assistants/{assistant_id}/scheduled_events",
                                                              "/ai/conversations",
                                                              "/ai/conversations/insight-groups",
                                                              "/ai/conversations/insights",
                                                              "/ai/conversations/{conversation_id}/message",
                                                              "/ai/embeddings",
                                                              "/ai/embeddings/url",
                                                              "/ai/mcp_servers",
                                                              "/ai/summarize"};
        return row.method == "POST" && paths.contains(row.path);
    }

    static void check_body(endpoint const& row, scripted_request const& sent, value expected) {
        if (row.form) return check_form(sent, expected.as_object());
        expected.as_object().erase("stream_options"); // is for streams only
        BOOST_TEST(parse(sent.body) == expected);
    }

    static void check_form(scripted_request const& sent, boost::json::object const& expected) {
        telnyx::testing::detail::multipart_form const form(sent);
        for (auto const& [name, field] : expected) {
            BOOST_TEST_INFO(name);
            if (field.is_object())
                BOOST_TEST(form.text(std::string(name) + "[flag]") == "true");
            else
                BOOST_TEST(form.text(name) == std::string_view(field.as_string()));
        }
        BOOST_TEST((form.find("file") != nullptr) == expected.contains("language"));
    }

    /// Checks what is sent for these parameters.
    void check_call(endpoint const& row, std::optional<value> const& params) {
        auto const sent = request_of(row, params);
        auto const document = params.value_or(boost::json::object());
        check_request_line(row, sent);
        check_headers(row, sent);
        BOOST_TEST(sent.query() == (row.query != nullptr ? query_of(document) : ""));
        if (row.body != nullptr) check_body(row, sent, document);
    }
};

/// Calls `function` for each endpoint, whose name is told with a failure.
template <class Function>
void for_each_endpoint(Function function) {
    for (auto const& row : every_endpoint())
        BOOST_TEST_CONTEXT(row.id) function(row);
}

/// Calls `function` for the first endpoint of each type of answer.
template <class Function>
void for_each_answer_type(Function function) {
    std::set<type_info const*> seen;
    for_each_endpoint([&](endpoint const& row) {
        if (row.answer_type != nullptr && seen.insert(row.answer_type).second) function(row);
    });
}

document_style style_of(std::size_t round) {
    document_style style;
    style.round = round;
    return style;
}

/// Documents that together have all fields, unions' alternatives and nulls of a type.
std::vector<value> full_documents(type_info const& type) {
    std::vector<value> documents;
    for (std::size_t round = 0; round < rounds_of(type); ++round)
        documents.push_back(make_document(type, style_of(round)));
    document_style nulls;
    nulls.nulls = true;
    documents.push_back(make_document(type, nulls));
    return documents;
}

/// A document with every field that can stand in a form, where free members are no larger than need be.
value form_document(type_info const& type) {
    auto document = make_document(type);
    for (auto& member : document.as_object())
        if (member.value().is_object()) member.value() = {{"flag", true}};
    return document;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(every_endpoint_of_the_contract, fixture)

BOOST_AUTO_TEST_CASE(is_there_once) {
    std::set<std::string_view> ids;
    for (auto const& row : every_endpoint())
        ids.insert(row.id);
    BOOST_TEST(ids.size() == every_endpoint().size());
}

BOOST_AUTO_TEST_CASE(smallest_call_sends_no_more_than_is_required) {
    for_each_endpoint([&](endpoint const& row) { check_call(row, row.smallest_params()); });
}

BOOST_AUTO_TEST_CASE(fullest_call_sends_every_parameter) {
    for_each_endpoint([&](endpoint const& row) {
        if (auto const* params = params_of(row))
            for (auto const& document : row.form ? std::vector{form_document(*params)} : full_documents(*params))
                check_call(row, document);
    });
}

BOOST_AUTO_TEST_CASE(response_with_every_field_is_written_back_without_loss) {
    for_each_endpoint([&](endpoint const& row) {
        if (row.answer != answer_kind::json) return;
        for (auto const& document : full_documents(*row.answer_type))
            BOOST_TEST(parse(call(row, row.smallest_params(), scripted_reply::json(200, document))) == document);
    });
}

BOOST_AUTO_TEST_CASE(page_with_every_field_is_written_back_without_loss) {
    for_each_endpoint([&](endpoint const& row) {
        if (row.answer != answer_kind::page && row.answer != answer_kind::bare_page) return;
        boost::json::array items;
        for (auto& document : full_documents(*row.answer_type))
            items.push_back(std::move(document));
        value page = items;
        if (row.answer == answer_kind::page) page = {{"data", items}, {"meta", {{"page_number", 1}}}};
        BOOST_TEST(parse(call(row, std::nullopt, scripted_reply::json(200, page))) == value(items));
    });
}

BOOST_AUTO_TEST_CASE(text_and_bytes_come_as_they_are) {
    for_each_endpoint([&](endpoint const& row) {
        if (row.answer == answer_kind::text) {
            BOOST_TEST(call(row, std::nullopt, scripted_reply::text(200, "<a>\n</a>")) == "<a>\n</a>");
            BOOST_TEST(call(row, std::nullopt, scripted_reply::json(200, R"("<a>\n</a>")")) == "<a>\n</a>");
        } else if (row.answer == answer_kind::binary) {
            std::string const bytes("\x89PNG\0\xff", 6);
            BOOST_TEST(call(row, std::nullopt, scripted_reply(200, bytes, "image/png")) == bytes);
        }
    });
}

BOOST_AUTO_TEST_CASE(empty_response_may_have_a_body) {
    for_each_endpoint([&](endpoint const& row) {
        if (row.answer != answer_kind::empty) return;
        BOOST_TEST(call(row, row.smallest_params(), scripted_reply::text(200, "done")) == "");
        BOOST_TEST(call(row, row.smallest_params(), scripted_reply::json(200, "{}")) == "");
    });
}

BOOST_AUTO_TEST_CASE(response_with_only_the_required_fields_is_written_back) {
    for_each_answer_type([](endpoint const& row) {
        auto const document = make_required_document(*row.answer_type);
        BOOST_TEST(parse(row.round_trip(serialize(document))) == document);
    });
}

BOOST_AUTO_TEST_CASE(unknown_fields_do_not_break_a_response) {
    for_each_answer_type([](endpoint const& row) {
        document_style style;
        style.unknown_fields = true;
        for (; style.round < rounds_of(*row.answer_type); ++style.round) {
            auto const answer = serialize(make_document(*row.answer_type, style));
            auto const known = make_document(*row.answer_type, style_of(style.round));
            BOOST_TEST(parse(row.round_trip(answer)) == known);
        }
    });
}

BOOST_AUTO_TEST_CASE(unknown_enum_texts_are_kept) {
    for_each_answer_type([](endpoint const& row) {
        document_style style;
        style.unknown_texts = true;
        for (; style.round < rounds_of(*row.answer_type); ++style.round) {
            auto const document = make_document(*row.answer_type, style);
            BOOST_TEST(parse(row.round_trip(serialize(document))) == document);
        }
    });
}

BOOST_AUTO_TEST_CASE(unknown_variants_are_kept) {
    for_each_answer_type([](endpoint const& row) {
        document_style style;
        style.unknown_variants = true;
        auto const document = make_document(*row.answer_type, style);
        BOOST_TEST(parse(row.round_trip(serialize(document))) == document);
    });
}

BOOST_AUTO_TEST_CASE(null_anywhere_does_not_break_a_response) {
    for_each_answer_type([](endpoint const& row) {
        for (auto& document : full_documents(*row.answer_type))
            for_each_null(document, [&] { BOOST_CHECK_NO_THROW(row.round_trip(serialize(document))); });
    });
}

BOOST_AUTO_TEST_CASE(every_path_in_the_library_is_in_the_table) {
    std::set<std::string> known;
    for (auto const& row : every_endpoint()) {
        known.insert(std::string(row.path));
        known.insert(std::string(row.method) + " " + std::string(row.path));
    }
    auto const paths = paths_in_the_library();
    BOOST_TEST(paths.contains("GET /ai/models"));
    for (auto const& each : paths)
        BOOST_TEST(known.contains(each), each << " is in no row of tests/support/every_endpoint_*.cpp");
}

BOOST_AUTO_TEST_CASE(list_of_endpoints_in_the_documents_is_complete) {
    std::multiset<std::string> documented, expected;
    std::istringstream lines(text_of(source_dir / "examples" / "ENDPOINTS.md"));
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("| `")) documented.insert(line);
    for (auto const& row : every_endpoint())
        expected.insert("| `" + row.cpp_call() + "` | `" + std::string(row.method) + "` | `" + std::string(row.path) +
                        "` |");
    for (auto const& line : difference(expected, documented))
        BOOST_ERROR("examples/ENDPOINTS.md lacks the line\n" << line);
    for (auto const& line : difference(documented, expected))
        BOOST_ERROR("examples/ENDPOINTS.md has a line of no endpoint\n" << line);
}

BOOST_AUTO_TEST_SUITE_END()
