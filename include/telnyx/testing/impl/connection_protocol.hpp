#pragma once

#include "telnyx/testing/connection_end.hpp"

#include <string>
#include <string_view>

namespace telnyx::testing::detail {

/// What a `connection_protocol` needs of its connection.
class connection_link {
  public:
    connection_link() = default;
    connection_link(connection_link const&) = delete;
    connection_link& operator=(connection_link const&) = delete;
    virtual ~connection_link() = default;

    /// Sends what the protocol produces, as soon as the network takes it.
    virtual void transmit() = 0;

    /// Ends the connection.
    virtual void end(connection_end how) = 0;
};

/// A protocol that a connection speaks instead of HTTP/1.1 once its handshake is over. Does no I/O itself.
class connection_protocol {
  public:
    connection_protocol() = default;
    connection_protocol(connection_protocol const&) = delete;
    connection_protocol& operator=(connection_protocol const&) = delete;
    virtual ~connection_protocol() = default;

    /// Takes plaintext from the client.
    virtual void receive(std::string_view plain) = 0;

    /// Appends what is to be sent now, if anything. Called again when it has been sent.
    virtual void produce(std::string& plain) = 0;

    /// What was produced has been sent.
    virtual void sent() = 0;

    /// Everything has been sent, and `produce()` had no more.
    virtual void all_sent() = 0;

    /// Accepts no more requests, and ends the connection when the current ones are complete.
    virtual void go_away() = 0;

    /// Stops responding.
    virtual void stop() = 0;
};

} // namespace telnyx::testing::detail
