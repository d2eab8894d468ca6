#pragma once

#include "chat.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>

namespace bench {

/// Writes the events that `stream_check` expects, each of 253 bytes.
class event_text {
  public:
    static constexpr std::size_t size = 253;

    event_text() { check(text_.size() == size, "an event is not of the size that it should have"); }

    /// Event number `place`, written now. Valid until the next call.
    std::string_view write(std::size_t place) {
        auto const now = std::chrono::steady_clock::now().time_since_epoch();
        std::array<char, 48> digits{};
        std::snprintf(digits.data(), digits.size(), "%010zu %019lld", place,
                      static_cast<long long>(std::chrono::nanoseconds(now).count()));
        std::copy_n(digits.data(), content_size, text_.data() + content_at_);
        return text_;
    }

    /// The JSON text in it.
    static std::string_view data(std::string_view event) {
        constexpr std::string_view field = "data: ";
        return event.substr(field.size(), event.size() - field.size() - 2);
    }

  private:
    static constexpr std::size_t content_size = stream_check::place_size + 1 + stream_check::time_size;

    std::string text_ =
        R"(data: {"id":"chatcmpl-0123456789abcdef0123456789a","object":"chat.completion.chunk","created":1790000000,)"
        R"("model":")" +
        std::string(model) + R"(","choices":[{"index":0,"delta":{"content":")" + std::string(content_size, '#') +
        R"("},"finish_reason":null}]})" + "\n\n";
    std::size_t content_at_ = text_.find('#');
};

} // namespace bench
