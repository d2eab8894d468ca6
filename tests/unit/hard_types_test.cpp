#include "telnyx/ai/types/assistant.hpp"
#include "telnyx/ai/types/recursive_cluster.hpp"
#include "telnyx/ai/types/scheduled_event_response.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/encode.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace ai = telnyx::ai;

namespace {

constexpr std::string_view tools_text = R"json([
  {"type": "webhook", "webhook": {
    "description": "Finds an order", "name": "find_order", "url": "https://example.com/{id}", "async": false,
    "body_parameters": {"properties": {"id": {"type": "string"}}, "required": ["id"], "type": "object"},
    "headers": [{"name": "Authorization", "value": "Bearer {{#integration_secret}}x{{/integration_secret}}"}],
    "method": "DELETE",
    "path_parameters": {"properties": {}, "required": [], "type": "object"},
    "query_parameters": {"properties": {"page": {"type": "integer"}}},
    "store_fields_as_variables": [{"name": "customer", "value_path": "customer.name"}],
    "timeout_ms": 5000}},
  {"retrieval": {"bucket_ids": ["a", "b"], "max_num_results": 3}, "type": "retrieval"},
  {"handoff": {"ai_assistants": [{"id": "assistant-1", "name": "Billing"}], "voice_mode": "distinct"},
   "type": "handoff"},
  {"hangup": {"description": "Ends the call"}, "type": "hangup"},
  {"transfer": {
    "from": "+15550001", "targets": [{"name": "Support", "to": "+15550002"}],
    "custom_headers": [{"name": "X-A", "value": "1"}],
    "voicemail_detection": {
      "detection_config": {
        "after_greeting_silence_millis": 100, "between_words_silence_millis": 10, "greeting_duration_millis": 100,
        "greeting_silence_duration_millis": 500, "greeting_total_analysis_time_millis": 500,
        "initial_silence_millis": 100, "maximum_number_of_words": 1, "maximum_word_length_millis": 50,
        "min_word_length_millis": 1, "silence_threshold": 1, "total_analysis_time_millis": 500},
      "detection_mode": "premium",
      "on_voicemail_detected": {
        "action": "leave_message_and_stop_transfer",
        "voicemail_message": {"message": "Please call back", "type": "message"}}},
    "warm_message_delay_ms": null, "warm_transfer_instructions": "Sum up"}, "type": "transfer"},
  {"invite_config": {
    "custom_headers": [{"name": "X-B", "value": "2"}], "from": "sip:a@example.com",
    "voicemail_detection": {"detection_mode": "disabled", "on_voicemail_detected": {"action": "stop_invite"}}},
   "type": "invite"},
  {"refer": {
    "targets": [{"name": "PBX", "sip_address": "sip:b@example.com", "sip_auth_password": "p",
                 "sip_auth_username": "u"}],
    "custom_headers": [{"name": "X-C", "value": "3"}],
    "sip_headers": [{"name": "User-to-User", "value": "x"}, {"name": "Diversion", "value": "y"}]}, "type": "refer"},
  {"send_dtmf": {}, "type": "send_dtmf"},
  {"send_message": {"x": 1}, "type": "send_message"},
  {"skip_turn": {"description": "Says nothing"}, "type": "skip_turn"}
])json";

constexpr std::string_view assistant_text = R"json({
  "id": "assistant-0", "created_at": "2026-03-27T10:00:00Z", "instructions": "Help {{name}}", "model": "org/model",
  "name": "Helper", "description": "Helps", "dynamic_variables": {"name": "you", "n": 1},
  "dynamic_variables_webhook_url": "https://example.com/variables", "enabled_features": ["telephony", "messaging"],
  "greeting": "", "import_metadata": {"import_id": "42", "import_provider": "vapi"},
  "insight_settings": {"insight_group_id": "group"}, "llm_api_key_ref": "key",
  "messaging_settings": {"conversation_inactivity_minutes": 10, "default_messaging_profile_id": "profile",
                         "delivery_status_webhook_url": "https://example.com/status"},
  "privacy_settings": {"data_retention": true},
  "telephony_settings": {
    "default_texml_app_id": "app", "noise_suppression": "deepfilternet",
    "noise_suppression_config": {"attenuation_limit": 80, "mode": "advanced"},
    "recording_settings": {"channels": "dual", "format": "wav"}, "supports_unauthenticated_web_calls": false,
    "time_limit_secs": 1800, "user_idle_timeout_secs": 60,
    "voicemail_detection": {"on_voicemail_detected": {
      "action": "leave_message_and_stop_assistant",
      "voicemail_message": {"message": "m", "prompt": "p", "type": "prompt"}}}},
  "tools": [],
  "transcription": {
    "language": "auto", "model": "openai/whisper-large-v3-turbo", "region": "eastus",
    "settings": {"eager_eot_threshold": 0.3, "eot_threshold": 0.7, "eot_timeout_ms": 5000, "numerals": true,
                 "smart_format": false}},
  "voice_settings": {
    "voice": "Telnyx.KokoroTTS.af_heart", "api_key_ref": "eleven",
    "background_audio": {"type": "predefined_media", "value": "office"}, "expressive_mode": true,
    "language_boost": "Chinese,Yue", "similarity_boost": 0.75, "speed": 1.25, "style": 0.5, "temperature": 0.5,
    "use_speaker_boost": false, "voice_speed": 2},
  "widget_settings": {
    "agent_thinking_text": "...", "audio_visualizer_config": {"color": "flare", "preset": "roseBasic"},
    "default_state": "collapsed", "give_feedback_url": null, "logo_icon_url": "https://example.com/logo.png",
    "position": "static", "report_issue_url": null, "speak_to_interrupt_text": "Speak", "start_call_text": "Call",
    "theme": "dark", "view_history_url": null}
})json";

constexpr std::string_view minimal_text =
    R"({"id":"a","created_at":"2026-03-27T10:00:00Z","instructions":"i","model":"m","name":"n"})";

boost::json::value full_document() {
    auto document = boost::json::parse(assistant_text);
    document.as_object()["tools"] = boost::json::parse(tools_text);
    return document;
}

/// The document after a way through the type and back.
template <class T>
boost::json::value round_trip(boost::json::value const& document) {
    return boost::json::parse(telnyx::json::encode(telnyx::json::decode<T>(boost::json::serialize(document))));
}

std::string event_text(std::string_view channel, std::string_view more) {
    return R"({"assistant_id":"a","scheduled_at_fixed_datetime":"2026-03-27T10:00:00Z","telnyx_agent_target":"+1",)"
           R"("telnyx_conversation_channel":")" +
           std::string(channel) + R"(","telnyx_end_user_target":"+2")" + std::string(more) + "}";
}

/// A chain of clusters, each in the one before it.
std::string nested_clusters(int depth) {
    std::string const cluster = R"({"cluster_id":"c","cluster_summary":"s","total_number_of_nodes":1)";
    std::string text = cluster + "}";
    for (int i = 1; i < depth; ++i)
        text = cluster + R"(,"subclusters":[)" + text + "]}";
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(hard_types)

BOOST_AUTO_TEST_CASE(full_assistant_comes_back_without_losing_a_field) {
    auto const document = full_document();
    BOOST_TEST(round_trip<ai::assistant>(document) == document);
}

BOOST_AUTO_TEST_CASE(fields_of_an_assistant_have_their_types) {
    auto const assistant = telnyx::json::decode<ai::assistant>(boost::json::serialize(full_document()));
    BOOST_TEST((assistant.enabled_features->at(1) == ai::enabled_features::messaging));
    BOOST_TEST((*assistant.import_metadata->import_provider == ai::import_metadata::provider::vapi));
    BOOST_TEST((assistant.voice_settings->language_boost == ai::voice_settings::language::chinese_yue));
    BOOST_TEST(*assistant.voice_settings->voice_speed == 2.0);
    auto const& sound = std::get<ai::voice_settings::predefined_media>(*assistant.voice_settings->background_audio);
    BOOST_TEST((*sound.value == ai::voice_settings::predefined_media::sound::office));
    BOOST_TEST(
        (*assistant.transcription->model == ai::transcription_settings::speech_model::openai_whisper_large_v3_turbo));
    BOOST_TEST(assistant.widget_settings->give_feedback_url.is_null());
    BOOST_TEST((*assistant.widget_settings->position == ai::widget_settings::placement::static_));
    BOOST_TEST(*assistant.greeting == "");
}

BOOST_AUTO_TEST_CASE(each_kind_of_tool_gets_its_own_type) {
    auto const tools = telnyx::json::decode<std::vector<ai::assistant_tool>>(tools_text);
    BOOST_REQUIRE(tools.size() == 10u);
    for (std::size_t i = 0; i != tools.size(); ++i)
        BOOST_TEST(tools[i].index() == i);
    auto const& webhook = std::get<ai::webhook_tool>(tools[0]).webhook.get();
    BOOST_TEST((*webhook.method == ai::webhook_tool::details::http_method::delete_));
    BOOST_TEST(webhook.body_parameters->required->front() == "id");
    BOOST_TEST((webhook.store_fields_as_variables->front().value_path == "customer.name"));
    auto const& transfer = std::get<ai::transfer_tool>(tools[4]).transfer.get();
    BOOST_TEST(transfer.warm_message_delay_ms.is_null());
    BOOST_TEST(*transfer.voicemail_detection->detection_config->silence_threshold == 1);
    auto const& refer = std::get<ai::refer_tool>(tools[6]).refer.get();
    BOOST_TEST((*refer.sip_headers->at(1).name == ai::refer_tool::details::sip_header::header_name::diversion));
}

BOOST_AUTO_TEST_CASE(tools_are_written_in_designated_initialisers) {
    ai::webhook_tool const webhook{.webhook = {{.description = "d", .name = "n", .url = "https://example.com"}}};
    ai::handoff_tool::details::target const billing{.id = "a", .name = "Billing"};
    ai::handoff_tool const handoff{.handoff = {{.ai_assistants = {billing}}}};
    std::vector<ai::assistant_tool> const tools{webhook, handoff, ai::hangup_tool{}, ai::send_dtmf_tool{}};
    BOOST_TEST(telnyx::json::encode(tools) ==
               R"([{"type":"webhook","webhook":{"description":"d","name":"n","url":"https://example.com"}},)"
               R"({"handoff":{"ai_assistants":[{"id":"a","name":"Billing"}]},"type":"handoff"},)"
               R"({"hangup":{},"type":"hangup"},{"send_dtmf":{},"type":"send_dtmf"}])");
}

BOOST_AUTO_TEST_CASE(minimal_assistant_comes_back_as_it_was) {
    auto const assistant = telnyx::json::decode<ai::assistant>(minimal_text);
    BOOST_TEST(!assistant.tools.has_value());
    BOOST_TEST(!assistant.voice_settings.has_value());
    BOOST_TEST(telnyx::json::encode(assistant) == minimal_text);
}

BOOST_AUTO_TEST_CASE(what_an_assistant_must_have_is_missed) {
    auto document = boost::json::parse(minimal_text).as_object();
    for (auto const* key : {"id", "created_at", "instructions", "model", "name"}) {
        auto incomplete = document;
        incomplete.erase(key);
        BOOST_CHECK_EXCEPTION(
            static_cast<void>(telnyx::json::decode<ai::assistant>(boost::json::serialize(incomplete))),
            telnyx::json::decode_error, [&](auto const& error) { return error.path() == key; });
    }
}

BOOST_AUTO_TEST_CASE(one_object_can_take_a_full_and_then_a_minimal_assistant) {
    telnyx::json::decoder decoder;
    ai::assistant assistant;
    decoder.decode_into(assistant, boost::json::serialize(full_document()));
    decoder.decode_into(assistant, minimal_text);
    BOOST_TEST(telnyx::json::encode(assistant) == minimal_text);
    decoder.decode_into(assistant, boost::json::serialize(full_document()));
    BOOST_TEST(boost::json::parse(telnyx::json::encode(assistant)) == full_document());
}

BOOST_AUTO_TEST_CASE(unknown_tools_media_and_enum_texts_are_kept_and_written_back) {
    auto document = full_document();
    document.at("tools").as_array().push_back({{"type", "teleport"}, {"teleport", {{"to", "Mars"}, {"n", {1, 2.5}}}}});
    document.at("voice_settings").as_object()["background_audio"] = {{"type", "live_band"}, {"value", {1}}};
    document.at("voice_settings").as_object()["language_boost"] = "Klingon";
    document.at("enabled_features").as_array().push_back("telepathy");
    BOOST_TEST(round_trip<ai::assistant>(document) == document);
    auto const assistant = telnyx::json::decode<ai::assistant>(boost::json::serialize(document));
    BOOST_TEST(std::holds_alternative<boost::json::value>(assistant.tools->back()));
}

BOOST_AUTO_TEST_CASE(broken_tool_does_not_break_its_assistant) {
    auto document = full_document();
    document.at("tools").as_array() = {{{"type", "webhook"}},
                                       {{"type", "retrieval"}, {"retrieval", {{"bucket_ids", 3}}}}};
    BOOST_TEST(round_trip<ai::assistant>(document) == document);
}

BOOST_AUTO_TEST_CASE(clusters_contain_clusters) {
    std::string const text =
        R"({"cluster_id":"1","cluster_summary":"s","total_number_of_nodes":3,"cluster_header":"h",)"
        R"("nodes":[{"filename":"f","text":"t"}],"subclusters":[{"cluster_id":"2","cluster_summary":"s",)"
        R"("total_number_of_nodes":2,"subclusters":[{"cluster_id":"3","cluster_summary":"s",)"
        R"("total_number_of_nodes":1,"nodes":[],"subclusters":[]}]}]})";
    auto const cluster = telnyx::json::decode<ai::recursive_cluster>(text);
    BOOST_TEST(cluster.nodes->front().filename == "f");
    BOOST_TEST(cluster.subclusters->front().subclusters->front().cluster_id == "3");
    BOOST_TEST(telnyx::json::encode(cluster) == text);
}

BOOST_AUTO_TEST_CASE(nesting_of_clusters_is_bounded) {
    BOOST_TEST(telnyx::json::encode(telnyx::json::decode<ai::recursive_cluster>(nested_clusters(32))) ==
               nested_clusters(32));
    BOOST_CHECK_THROW(static_cast<void>(telnyx::json::decode<ai::recursive_cluster>(nested_clusters(33))),
                      telnyx::json::decode_error);
    BOOST_CHECK_THROW(static_cast<void>(telnyx::json::decode<ai::recursive_cluster>(nested_clusters(2000))),
                      telnyx::json::decode_error);
    telnyx::json::decode_options options;
    options.max_depth = 200;
    auto const deep = telnyx::json::decode<ai::recursive_cluster>(nested_clusters(100), options);
    BOOST_CHECK_THROW(static_cast<void>(telnyx::json::encode(deep)), telnyx::json::encode_error);
}

BOOST_AUTO_TEST_CASE(scheduled_calls_and_texts_are_told_apart) {
    using telnyx::json::decode;
    auto const common = std::string(
        R"(,"conversation_id":"c","conversation_metadata":{"s":"x","n":3,"b":true,"d":1.5,"z":null},"created_at":"t",)"
        R"("dynamic_variables":{"name":"you"},"errors":["e"])");
    auto const call_text = event_text("phone_call", common + R"(,"retry_attempts":2,"retry_count":1,)"
                                                             R"("scheduled_event_id":"e","status":"in_progress")");
    auto const call = decode<ai::scheduled_event_response>(call_text);
    auto const& phone = std::get<ai::scheduled_phone_call_event_response>(call);
    BOOST_TEST((phone.telnyx_conversation_channel == ai::conversation_channel_type::phone_call));
    BOOST_TEST((*phone.status == ai::event_status::in_progress));
    BOOST_TEST(std::get<std::int64_t>(phone.conversation_metadata->at("n")) == 3);
    BOOST_TEST(std::get<bool>(phone.conversation_metadata->at("b")));
    BOOST_TEST(boost::json::parse(telnyx::json::encode(call)) == boost::json::parse(call_text));

    auto const sms_text = event_text("sms_chat", R"(,"text":"hello")" + common + R"(,"retry_count":0)");
    auto const sms = decode<ai::scheduled_event_response>(sms_text);
    BOOST_TEST(std::get<ai::scheduled_sms_event_response>(sms).text == "hello");
    BOOST_TEST(boost::json::parse(telnyx::json::encode(sms)) == boost::json::parse(sms_text));

    auto const list = decode<std::vector<ai::scheduled_event_response>>(
        "[" + event_text("phone_call", "") + "," + event_text("sms_chat", R"(,"text":"t")") + R"(,{"new":1}])");
    BOOST_TEST(list[0].index() == 0u);
    BOOST_TEST(list[1].index() == 1u);
    BOOST_TEST(list[2].index() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
