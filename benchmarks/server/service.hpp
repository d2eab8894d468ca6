#pragma once

#include "../support/event_text.hpp"
#include "../support/transfer.hpp"
#include "pacer.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

namespace bench {

/// What all connections of the server share.
struct service {
    std::string answer; ///< to calls that do not ask for a stream
    pacer times;
    event_text events;
    std::size_t streams = 0; ///< that have begun
};

/// A request body as far as it matters: its size, and its beginning.
struct request_body {
    std::size_t size = 0;
    std::string beginning;

    void add(std::string_view piece) {
        constexpr std::size_t enough = 4096;
        size += piece.size();
        beginning += piece.substr(0, enough - std::min(beginning.size(), enough));
    }
};

/// What a request asks for.
struct order {
    enum class kind { json, file, stream };

    kind what = kind::json;
    std::string json;       ///< the response
    std::size_t size = 0;   ///< of the file
    std::size_t events = 0; ///< of the stream, before those that end it
    pace times;             ///< period 0 means that there are no pauses

    std::string_view content_type() const {
        return what == kind::json ? "application/json" : what == kind::file ? "audio/wav" : "text/event-stream";
    }
    std::size_t content_length() const { return what == kind::json ? json.size() : size; }
};

/// Number `place` (from 1) of the parts of a path.
inline std::size_t number_in(std::string_view path, std::size_t place) {
    for (; place > 0; --place) {
        auto const slash = path.find('/', 1);
        path.remove_prefix(std::min(slash, path.size()));
    }
    std::size_t number = 0;
    if (!path.empty()) std::from_chars(path.data() + 1, path.data() + path.size(), number);
    return number;
}

inline order read_order(service const& from, std::string_view path, request_body const& body) {
    order read;
    if (path.ends_with("/transcriptions")) {
        read.json = "{\"text\":\"" + std::to_string(body.size) + "\"}";
    } else if (path.ends_with("/speech")) {
        read.what = order::kind::file;
        read.size = number_in(path, 1);
    } else if (body.beginning.find("\"stream\":true") != std::string::npos) {
        read.what = order::kind::stream;
        read.events = number_in(path, 1);
        read.times.period = std::chrono::microseconds(number_in(path, 2));
        read.times.step = std::chrono::microseconds(number_in(path, 3));
        read.times.shared_records = number_in(path, 4) == 1;
    } else {
        read.json = from.answer;
    }
    return read;
}

inline constexpr std::string_view finish_event =
    R"(data: {"id":"chatcmpl-0123456789abcdef","object":"chat.completion.chunk","created":1790000000,)"
    R"("model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})"
    "\n\n";
inline constexpr std::string_view done_event = "data: [DONE]\n\n";

/// The events of a stream, and their times.
class token_source {
  public:
    token_source(service& from, order const& ordered)
        : from_(from),
          events_(ordered.events),
          times_(ordered.times),
          next_at_(times_.second_event(clock::now(), from.streams++)),
          due_(is_paced() ? 1 : events_) {}

    bool is_paced() const { return times_.period.count() != 0; }
    bool in_steps() const { return times_.step.count() != 0; }
    bool shares_records() const { return times_.shared_records; }

    /// When another event is due; none after the end.
    clock::time_point next_time() const {
        return is_paced() && due_ <= events_ ? times_.due(next_at_) : clock::time_point::max();
    }

    /// Another event, or the end, is due.
    void step() {
        ++due_;
        next_at_ += times_.period;
    }

    bool has_event() const { return written_ < std::min(due_, events_); }

    /// The next event, written now. Valid until the next one of any stream.
    std::string_view take_event() { return from_.events.write(written_++); }

    /// Whether only what ends the stream is left, and may be sent.
    bool at_end() const { return written_ == events_ && (!is_paced() || due_ > events_); }

  private:
    service& from_;
    std::size_t events_;
    pace times_;
    clock::time_point next_at_;
    std::size_t due_;
    std::size_t written_ = 0;
};

/// A connection's protocol.
class protocol {
  public:
    protocol() = default;
    protocol(protocol const&) = delete;
    protocol& operator=(protocol const&) = delete;
    virtual ~protocol() = default;

    virtual void receive(std::string_view bytes) = 0;
    /// Sends what there is to send, as long as the socket takes it.
    virtual void send() = 0;
};

} // namespace bench
