#pragma once

#include "telnyx/testing/impl/api_error.hpp"
#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/assistant_members.hpp"
#include "telnyx/testing/impl/assistant_store.hpp"
#include "telnyx/testing/impl/chat_answer.hpp"
#include "telnyx/testing/impl/checked_body.hpp"
#include "telnyx/testing/impl/conversation_store.hpp"
#include "telnyx/testing/impl/query_value.hpp"
#include "telnyx/testing/impl/resource.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <utility>

namespace telnyx::testing::detail {

namespace assistant_handling {

inline constexpr std::array<std::string_view, 3> providers{"elevenlabs", "vapi", "retell"};

inline constexpr std::array import_members{
    member::text("provider").required().one_of(providers),
    member::text("api_key_ref").required(),
    member::list_of(json_kind::string, "import_ids"),
};

inline constexpr std::array chat_members{
    member::text("content").required(),
    member::text("conversation_id").required(),
    member::text("name"),
};

inline constexpr std::array sms_members{
    member::text("from").required(),
    member::text("to").required(),
    member::text("text"),
    member::map_of(json_kind::scalar, "conversation_metadata"),
    member::flag("should_create_conversation"),
};

inline constexpr std::array tool_test_members{
    member::map_of(json_kind::any, "arguments"),
    member::map_of(json_kind::any, "dynamic_variables"),
};

inline std::string const& id_in(recorded_request const& request) {
    return request.path_parameters.at("assistant_id");
}

/// A version as it is shown: references to tools are accepted in requests, but never returned.
inline boost::json::object shown(boost::json::object version) {
    version.erase("tool_ids");
    return version;
}

inline reply respond(boost::json::object const& version) {
    return reply::json(200, shown(version));
}

inline reply list_assistants(api_state& state) {
    assistant_store const assistants(state);
    boost::json::array all;
    for (auto const& [id, assistant] : state.data.all("assistants"))
        all.push_back(shown(assistants.main_version(id)));
    return reply::json(200, boost::json::object{{"data", std::move(all)}});
}

inline reply update_assistant(assistant_store const& assistants, recorded_request const& request) {
    auto const& id = id_in(request);
    assistants.main_version(id);
    auto changes = checked_body(request, assistant_members, completeness::part);
    auto const* const promote = changes.if_contains("promote_to_main");
    bool const becomes_main = promote == nullptr || promote->get_bool();
    changes.erase("promote_to_main");
    auto const& made = assistants.add_version(id, changes);
    if (becomes_main) assistants.set_main_version(id, text_member(made, "version_id"));
    return respond(made);
}

inline reply remove_assistant(assistant_store const& assistants, recorded_request const& request) {
    assistants.remove(id_in(request));
    return reply::json(200, boost::json::object{{"id", id_in(request)}, {"deleted", true}, {"object", "assistant"}});
}

inline reply clone_assistant(assistant_store const& assistants, recorded_request const& request) {
    auto copy = assistants.main_version(id_in(request));
    copy["name"] = text_member(copy, "name") + " (copy)";
    copy.erase("telephony_settings");
    copy.erase("messaging_settings");
    return respond(assistants.add(std::move(copy)));
}

/// The assistant that was imported with this ID, or a new one.
inline boost::json::object& imported(api_state& state, std::string const& provider, std::string const& import_id) {
    assistant_store const assistants(state);
    boost::json::object const origin{{"import_id", import_id}, {"import_provider", provider}};
    boost::json::object const members{{"name", "Imported " + import_id},
                                      {"model", "openai/gpt-4o"},
                                      {"instructions", "You are an assistant that was built with " + provider + "."},
                                      {"import_metadata", origin}};
    for (auto const& [id, assistant] : state.data.all("assistants")) {
        auto& known = assistants.main_version(id);
        auto const* const its_origin = known.if_contains("import_metadata");
        if (its_origin == nullptr || *its_origin != boost::json::value(origin)) continue;
        for (auto const& [name, value] : members)
            known.insert_or_assign(name, value);
        return known;
    }
    return assistants.add(members);
}

inline reply import_assistants(api_state& state, recorded_request const& request) {
    auto const body = checked_body(request, import_members);
    auto const provider = text_member(body, "provider");
    auto const* const ids = body.if_contains("import_ids");
    boost::json::array const all{provider + "-1", provider + "-2"};
    boost::json::array made;
    for (auto const& id : ids == nullptr ? all : ids->get_array())
        made.push_back(shown(imported(state, provider, text_of(id))));
    return reply::json(200, boost::json::object{{"data", std::move(made)}});
}

/// The next message of an assistant in a conversation.
inline std::string next_words(api_state& state, boost::json::object const& assistant,
                              std::string const& conversation_id) {
    chat_request chat;
    chat.model = text_member(assistant, "model");
    chat.messages.push_back({"system", text_member(assistant, "instructions"), {}, {}});
    for (auto const& [id, message] : conversation_store(state).messages(conversation_id))
        chat.messages.push_back({text_member(message, "role"), text_member(message, "text"), {}, {}});
    std::string words;
    for (auto const& token : make_chat_answer(chat, 0, state.options.answer_tokens()).tokens)
        words += token;
    return words;
}

inline reply chat_with_assistant(api_state& state, recorded_request const& request) {
    auto const& assistant = assistant_store(state).main_version(id_in(request));
    auto const body = checked_body(request, chat_members);
    conversation_store const conversations(state);
    auto const id = text_member(body, "conversation_id");
    auto const& metadata = conversations.find(id).at("metadata").as_object();
    if (text_member(metadata, "ai_disabled") == "true") refuse_request("The conversation is for people only.");
    conversations.add_message(id, {{"role", "user"}, {"text", body.at("content")}});
    auto const words = next_words(state, assistant, id);
    conversations.add_message(id, {{"role", "assistant"}, {"text", words}});
    return reply::json(200, boost::json::object{{"content", words}});
}

/// The ID of the latest conversation whose metadata contain all of these; empty if there is none.
inline std::string latest_conversation(api_state& state, boost::json::object const& wanted) {
    std::string latest;
    for (auto const& [id, conversation] : state.data.all("conversations")) {
        auto const& metadata = conversation.at("metadata").as_object();
        auto const fits = [&](auto const& each) {
            auto const* const value = metadata.if_contains(each.key());
            return value != nullptr && *value == each.value();
        };
        if (std::all_of(wanted.begin(), wanted.end(), fits)) latest = id;
    }
    return latest;
}

inline reply send_sms(api_state& state, recorded_request const& request) {
    auto const& assistant = assistant_store(state).main_version(id_in(request));
    auto const body = checked_body(request, sms_members);
    conversation_store const conversations(state);
    boost::json::object const metadata{{"assistant_id", id_in(request)},
                                       {"telnyx_agent_target", body.at("from")},
                                       {"telnyx_conversation_channel", "sms_chat"},
                                       {"telnyx_end_user_target", body.at("to")}};
    auto const* const create = body.if_contains("should_create_conversation");
    auto id = create != nullptr && !create->get_bool() ? latest_conversation(state, metadata)
                                                       : text_member(conversations.add(metadata), "id");
    if (id.empty()) return reply::json(200, boost::json::object());
    if (auto const* const more = body.if_contains("conversation_metadata"))
        for (auto const& [name, value] : conversation_store::texts_of(more->get_object()))
            conversations.find(id)["metadata"].as_object().insert_or_assign(name, value);
    bool const first = conversations.messages(id).empty();
    auto words = text_member(body, "text");
    if (words.empty() && first) words = text_member(assistant, "greeting");
    if (words.empty()) words = next_words(state, assistant, id);
    conversations.add_message(id, {{"role", "assistant"}, {"text", words}});
    return reply::json(200, boost::json::object{{"conversation_id", id}});
}

inline reply give_texml(assistant_store const& assistants, recorded_request const& request) {
    auto const id = text_member(assistants.main_version(id_in(request)), "id");
    auto const texml = R"(<?xml version="1.0" encoding="UTF-8"?><Response><Connect><AIAssistant id=")" + id +
                       R"("></AIAssistant></Connect></Response>)";
    return reply::json(200, boost::json::value(texml));
}

/// Settings of the webhook with this ID or name. Tools that are only referenced have made-up ones.
inline boost::json::object webhook_of(boost::json::object const& assistant, std::string const& tool_id) {
    auto const* const tools = assistant.if_contains("tools");
    if (tools != nullptr)
        for (auto const& tool : tools->get_array())
            if (auto const* const webhook = tool.get_object().if_contains("webhook"))
                if (text_member(webhook->get_object(), "name") == tool_id) return webhook->get_object();
    auto const* const ids = assistant.if_contains("tool_ids");
    auto const& known = ids == nullptr ? boost::json::array() : ids->get_array();
    if (std::find(known.begin(), known.end(), boost::json::value(tool_id)) == known.end())
        throw refusal{api_error(404, "10005", "Resource not found", "The assistant has no tool " + tool_id + ".")};
    return {{"name", tool_id}, {"url", "https://example.com/tools/" + tool_id}};
}

inline reply test_tool(assistant_store const& assistants, recorded_request const& request) {
    auto const webhook = webhook_of(assistants.main_version(id_in(request)), request.path_parameters.at("tool_id"));
    auto const body = checked_body(request, tool_test_members);
    auto const part = [&](char const* name) {
        auto const* const value = body.if_contains(name);
        return value == nullptr ? boost::json::object() : value->get_object();
    };
    auto const* const method = webhook.if_contains("method");
    bool const success = !asks_for_failure(text_member(webhook, "name"));
    boost::json::object const response{{success ? "result" : "error", text_member(webhook, "name") + " was called"}};
    boost::json::object tested{{"content_type", "application/json"},
                               {"request",
                                {{"method", method == nullptr ? boost::json::value("POST") : *method},
                                 {"url", webhook.at("url")},
                                 {"body", part("arguments")},
                                 {"dynamic_variables", part("dynamic_variables")}}},
                               {"response", boost::json::serialize(response)},
                               {"status_code", success ? 200 : 500},
                               {"success", success}};
    return reply::json(200, boost::json::object{{"data", std::move(tested)}});
}

} // namespace assistant_handling

TELNYX_DECL void add_assistant_routes(router& routes, api_state& state) {
    using namespace assistant_handling;
    std::string const path = "/v2/ai/assistants";
    auto const one = path + "/{assistant_id}";
    assistant_store const assistants(state);
    routes.add("GET", path, [&state](recorded_request const&) { return list_assistants(state); });
    routes.add("POST", path, [assistants](recorded_request const& request) {
        auto members = checked_body(request, assistant_members);
        members.erase("promote_to_main");
        return respond(assistants.add(std::move(members)));
    });
    routes.add("POST", path + "/import",
               [&state](recorded_request const& request) { return import_assistants(state, request); });
    routes.add("GET", one, [assistants](recorded_request const& request) {
        query_flag(request, "fetch_dynamic_variables_from_webhook");
        return respond(assistants.main_version(id_in(request)));
    });
    routes.add("POST", one,
               [assistants](recorded_request const& request) { return update_assistant(assistants, request); });
    routes.add("DELETE", one,
               [assistants](recorded_request const& request) { return remove_assistant(assistants, request); });
    routes.add("POST", one + "/clone",
               [assistants](recorded_request const& request) { return clone_assistant(assistants, request); });
    routes.add("POST", one + "/chat",
               [&state](recorded_request const& request) { return chat_with_assistant(state, request); });
    routes.add("POST", one + "/chat/sms",
               [&state](recorded_request const& request) { return send_sms(state, request); });
    routes.add("GET", one + "/texml",
               [assistants](recorded_request const& request) { return give_texml(assistants, request); });
    routes.add("POST", one + "/tools/{tool_id}/test",
               [assistants](recorded_request const& request) { return test_tool(assistants, request); });
}

} // namespace telnyx::testing::detail
