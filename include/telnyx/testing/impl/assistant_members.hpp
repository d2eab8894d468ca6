#pragma once

#include "telnyx/testing/impl/body_member.hpp"

#include <array>
#include <string_view>

namespace telnyx::testing::detail {

/// Tables of the members that the body of an assistant may have.
namespace assistant_tables {

template <class... Texts>
constexpr auto texts(Texts... each) {
    return std::array<std::string_view, sizeof...(Texts)>{each...};
}

inline constexpr std::array header{member::text("name"), member::text("value")};

inline constexpr std::array webhook_parameters{
    member::map_of(json_kind::any, "properties"),
    member::list_of(json_kind::string, "required"),
    member::text("type"),
};
inline constexpr std::array stored_field{member::text("name").required(), member::text("value_path").required()};
inline constexpr auto methods = texts("GET", "POST", "PUT", "DELETE", "PATCH");
inline constexpr std::array webhook{
    member::text("name").required(),
    member::text("description").required(),
    member::text("url").required(),
    member::flag("async"),
    member::object("body_parameters", webhook_parameters),
    member::list("headers", header),
    member::text("method").one_of(methods),
    member::object("path_parameters", webhook_parameters),
    member::object("query_parameters", webhook_parameters),
    member::list("store_fields_as_variables", stored_field),
    member::integer("timeout_ms").between(500, 10000),
};

inline constexpr std::array buckets{
    member::list_of(json_kind::string, "bucket_ids").required(),
    member::integer("max_num_results"),
};

inline constexpr std::array other_assistant{member::text("id").required(), member::text("name").required()};
inline constexpr auto voice_modes = texts("unified", "distinct");
inline constexpr std::array handoff{
    member::list("ai_assistants", other_assistant).required(),
    member::text("voice_mode").one_of(voice_modes),
};

inline constexpr std::array described{member::text("description")};

inline constexpr std::array detection_config{
    member::integer("after_greeting_silence_millis").between(100, 5000),
    member::integer("between_words_silence_millis").between(10, 5000),
    member::integer("greeting_duration_millis").between(100, 10000),
    member::integer("greeting_silence_duration_millis").between(500, 50000),
    member::integer("greeting_total_analysis_time_millis").between(500, 300000),
    member::integer("initial_silence_millis").between(100, 500000),
    member::integer("maximum_number_of_words").between(1, 50),
    member::integer("maximum_word_length_millis").between(50, 5000),
    member::integer("min_word_length_millis").between(1, 1000),
    member::integer("silence_threshold").between(1, 1000),
    member::integer("total_analysis_time_millis").between(500, 60000),
};
inline constexpr auto detection_modes = texts("disabled", "premium");
inline constexpr auto transfer_message_types = texts("message", "warm_transfer_instructions");
inline constexpr std::array transfer_message{
    member::text("message"),
    member::text("type").one_of(transfer_message_types),
};
inline constexpr auto transfer_actions = texts("stop_transfer", "leave_message_and_stop_transfer");
inline constexpr std::array on_transfer_voicemail{
    member::text("action").one_of(transfer_actions),
    member::object("voicemail_message", transfer_message),
};
inline constexpr std::array transfer_voicemail{
    member::object("detection_config", detection_config),
    member::text("detection_mode").one_of(detection_modes),
    member::object("on_voicemail_detected", on_transfer_voicemail),
};
inline constexpr std::array transfer_target{member::text("name"), member::text("to")};
inline constexpr std::array transfer{
    member::text("from").required(),
    member::list("targets", transfer_target).required(),
    member::list("custom_headers", header),
    member::object("voicemail_detection", transfer_voicemail),
    member::integer("warm_message_delay_ms").nullable(),
    member::text("warm_transfer_instructions"),
};

inline constexpr auto invite_actions = texts("stop_invite");
inline constexpr std::array on_invite_voicemail{member::text("action").one_of(invite_actions)};
inline constexpr std::array invite_voicemail{
    member::text("detection_mode").one_of(detection_modes),
    member::object("on_voicemail_detected", on_invite_voicemail),
};
inline constexpr std::array invite{
    member::list("custom_headers", header),
    member::text("from"),
    member::object("voicemail_detection", invite_voicemail),
};

inline constexpr std::array refer_target{
    member::text("name").required(),
    member::text("sip_address").required(),
    member::text("sip_auth_password"),
    member::text("sip_auth_username"),
};
inline constexpr auto sip_header_names = texts("User-to-User", "Diversion");
inline constexpr std::array sip_header{member::text("name").one_of(sip_header_names), member::text("value")};
inline constexpr std::array refer{
    member::list("targets", refer_target).required(),
    member::list("custom_headers", header),
    member::list("sip_headers", sip_header),
};

// the settings of each kind of tool are in their own member
inline constexpr std::array webhook_tool{member::object("webhook", webhook).required()};
inline constexpr std::array retrieval_tool{member::object("retrieval", buckets).required()};
inline constexpr std::array handoff_tool{member::object("handoff", handoff).required()};
inline constexpr std::array hangup_tool{member::object("hangup", described).required()};
inline constexpr std::array transfer_tool{member::object("transfer", transfer).required()};
inline constexpr std::array invite_tool{member::object("invite_config", invite).required()};
inline constexpr std::array refer_tool{member::object("refer", refer).required()};
inline constexpr std::array dtmf_tool{member::map_of(json_kind::any, "send_dtmf").required()};
inline constexpr std::array message_tool{member::map_of(json_kind::any, "send_message").required()};
inline constexpr std::array skip_turn_tool{member::object("skip_turn", described).required()};
inline constexpr std::array tools{
    body_variant{"webhook", webhook_tool},      body_variant{"retrieval", retrieval_tool},
    body_variant{"handoff", handoff_tool},      body_variant{"hangup", hangup_tool},
    body_variant{"transfer", transfer_tool},    body_variant{"invite", invite_tool},
    body_variant{"refer", refer_tool},          body_variant{"send_dtmf", dtmf_tool},
    body_variant{"send_message", message_tool}, body_variant{"skip_turn", skip_turn_tool},
};

inline constexpr std::array insight_settings{member::text("insight_group_id")};

inline constexpr std::array messaging_settings{
    member::integer("conversation_inactivity_minutes").between(1, 10'000'000),
    member::text("default_messaging_profile_id"),
    member::text("delivery_status_webhook_url"),
};

inline constexpr std::array privacy_settings{member::flag("data_retention")};

inline constexpr auto noise_suppressions = texts("krisp", "deepfilternet", "disabled");
inline constexpr auto noise_modes = texts("advanced");
inline constexpr std::array noise_config{
    member::integer("attenuation_limit").between(0, 100),
    member::text("mode").one_of(noise_modes),
};
inline constexpr auto recording_channels = texts("single", "dual");
inline constexpr auto recording_formats = texts("wav", "mp3");
inline constexpr std::array recording{
    member::text("channels").one_of(recording_channels),
    member::text("format").one_of(recording_formats),
};
inline constexpr auto voicemail_message_types = texts("prompt", "message");
inline constexpr std::array voicemail_message{
    member::text("message"),
    member::text("prompt"),
    member::text("type").one_of(voicemail_message_types),
};
inline constexpr auto voicemail_actions =
    texts("stop_assistant", "leave_message_and_stop_assistant", "continue_assistant");
inline constexpr std::array on_voicemail{
    member::text("action").one_of(voicemail_actions),
    member::object("voicemail_message", voicemail_message),
};
inline constexpr std::array voicemail{member::object("on_voicemail_detected", on_voicemail)};
inline constexpr std::array telephony_settings{
    member::text("default_texml_app_id"),
    member::text("noise_suppression").one_of(noise_suppressions),
    member::object("noise_suppression_config", noise_config),
    member::object("recording_settings", recording),
    member::flag("supports_unauthenticated_web_calls"),
    member::integer("time_limit_secs").between(30, 14400),
    member::integer("user_idle_timeout_secs").between(30, 14400),
    member::object("voicemail_detection", voicemail),
};

inline constexpr std::array transcription_config{
    member::number("eager_eot_threshold").between(0.3, 0.9),
    member::number("eot_threshold"),
    member::integer("eot_timeout_ms"),
    member::flag("numerals"),
    member::flag("smart_format"),
};
inline constexpr std::array transcription{
    member::text("language"),
    member::text("model"),
    member::text("region"),
    member::object("settings", transcription_config),
};

inline constexpr auto predefined_sounds = texts("silence", "office");
inline constexpr std::array predefined_media{member::text("value").required().one_of(predefined_sounds)};
inline constexpr std::array other_media{member::text("value").required()};
inline constexpr std::array background_audio{
    body_variant{"predefined_media", predefined_media},
    body_variant{"media_url", other_media},
    body_variant{"media_name", other_media},
};
inline constexpr std::array voice_settings{
    member::text("voice").required(),
    member::text("api_key_ref"),
    member::object("background_audio", background_audio),
    member::flag("expressive_mode"),
    member::text("language_boost").nullable(),
    member::number("similarity_boost"),
    member::number("speed"),
    member::number("style"),
    member::number("temperature"),
    member::flag("use_speaker_boost"),
    member::number("voice_speed"),
};

inline constexpr auto visualizer_colors = texts("verdant", "twilight", "bloom", "mystic", "flare", "glacier");
inline constexpr std::array visualizer{
    member::text("color").one_of(visualizer_colors),
    member::text("preset"),
};
inline constexpr auto widget_states = texts("expanded", "collapsed");
inline constexpr auto widget_positions = texts("fixed", "static");
inline constexpr auto widget_themes = texts("light", "dark");
inline constexpr std::array widget_settings{
    member::text("agent_thinking_text"),
    member::object("audio_visualizer_config", visualizer),
    member::text("default_state").one_of(widget_states),
    member::text("give_feedback_url").nullable(),
    member::text("logo_icon_url").nullable(),
    member::text("position").one_of(widget_positions),
    member::text("report_issue_url").nullable(),
    member::text("speak_to_interrupt_text"),
    member::text("start_call_text"),
    member::text("theme").one_of(widget_themes),
    member::text("view_history_url").nullable(),
};

inline constexpr auto features = texts("telephony", "messaging");

} // namespace assistant_tables

/// Members that the body of an assistant, or of a version of one, may have.
inline constexpr std::array assistant_members{
    member::text("name").required(),
    member::text("model").required(),
    member::text("instructions").required(),
    member::text("description"),
    member::map_of(json_kind::any, "dynamic_variables"),
    member::text("dynamic_variables_webhook_url"),
    member::list_of(json_kind::string, "enabled_features").one_of(assistant_tables::features),
    member::text("greeting"),
    member::object("insight_settings", assistant_tables::insight_settings),
    member::text("llm_api_key_ref"),
    member::object("messaging_settings", assistant_tables::messaging_settings),
    member::object("privacy_settings", assistant_tables::privacy_settings),
    member::flag("promote_to_main"),
    member::object("telephony_settings", assistant_tables::telephony_settings),
    member::list_of(json_kind::string, "tool_ids"),
    member::list("tools", assistant_tables::tools),
    member::object("transcription", assistant_tables::transcription),
    member::object("voice_settings", assistant_tables::voice_settings),
    member::object("widget_settings", assistant_tables::widget_settings),
};

} // namespace telnyx::testing::detail
