#pragma once

#include "browser.hpp"
#include "failure.hpp"
#include "service.hpp"

#include "telnyx/ai/chat.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

namespace relay {

/// One answer: asks the model, and passes its tokens on to a browser as they come.
///
/// Nothing is read ahead: the next token is read when the browser's system has taken the last one, so that a slow
/// browser slows the model's server down and fills no memory here. The browser sees these events:
///
///     event: token   data: "the next part of the answer"
///     event: done    data: {"finish_reason": "stop"}
///     event: error   data: {"type": "...", "message": "..."}
///
/// A failure before the first byte is a response with an error status instead.
class chat {
  public:
    chat(service& shared, telnyx::client client, browser& to, request const& asked,
         telnyx::ai::chat_completion_params params);

    /// Returns whether the connection is fit for another request.
    boost::asio::awaitable<bool> run();

  private:
    boost::asio::awaitable<void> relay();
    boost::asio::awaitable<void> try_to_relay();
    void give_up(std::exception const& error);
    boost::asio::awaitable<bool> relay_chunks(telnyx::ai::chat_stream stream);
    boost::asio::awaitable<bool> send_content(telnyx::ai::chat_completion_chunk const& chunk);
    boost::asio::awaitable<bool> send(std::string_view event, std::string_view json);
    boost::asio::awaitable<bool> report();
    boost::asio::awaitable<bool> begin();

    service& shared_;
    telnyx::client client_;
    browser& browser_;
    telnyx::ai::chat_completion_params params_;
    unsigned const version_;
    bool const keep_alive_;
    browser::time_point const start_ = std::chrono::steady_clock::now();
    browser::time_point const deadline_;

    telnyx::ai::chat_completion_chunk chunk_; // read into again and again, which saves allocations
    std::string event_;                       // the same for what is written
    std::string finish_reason_;
    bool begun_ = false; // the head of the response has been written
    bool sent_token_ = false;
    bool delivered_ = false; // the response is complete
    std::optional<failure> failed_;
    stream_end end_ = stream_end::browser_left;
};

} // namespace relay
