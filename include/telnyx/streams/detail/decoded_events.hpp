#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/client.hpp"
#include "telnyx/core/stream_owner.hpp"
#include "telnyx/http/http_info.hpp"
#include "telnyx/json/type.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/json/fwd.hpp>

#include <memory>
#include <string_view>

namespace telnyx::core {
class event_stream;
}

namespace telnyx::detail {

/// A stream of events that are decoded into objects of a type known at run time: a `typed_stream` without templates.
class decoded_events {
  public:
    struct state;

    /// A finished stream.
    decoded_events();
    decoded_events(std::shared_ptr<core::event_stream> events, json::detail::type_info const& type);
    ~decoded_events();
    decoded_events(decoded_events&&) noexcept;
    decoded_events& operator=(decoded_events&&) noexcept;

    std::shared_ptr<state> const& shared() const { return state_.shared(); }

    /// Decodes the next event into an object of the type, in the form of `json::detail::erase()`; `false` at the end.
    static boost::asio::awaitable<bool> read(std::shared_ptr<state> self, void* target);

    void close();
    std::string_view raw() const;
    std::string_view event_name() const;
    std::string_view event_id() const;
    http_info const& http() const;

  private:
    core::stream_owner<state> state_;
};

/// Sends the request of `client::stream_as()`, which has been checked when this returns.
boost::asio::awaitable<decoded_events> open_decoded_events(std::shared_ptr<core::client_core> const& core,
                                                           std::string_view method, std::string_view path,
                                                           boost::json::value const& body,
                                                           request_options const& options,
                                                           json::detail::type_info const& type);

} // namespace telnyx::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/streams/detail/impl/decoded_events.ipp"
#endif
