#pragma once

#include "telnyx/ai/chat_stream.hpp"
#include "telnyx/ai/resources/chat_resource.hpp"

#include <memory>
#include <string_view>

namespace telnyx::ai::detail {

/// What tools and answers of one's own type need to know of a chat.
class chat_access {
  public:
    static std::shared_ptr<core::client_core> const& core(chat_resource const& chat) { return chat.core_; }
    static std::string_view path(chat_resource const& chat) { return chat.path_; }
    static core::event_stream const& events(chat_stream const& stream) { return stream.events(); }
};

} // namespace telnyx::ai::detail
