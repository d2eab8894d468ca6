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
#include <sstream>
#include <string>

// Holds the library against the contract that Telnyx's API keeps, where there is a copy of it: `core.json`, which the
// library must have completely, and `extended.json`, from which it has some endpoints.

namespace {

using namespace telnyx::tests;
using boost::json::object;

/// A complaint about members of a type that is no mistake.
struct difference {
    std::string_view type;
    std::string_view members; ///< separated by spaces; empty for the type itself
    std::string_view complaint;
    std::string_view reason;
};

constexpr std::string_view openai_parameters =
    "logit_bias max_completion_tokens metadata parallel_tool_calls prediction prompt_cache_key safety_identifier store "
    "stream_options user verbosity";
constexpr std::string_view new_chat_parameters = "mode reasoning_effort region seed service_tier stop";
constexpr std::string_view new_model_members =
    "base_model context_length description is_fine_tunable is_vision_supported languages license max_completion_tokens "
    "organization parameters parameters_str pricing recommended_for_assistants regions service_tiers task tier";

// Where the library differs on purpose. "is not there" and "is not required" are about the contract, "is missing" and
// "is required" about the library. One type of the library may serve an endpoint of each file.
constexpr std::array core_differences{
    difference{"AIRetrieveModelsResponse.Data", "created", "is integer, but here a union", "extended.json has a text"},
    difference{"AIRetrieveModelsResponse.Data", new_model_members, "is not there", "extended.json has them"},
    difference{"AudioTranscribeParams", "file", "is missing", "is a part of the form, and no JSON"},
    difference{"ChatCreateCompletionParams", new_chat_parameters, "is not there", "extended.json has them"},
    difference{"ChatCreateCompletionParams", openai_parameters, "is not there", "OpenAI-compatible servers take them"},
    difference{"ChatCreateCompletionParams", "stream", "is missing", "stream_completion() sends it"},
    difference{"ChatCreateCompletionParams", "tool_choice", "is an enum, but here a union", "may name a function"},
    difference{"ChatCreateCompletionParams.Function.Function", "strict", "is not there", "OpenAI-compatible"},
    difference{"ChatCreateCompletionParams.Message", "name tool_call_id tool_calls", "is not there", "Telnyx takes it"},
    difference{"ChatCreateCompletionParams.Message", "reasoning reasoning_content refusal", "is not there",
               "OpenAI-compatible servers take back what their models said"},
    difference{"ChatCreateCompletionParams.ResponseFormat", "json_schema", "is not there", "extended.json has it"},
    difference{"ChatCreateCompletionParams.ResponseFormat", "type", "has the value json_schema that the contract lacks",
               "extended.json has it"},
    difference{"ChatCreateCompletionResponse", "", "is a map, but here a struct", "OpenAI's answers have a known form"},
    difference{"Conversation", "metadata{}", "is string, but here a union", "Telnyx gives numbers and booleans too"},
    difference{"ConversationCreateParams", "metadata{}", "is string, but here a union", "Telnyx takes them, too"},
    difference{"ConversationUpdateParams", "metadata{}", "is string, but here a union", "Telnyx takes them, too"},
    difference{"EmbeddingCreateEmbeddingsResponse.Data", "embedding", "is a list, but here a union",
               "is text when base64 was asked for"},
    difference{"MessageListResponse.Data", "text", "cannot be null, but is nullable",
               "is null when a message is calls of tools"},
    difference{"Meta", "page_number page_size total_pages total_results", "is required",
               "a page's end is found without them"},
};

constexpr std::array extended_differences{
    difference{"ChatCreateCompletionParams", "guided_choice guided_json guided_regex", "is not there",
               "core.json has them"},
    difference{"ChatCreateCompletionParams", openai_parameters, "is not there", "OpenAI-compatible servers take them"},
    difference{"ChatCreateCompletionParams", "response_format", "is a union, but here a struct",
               "its alternatives have the same members"},
    difference{"ChatCreateCompletionParams", "stream", "is missing", "stream_completion() sends it"},
    difference{"ChatCreateCompletionParams", "tool_choice", "is an enum, but here a union", "may name a function"},
    difference{"ChatCreateCompletionParams.Message", "name tool_call_id tool_calls", "is not there", "Telnyx takes it"},
    difference{"ChatCreateCompletionParams.Message", "reasoning reasoning_content refusal", "is not there",
               "OpenAI-compatible servers take back what their models said"},
    difference{"ChatCreateCompletionResponse", "", "is a map, but here a struct", "OpenAI's answers have a known form"},
    difference{"FunctionDefinition", "strict", "is not there", "OpenAI-compatible servers take it"},
    difference{"ModelMetadata", "context_length languages license organization parameters tier", "is required",
               "core.json and OpenAI-compatible servers lack them"},
    difference{"ModelMetadata", "created", "is string, but here a union", "core.json has an integer"},
};

using text_set = std::set<std::string, std::less<>>;

/// The complaints that are no mistakes.
text_set complaints_of(std::span<difference const> differences) {
    text_set all;
    for (auto const& each : differences) {
        if (each.members.empty()) all.insert(std::string(each.type) + ": " + std::string(each.complaint));
        std::istringstream members{std::string(each.members)};
        for (std::string member; members >> member;)
            all.insert(std::string(each.type) + "." + member + ": " + std::string(each.complaint));
    }
    return all;
}

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
    std::span<difference const> differences;
    bool complete; ///< whether the library must have all of it
};

constexpr std::array files{
    contract_file{"core.json", core_differences, true},
    contract_file{"extended.json", extended_differences, false},
};

/// Compares the endpoints of a file that are not in `found`, and adds them to it.
void check_endpoints(contract& all, bool complete, text_set& found) {
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

/// Prints what is wrong, and gives how much that is.
std::size_t print_complaints(contract const& all, contract_file const& file, text_set const& expected) {
    std::size_t count = 0;
    auto const print = [&](std::string_view what) {
        std::cout << file.name << ": " << what << '\n';
        ++count;
    };
    for (auto const& complaint : all.complaints())
        if (!expected.contains(complaint)) print(complaint);
    for (auto const& each : expected)
        if (!all.complaints().contains(each)) print("no difference any more: " + each);
    if (file.complete)
        for (auto const& each : all.not_found())
            print(each + ": not in the library");
    return count;
}

/// Compares the library with a file, and gives how much is wrong.
std::size_t check_file(contract_file const& file, boost::json::value const& document, text_set& found) {
    contract all(document.as_object());
    auto const found_before = found.size();
    check_endpoints(all, file.complete, found);
    if (file.complete)
        all.compare({{"$ref", "Meta"}},
                    telnyx::json::detail::type_of<telnyx::page_meta, telnyx::json::detail::use::decoding>::value,
                    "Meta");
    auto const expected = complaints_of(file.differences);
    auto const wrong = print_complaints(all, file, expected);
    auto const left_out = std::count_if(expected.begin(), expected.end(),
                                        [](auto const& each) { return each.ends_with(": is missing"); });
    std::cout << file.name << ": " << found.size() - found_before << '/' << all.endpoints().size() << " endpoints, "
              << all.types_found() << '/' << all.types_in_contract() << " types, "
              << all.fields_found() + static_cast<std::size_t>(left_out) << '/' << all.fields_in_contract()
              << " fields; " << expected.size() << " differences on purpose, " << wrong << " others\n";
    return wrong;
}

/// Prints the endpoints that no file has, and gives their number.
std::size_t print_unknown(text_set const& found) {
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
    text_set found;
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
