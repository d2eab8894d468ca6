#pragma once

#include "telnyx/body_source.hpp"

#include <string>
#include <utility>

namespace telnyx::body {

/// Bytes in memory as a request body.
class memory_source final : public body_source {
  public:
    explicit memory_source(std::string bytes) : bytes_(std::move(bytes)) {}

    std::optional<std::uint64_t> size() const override { return done_ ? 0 : bytes_.size(); }

    boost::asio::awaitable<std::string_view> read() override {
        co_return std::exchange(done_, true) ? std::string_view() : std::string_view(bytes_);
    }

    bool rewind() override {
        done_ = false;
        return true;
    }

  private:
    std::string bytes_;
    bool done_ = false;
};

} // namespace telnyx::body
