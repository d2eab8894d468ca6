#pragma once

#include "telnyx/base/version.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// The conversation that all clients have, so that all do the same work: write a request whose text differs from call to
// call, read the answer, and check it.

namespace bench {

inline constexpr std::string_view model = "meta-llama/Meta-Llama-3.1-8B-Instruct";
inline constexpr std::string_view system_text = "You are a friendly chatbot.";
inline constexpr std::string_view api_key = "KEY0123456789abcdef0123456789abcdef";

struct header_field {
    std::string name;
    std::string value;
};

/// What this library sends with each request besides Host, Accept and the description of the body, so that the others
/// send as much.
inline std::vector<header_field> request_fields() {
    std::string const version(telnyx::version);
    return {{"User-Agent", "telnyx-cpp/" + version},
            {"X-Stainless-Lang", "cpp"}, //
            {"X-Stainless-Package-Version", version},
            {"X-Stainless-OS", "Linux"},
            {"X-Stainless-Arch", "x64"},
            {"X-Stainless-Retry-Count", "0"},
            {"Authorization", "Bearer " + std::string(api_key)}};
}

inline std::string user_text(std::size_t call) {
    return "Hello, world! This is call " + std::to_string(call) + ".";
}

/// The request of a client that has no types of its own.
inline std::string chat_request(std::size_t call, bool stream) {
    boost::json::object request{
        {"messages",
         {{{"role", "system"}, {"content", system_text}}, {{"role", "user"}, {"content", user_text(call)}}}},
        {"model", model}};
    if (stream) request["stream"] = true;
    return boost::json::serialize(request);
}

inline void check(bool expectation, char const* what) {
    if (!expectation) throw std::runtime_error(what);
}

inline constexpr std::string_view answer_id = "chatcmpl-0123456789abcdef";
inline constexpr std::string_view answer_end = "What would you like to talk about today?";
inline constexpr std::int64_t answer_tokens = 97;

inline void check_answer(std::string_view id, std::string_view content, std::int64_t total_tokens) {
    check(id == answer_id, "wrong id in the answer");
    check(content.size() > 200 && content.ends_with(answer_end), "wrong text in the answer");
    check(total_tokens == answer_tokens, "wrong number of tokens in the answer");
}

/// The same for a client that has no types of its own.
inline void check_answer(std::string_view body) {
    auto const answer = boost::json::parse({body.data(), body.size()});
    check_answer(answer.at("id").as_string(), answer.at("choices").at(0).at("message").at("content").as_string(),
                 answer.at("usage").at("total_tokens").as_int64());
}

/// Checks the events of one stream: `PPPPPPPPPP NNNNNNNNNNNNNNNNNNN` as content, the event's place in the stream and
/// the time at which the server wrote it.
class stream_check {
  public:
    static constexpr std::size_t place_size = 10;
    static constexpr std::size_t time_size = 19;

    void add(std::string_view content) {
        check(content.size() == place_size + 1 + time_size, "an event of the wrong size");
        std::size_t place = 0;
        std::from_chars(content.data(), content.data() + place_size, place);
        check(place == events_, "an event in the wrong place");
        ++events_;
        std::copy_n(content.data() + place_size + 1, time_size, time_.data());
    }

    /// How long the last event took from the server to here.
    std::chrono::nanoseconds age() const {
        std::int64_t written = 0;
        std::from_chars(time_.data(), time_.data() + time_.size(), written);
        return std::chrono::steady_clock::now().time_since_epoch() - std::chrono::nanoseconds(written);
    }

    void add_finish(std::string_view reason) {
        check(reason == "stop", "a wrong reason to finish");
        finished_ = true;
    }

    bool finished() const { return finished_; }
    std::size_t events() const { return events_; }

    void check_complete(std::size_t expected) const {
        check(finished_, "a stream without an end");
        check(events_ == expected, "a stream of the wrong length");
    }

  private:
    std::size_t events_ = 0;
    std::array<char, time_size> time_{};
    bool finished_ = false;
};

/// The same for a client that has no types of its own; `data` is the text of one event. Whether there was a token.
inline bool add_event(stream_check& stream, std::string_view data) {
    if (data == "[DONE]") return false;
    auto const chunk = boost::json::parse({data.data(), data.size()});
    auto const& choice = chunk.at("choices").at(0);
    auto const& delta = choice.at("delta").as_object();
    auto const* const content = delta.if_contains("content");
    if (content) stream.add(content->as_string());
    if (auto const* const reason = choice.as_object().if_contains("finish_reason"); reason && reason->is_string())
        stream.add_finish(reason->as_string());
    return content != nullptr;
}

} // namespace bench
