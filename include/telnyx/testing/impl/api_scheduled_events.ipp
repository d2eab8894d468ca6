#pragma once

#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/assistant_store.hpp"
#include "telnyx/testing/impl/query_value.hpp"
#include "telnyx/testing/impl/resource.hpp"

#include <boost/json/array.hpp>

namespace telnyx::testing::detail {

namespace event_handling {

inline constexpr std::array<std::string_view, 2> channels{"phone_call", "sms_chat"};

inline constexpr std::array event_members{
    member::text("telnyx_conversation_channel").required().one_of(channels),
    member::text("telnyx_agent_target").required(),
    member::text("telnyx_end_user_target").required(),
    member::date_time("scheduled_at_fixed_datetime").required(),
    member::text("text"),
    member::map_of(json_kind::scalar, "conversation_metadata"),
    member::map_of(json_kind::string, "dynamic_variables"),
};

inline api_time scheduled_at(boost::json::object const& event) {
    return parse_time(text_member(event, "scheduled_at_fixed_datetime")).value_or(api_time());
}

inline void complete(recorded_request const& request, boost::json::object& event) {
    if (event.at("telnyx_conversation_channel") != "sms_chat")
        event.erase("text");
    else if (!event.contains("text"))
        refuse_missing("/text");
    event["assistant_id"] = request.path_parameters.at("assistant_id");
    event["errors"] = boost::json::array();
    event["retry_count"] = 0;
}

/// Whether the channel and the time of an event match the query.
inline bool wanted(recorded_request const& request, boost::json::object const& event) {
    auto const from = query_time(request, "from_date");
    auto const to = query_time(request, "to_date");
    return (!from || *from <= scheduled_at(event)) && (!to || scheduled_at(event) <= *to);
}

} // namespace event_handling

TELNYX_DECL void add_scheduled_event_routes(router& routes, api_state& state) {
    using namespace event_handling;
    resource(routes, state,
             {.name = "scheduled event",
              .collection = "assistants/{assistant_id}/scheduled_events",
              .path = "/v2/ai/assistants/{assistant_id}/scheduled_events",
              .parameter = "event_id",
              .id = "scheduled_event_id",
              .members = event_members,
              .shown =
                  [&state](recorded_request const&, boost::json::object event) {
                      event["status"] = scheduled_at(event) > state.now() ? "pending" : "completed";
                      return event;
                  },
              .check_path =
                  [&state](recorded_request const& request) {
                      assistant_store(state).main_version(request.path_parameters.at("assistant_id"));
                  }})
        .create(201, complete)
        .retrieve()
        .remove()
        .list_pages({}, {{"conversation_channel", "telnyx_conversation_channel"}}, wanted);
}

} // namespace telnyx::testing::detail
