#pragma once

#include "telnyx/ai/types/scheduled_event_response_fwd.hpp"
#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct scheduled_event_create_params; // include "telnyx/ai/scheduled_events.hpp"
struct scheduled_event_list_params;   // include "telnyx/ai/scheduled_events.hpp"

/// Calls under `client.ai.assistants.scheduled_events`. Include `telnyx/ai/scheduled_events.hpp` to use them.
///
/// A scheduled event is a call or a text message that an assistant makes or sends at a later time. Responses are a
/// `std::variant` of the two: use `std::visit` or `std::get_if`. Every call throws `invalid_argument_error` immediately
/// if an argument cannot be sent; awaiting it throws the errors listed in `errors.hpp`.
class scheduled_events_resource {
  public:
    explicit scheduled_events_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Lists the scheduled events of an assistant, page by page: `GET /ai/assistants/{assistant_id}/scheduled_events`.
    paginator<scheduled_event_response> list(std::string_view assistant_id, arg<scheduled_event_list_params> params,
                                             request_options const& options = request_options()) const;
    /// Lists all scheduled events, with pages of the default size.
    paginator<scheduled_event_response> list(std::string_view assistant_id,
                                             request_options const& options = request_options()) const;

    /// Schedules a call or a text message: `POST /ai/assistants/{assistant_id}/scheduled_events`.
    boost::asio::awaitable<response<scheduled_event_response>>
    create(std::string_view assistant_id, arg<scheduled_event_create_params> params,
           request_options const& options = request_options()) const;

    /// Retrieves a scheduled event: `GET /ai/assistants/{assistant_id}/scheduled_events/{event_id}`.
    boost::asio::awaitable<response<scheduled_event_response>>
    retrieve(std::string_view assistant_id, std::string_view event_id,
             request_options const& options = request_options()) const;

    /// Cancels a scheduled event: `DELETE /ai/assistants/{assistant_id}/scheduled_events/{event_id}`.
    boost::asio::awaitable<response<void>> delete_(std::string_view assistant_id, std::string_view event_id,
                                                   request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
