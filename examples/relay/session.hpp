#pragma once

#include "browser.hpp"
#include "failure.hpp"
#include "service.hpp"

#include "telnyx/ai/types/chat_completion_params.hpp"
#include "telnyx/client.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <optional>

namespace relay {

/// The requests of one connection, one after the other. All functions run on the connection's thread.
class session {
  public:
    session(service& shared, telnyx::client client, boost::asio::ip::tcp::socket socket, use_limit::slot slot);

    /// Ends when the connection does.
    boost::asio::awaitable<void> run();

    /// Lets the request being served be the last one.
    void stop();

    /// Closes the connection at once.
    void close() { browser_.close(); }

  private:
    boost::asio::awaitable<bool> serve();
    boost::asio::awaitable<bool> serve(request asked);
    boost::asio::awaitable<bool> serve_chat(request asked);
    std::optional<failure> read_chat(request const& asked, std::optional<telnyx::ai::chat_completion_params>& params);
    std::optional<failure> begin_stream(std::optional<use_limit::slot>& slot);
    response page(request const& asked) const;
    response health(request const& asked) const;
    response refusal(request const& asked, failure const& why) const;
    bool keeps_alive(request const& asked) const { return asked.keep_alive() && !shared_.stopping; }

    service& shared_;
    telnyx::client client_;
    use_limit::slot slot_; // of the connections
    browser browser_;
    bool idle_ = false;
};

} // namespace relay
