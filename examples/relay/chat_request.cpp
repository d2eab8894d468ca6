#include "chat_request.hpp"

#include <boost/json/parse.hpp>

#include <string>
#include <utility>

namespace relay {
namespace {

namespace ai = telnyx::ai;
namespace json = boost::json;

json::value parse(std::string_view body) {
    boost::system::error_code failure;
    auto value = json::parse(json::string_view(body.data(), body.size()), failure); // checks UTF-8 and nesting as well
    if (failure) throw invalid_request("the body is not JSON: " + failure.message());
    return value;
}

json::object const& as_object(json::value const& value, std::string const& where) {
    if (!value.is_object()) throw invalid_request(where + " must be an object");
    return value.get_object();
}

std::string text_of(json::object const& object, std::string_view name, std::string const& where) {
    auto const* const member = object.if_contains(json::string_view(name.data(), name.size()));
    if (member == nullptr || !member->is_string())
        throw invalid_request(where + "." + std::string(name) + " must be a string");
    return std::string(member->get_string());
}

ai::chat_message read_message(json::value const& value, std::string const& where) {
    auto const& object = as_object(value, where);
    auto const role = text_of(object, "role", where);
    auto content = text_of(object, "content", where);
    if (object.size() != 2) throw invalid_request(where + " must have the members role and content only");
    if (content.empty()) throw invalid_request(where + ".content must not be empty");
    if (role == "user") return ai::user_message(std::move(content));
    if (role == "assistant") return ai::assistant_message(std::move(content));
    throw invalid_request(where + ".role must be user or assistant");
}

json::array const& messages_of(json::value const& body, std::size_t most) {
    auto const& object = as_object(body, "the body");
    auto const* const messages = object.if_contains("messages");
    if (messages == nullptr || !messages->is_array()) throw invalid_request("messages must be an array");
    if (object.size() != 1) throw invalid_request("the body must have the member messages only");
    auto const& array = messages->get_array();
    if (array.empty()) throw invalid_request("messages must not be empty");
    if (array.size() > most) throw invalid_request("there must be at most " + std::to_string(most) + " messages");
    return array;
}

} // namespace

ai::chat_completion_params read_chat_request(std::string_view body, settings const& options) {
    auto const parsed = parse(body);
    auto const& messages = messages_of(parsed, options.max_messages);

    std::vector<ai::chat_message> conversation;
    if (!options.system_prompt.empty()) conversation.push_back(ai::system_message(options.system_prompt));
    for (std::size_t i = 0; i < messages.size(); ++i)
        conversation.push_back(read_message(messages[i], "messages[" + std::to_string(i) + "]"));
    if (messages.back().at("role").as_string() != "user") throw invalid_request("the last message must be the user's");

    ai::chat_completion_params params{.messages = std::move(conversation)};
    params.max_tokens = static_cast<std::int64_t>(options.max_tokens);
    if (!options.model.empty()) params.model = options.model;
    return params;
}

} // namespace relay
