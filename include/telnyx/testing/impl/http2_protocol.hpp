#pragma once

#include "telnyx/testing/connection_script.hpp"
#include "telnyx/testing/impl/connection_owner.hpp"
#include "telnyx/testing/impl/connection_protocol.hpp"
#include "telnyx/testing/impl/http2_server_session.hpp"
#include "telnyx/testing/impl/reply_player.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::testing::detail {

/// A sandbox's connection over HTTP/2: responds to the requests of all streams, each at its own pace. Lives on the
/// server's thread.
class http2_protocol final : public connection_protocol {
  public:
    /// @param origin what all requests of the connection have in common
    http2_protocol(connection_owner& owner, std::weak_ptr<connection_link> link, connection_script script,
                   recorded_request origin);
    TELNYX_DECL ~http2_protocol() override;

    TELNYX_DECL void receive(std::string_view plain) override;
    TELNYX_DECL void produce(std::string& plain) override;
    TELNYX_DECL void sent() override;
    TELNYX_DECL void all_sent() override;
    TELNYX_DECL void go_away() override;
    TELNYX_DECL void stop() override;

  private:
    using event = http2_server_session::event;

    /// A request and its response.
    struct exchange {
        std::shared_ptr<reply_player> player{}; // null until there is a response
        bool head_sent = false;
        bool ends_connection = false; // gracefully
    };

    /// What follows when some bytes have been sent.
    struct batch {
        std::vector<std::int32_t> drained{}; // streams that have room for more
        std::vector<event> events{};
    };

    void handle_events();
    void handle(std::vector<event> const& events);
    void handle(event const& what);
    void begin(std::int32_t stream);
    void forget(std::int32_t stream);
    bool responded(std::int32_t stream) const;
    void respond_to_head(std::int32_t stream);
    void refuse(std::int32_t stream, int status, std::string const& why);
    void respond(std::int32_t stream, reply response);
    void perform(std::int32_t stream, reply_script::step step);
    void send_head(std::int32_t stream, exchange& of, reply_script::head const& head);
    void send(std::int32_t stream, exchange const& of, reply_script::send piece);
    void replied(std::int32_t stream, exchange const& of, reply_script::finish how);
    void send_raw(std::string_view bytes);
    void produce_more(std::size_t enough);
    void transmit();
    void end(connection_end how);

    connection_owner& owner_;
    std::weak_ptr<connection_link> const link_;
    connection_script const script_;
    http2_server_session session_;
    std::map<std::int32_t, exchange> exchanges_;
    std::string produced_; // in advance
    batch next_batch_;     // of `produced_`
    batch on_the_way_;     // of what is being sent
    std::size_t replies_ = 0;
    bool reset_when_sent_ = false; // the connection
    bool batching_ = false;        // transmits later
    bool stopped_ = false;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/http2_protocol.ipp"
#endif
