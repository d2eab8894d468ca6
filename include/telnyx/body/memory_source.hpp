#pragma once

#include "telnyx/body/body_source.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

namespace telnyx::body {

/// Bytes in memory as a request body, returned in chunks of 64 KiB: each is encrypted before the next, so the body is
/// never copied as a whole.
class memory_source final : public body_source {
  public:
    explicit memory_source(std::shared_ptr<std::string const> bytes) : bytes_(std::move(bytes)) {}

    std::optional<std::uint64_t> size() const override { return bytes_->size() - read_; }

    boost::asio::awaitable<std::string_view> read() override {
        auto const chunk = std::string_view(*bytes_).substr(read_, chunk_size);
        read_ += chunk.size();
        co_return chunk;
    }

    bool rewind() override {
        read_ = 0;
        return true;
    }

  private:
    static constexpr std::size_t chunk_size = std::size_t(64) * 1024;

    std::shared_ptr<std::string const> bytes_;
    std::size_t read_ = 0;
};

} // namespace telnyx::body
