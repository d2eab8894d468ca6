#include "contract/contract.hpp"
#include "support/every_endpoint.hpp"
#include "telnyx/json/type_of.hpp"
#include "telnyx/results/page_meta.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <span>
#include <string>

// Holds the library against the contract that Telnyx's API keeps, where there is a copy of it: `core.json`, which the
// library must have completely, and `extended.json`, from which it has some endpoints.

namespace {

using namespace telnyx::tests;
using boost::json::object;

struct exception {
    std::string_view complaint;
    std::string_view reason;
};

// Where the library differs on purpose. "is not there" and "is not required" are about the contract, "is missing" and
// "is required" about the library.
constexpr std::array core_exceptions{
    exception{"AudioTranscribeParams.file: is missing", "is a part of the form, and no JSON"},
    exception{"ChatCreateCompletionParams.Message.name: is not there", "Telnyx takes it: who speaks"},
    exception{"ChatCreateCompletionParams.Message.tool_call_id: is not there", "Telnyx takes it: tools' results"},
    exception{"ChatCreateCompletionParams.Message.tool_calls: is not there", "Telnyx takes it: calls of tools"},
    exception{"ChatCreateCompletionParams.Function.Function.strict: is not there", "OpenAI-compatible servers take it"},
    exception{"ChatCreateCompletionParams.logit_bias: is not there", "OpenAI-compatible servers take it"},
    exception{"ChatCreateCompletionParams.max_completion_tokens: is not there", "OpenAI-compatible servers take it"},
    exception{"ChatCreateCompletionParams.metadata: is not there", "OpenAI-compatible servers take it"},
    exception{"ChatCreateCompletionParams.mode: is not there", "extended.json has it"},
    exception{"ChatCreateCompletionParams.parallel_tool_calls: is not there", "OpenAI-compatible servers take it"},
    exception{"ChatCreateCompletionParams.prediction: is not there", "OpenAI-compatible servers take it"},
    exception{"ChatCreateCompletionParams.prompt_cache_key: is not there", "OpenAI-compatible servers take it"},
    exception{"ChatCreateCompletionParams.reasoning_effort: is not there", "extended.json has it"},
    exception{"ChatCreateCompletionParams.region: is not there", "extended.json has it"},
    exception{"ChatCreateCompletionParams.ResponseFormat.json_schema: is not there", "extended.json has it"},
    exception{"ChatCreateCompletionParams.ResponseFormat.type: has the value json_schema that the contract lacks",
              "extended.json has it"},
    exception{"ChatCreateCompletionParams.safety_identifier: is not there", "OpenAI-compatible servers take it"},
    exception{"ChatCreateCompletionParams.seed: is not there", "extended.json has it"},
    exception{"ChatCreateCompletionParams.service_tier: is not there", "extended.json has it"},
    exception{"ChatCreateCompletionParams.stop: is not there", "extended.json has it"},
    exception{"ChatCreateCompletionParams.store: is not there", "OpenAI-compatible servers take it"},
    exception{"ChatCreateCompletionParams.stream_options: is not there", "OpenAI-compatible servers take it"},
    exception{"ChatCreateCompletionParams.tool_choice: is an enum, but here a union", "may also name a function"},
    exception{"ChatCreateCompletionParams.user: is not there", "OpenAI-compatible servers take it"},
    exception{"ChatCreateCompletionParams.verbosity: is not there", "OpenAI-compatible servers take it"},
    exception{"ChatCreateCompletionParams.stream: is missing", "stream_completion() sends it"},
    exception{"ChatCreateCompletionResponse: is a map, but here a struct", "the form of OpenAI's answers is known"},
    exception{"Conversation.metadata{}: is string, but here a union", "Telnyx gives numbers and booleans too"},
    exception{"ConversationCreateParams.metadata{}: is string, but here a union", "Telnyx takes them, too"},
    exception{"ConversationUpdateParams.metadata{}: is string, but here a union", "Telnyx takes them, too"},
    exception{"EmbeddingCreateEmbeddingsResponse.Data.embedding: is a list, but here a union",
              "is text when base64 was asked for"},
    exception{"MessageListResponse.Data.text: cannot be null, but is nullable",
              "is null when a message is calls of tools"},
    exception{"Meta.page_number: is required", "a page's end is found without it"},
    exception{"Meta.page_size: is required", "nothing depends on it"},
    exception{"Meta.total_pages: is required", "a page's end is found without it"},
    exception{"Meta.total_results: is required", "nothing depends on it"},
};

constexpr std::array<exception, 0> extended_exceptions{};

std::string text(object const& from, std::string_view key) {
    auto const* found = from.if_contains(key);
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

object const* part(object const& from, std::string_view key) {
    auto const* found = from.if_contains(key);
    return found != nullptr ? found->if_object() : nullptr;
}

std::string_view name_of(answer_kind kind) {
    switch (kind) {
    case answer_kind::text:
        return "text";
    case answer_kind::binary:
        return "binary";
    case answer_kind::empty:
        return "empty";
    default:
        return "json";
    }
}

/// Compares one endpoint.
class endpoint_check {
  public:
    endpoint_check(contract& all, object const& expected, endpoint const& here)
        : all_(all), expected_(expected), here_(here) {
        for (auto const& name : here.placeholders())
            placeholders_.insert(name);
    }

    void run() {
        check_request_line();
        check_params();
        check_headers();
        check_answer();
    }

  private:
    using type_info = telnyx::json::detail::type_info;

    void expect_equal(std::string_view what, std::string_view expected, std::string_view here) {
        if (expected != here)
            complain(std::string(what).append(" should be ").append(expected).append(", but is ").append(here));
    }

    void complain(std::string const& what) { all_.complain(std::string(here_.id), what); }

    void check_request_line() {
        expect_equal("method", text(expected_.at("http").as_object(), "method"), here_.method);
        expect_equal("path", text(expected_.at("http").as_object(), "path"), here_.path);
    }

    void check_params() {
        check_place("query", part(expected_, "query"), here_.query);
        check_place("body", part(expected_, "body"), here_.body);
        for (auto const& each : expected_.at("args").as_array()) {
            auto const& argument = each.as_object();
            auto const name = text(argument, "params_type");
            if (name.empty()) continue;
            if (argument.at("optional").as_bool() && here_.params_required)
                complain("can be called without parameters");
            if (part(expected_, "query") == nullptr && part(expected_, "body") == nullptr)
                all_.compare_arguments(name, placeholders_);
        }
    }

    void check_place(std::string const& place, object const* expected, type_info const* here) {
        if ((expected == nullptr) != (here == nullptr))
            return complain(place + (here == nullptr ? " is missing" : " is not there"));
        if (expected == nullptr) return;
        auto const name = text(*expected, "params_type");
        all_.compare({{"$ref", name}}, *here, name, placeholders_);
        check_required(name);
    }

    // Whether there is a call without parameters is a matter of what is required.
    void check_required(std::string const& params_type) {
        auto const* required = all_.type(params_type).if_contains("required");
        bool const any = required != nullptr &&
                         std::any_of(required->as_array().begin(), required->as_array().end(),
                                     [&](auto const& name) { return !placeholders_.contains(name.as_string()); });
        if (any && !here_.params_required) complain("cannot be called without parameters");
    }

    void check_headers() {
        if (!expected_.at("header_params").as_array().empty()) complain("header parameters are missing");
        auto const accept = text(expected_.at("fixed_headers").as_object(), "Accept");
        expect_equal("Accept", accept.empty() ? "application/json" : accept, here_.accept());
        auto const* body = part(expected_, "body");
        if (body != nullptr)
            expect_equal("content type", text(*body, "content_type"),
                         here_.form ? "multipart/form-data" : "application/json");
    }

    void check_answer() {
        auto const& answer = expected_.at("response").as_object();
        expect_equal("answer", text(answer, "kind"), name_of(here_.answer));
        auto const* list = part(expected_, "pagination");
        bool const paged = here_.answer == answer_kind::page || here_.answer == answer_kind::bare_page;
        if ((list != nullptr) != paged) return complain("pages should be turned, or not");
        if (list != nullptr) {
            bool const bare = text(list->at("items").as_object(), "at") == "top-level array";
            if (bare != (here_.answer == answer_kind::bare_page)) complain("has another form of page");
            all_.compare(list->at("item").as_object(), *here_.answer_type, std::string(here_.id) + "[]");
        } else if (here_.answer == answer_kind::json) {
            all_.compare(answer.at("schema").as_object(), *here_.answer_type, std::string(here_.id) + " answer");
        }
    }

    contract& all_;
    object const& expected_;
    endpoint const& here_;
    std::set<std::string, std::less<>> placeholders_;
};

/// A file of the contract.
struct contract_file {
    std::string_view name;
    std::span<exception const> exceptions;
    bool complete; ///< whether the library must have all of it
};

constexpr std::array files{
    contract_file{"core.json", core_exceptions, true},
    contract_file{"extended.json", extended_exceptions, false},
};

using ids = std::set<std::string, std::less<>>;

/// Compares the endpoints of a file that are not in `found`, and adds them to it.
void check_endpoints(contract& all, bool complete, ids& found) {
    auto const& here = every_endpoint();
    for (auto const& expected : all.endpoints()) {
        auto const id = text(expected.as_object(), "id");
        auto const row = std::find_if(here.begin(), here.end(), [&](auto const& each) { return each.id == id; });
        if (row != here.end() && found.insert(id).second)
            endpoint_check(all, expected.as_object(), *row).run();
        else if (complete)
            all.complain(id, "is missing");
    }
}

bool is_exception(std::span<exception const> exceptions, std::string_view complaint) {
    return std::any_of(exceptions.begin(), exceptions.end(),
                       [&](auto const& each) { return each.complaint == complaint; });
}

/// Prints what is wrong, and gives how much that is.
std::size_t print_complaints(contract const& all, contract_file const& file) {
    std::size_t count = 0;
    auto const print = [&](std::string_view what) {
        std::cout << file.name << ": " << what << '\n';
        ++count;
    };
    for (auto const& complaint : all.complaints())
        if (!is_exception(file.exceptions, complaint)) print(complaint);
    for (auto const& each : file.exceptions)
        if (!all.complaints().contains(each.complaint)) print("no difference any more: " + std::string(each.complaint));
    if (file.complete)
        for (auto const& each : all.not_found())
            print(each + ": not in the library");
    return count;
}

/// Compares the library with a file, and gives how much is wrong.
std::size_t check_file(contract_file const& file, boost::json::value const& document, ids& found) {
    contract all(document.as_object());
    auto const found_before = found.size();
    check_endpoints(all, file.complete, found);
    if (file.complete)
        all.compare({{"$ref", "Meta"}},
                    telnyx::json::detail::type_of<telnyx::page_meta, telnyx::json::detail::use::decoding>::value,
                    "Meta");
    auto const wrong = print_complaints(all, file);
    auto const left_out = std::count_if(file.exceptions.begin(), file.exceptions.end(),
                                        [](auto const& each) { return each.complaint.ends_with(": is missing"); });
    std::cout << file.name << ": " << found.size() - found_before << '/' << all.endpoints().size() << " endpoints, "
              << all.types_found() << '/' << all.types_in_contract() << " types, "
              << all.fields_found() + static_cast<std::size_t>(left_out) << '/' << all.fields_in_contract()
              << " fields; " << file.exceptions.size() << " differences on purpose, " << wrong << " others\n";
    return wrong;
}

/// Prints the endpoints that no file has, and gives their number.
std::size_t print_unknown(ids const& found) {
    std::size_t count = 0;
    for (auto const& row : every_endpoint()) {
        if (found.contains(row.id)) continue;
        std::cout << row.id << ": is in no contract\n";
        ++count;
    }
    return count;
}

std::filesystem::path contract_folder() {
    auto const* const given = std::getenv("TELNYX_CONTRACT");
    if (given != nullptr) return given;
    return std::filesystem::path(TELNYX_SOURCE_DIR) / ".." / "shared" / "api";
}

constexpr int skipped = 77;

} // namespace

int main() {
    ids found;
    std::size_t wrong = 0;
    for (auto const& each : files) {
        auto const path = contract_folder() / each.name;
        std::ifstream file(path, std::ios::binary);
        if (!file) {
            std::cout << "skipped: there is no contract at " << path.lexically_normal().string()
                      << "; TELNYX_CONTRACT can name another folder\n";
            return skipped;
        }
        wrong += check_file(each, boost::json::parse(std::string(std::istreambuf_iterator<char>(file), {})), found);
    }
    wrong += print_unknown(found);
    return wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
