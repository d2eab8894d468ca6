#pragma once

#include "support/task.hpp"
#include "telnyx/body/body_source.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telnyx::tests {

/// A body made of given pieces, as a caller's own source may be.
class pieces_source final : public body_source {
  public:
    explicit pieces_source(std::vector<std::string> pieces) : pieces_(std::move(pieces)) {}

    pieces_source& announce(std::optional<std::uint64_t> size) { return announced_ = size, *this; }
    pieces_source& never_rewind() { return rewinds_ = false, *this; }

    std::optional<std::uint64_t> size() const override { return announced_; }

    boost::asio::awaitable<std::string_view> read() override {
        if (next_ == pieces_.size()) co_return std::string_view();
        co_return pieces_[next_++];
    }

    bool rewind() override {
        ++rewind_count_;
        if (rewinds_) next_ = 0;
        return rewinds_;
    }

    int rewind_count() const { return rewind_count_; }

  private:
    std::vector<std::string> pieces_;
    std::optional<std::uint64_t> announced_;
    std::size_t next_ = 0;
    bool rewinds_ = true;
    int rewind_count_ = 0;
};

inline std::shared_ptr<pieces_source> source_of(std::vector<std::string> pieces) {
    return std::make_shared<pieces_source>(std::move(pieces));
}

/// Another source, and how much of it has been read.
class counting_source final : public body_source {
  public:
    explicit counting_source(std::shared_ptr<body_source> counted) : counted_(std::move(counted)) {}

    std::optional<std::uint64_t> size() const override { return counted_->size(); }

    boost::asio::awaitable<std::string_view> read() override {
        auto const piece = co_await counted_->read();
        bytes_read_ += piece.size();
        co_return piece;
    }

    bool rewind() override { return counted_->rewind(); }

    std::uint64_t bytes_read() const { return bytes_read_; }

  private:
    std::shared_ptr<body_source> counted_;
    std::uint64_t bytes_read_ = 0;
};

inline boost::asio::awaitable<std::vector<std::string>> collect_pieces(body_source* source) {
    std::vector<std::string> pieces;
    while (true) {
        auto const piece = co_await source->read();
        if (piece.empty()) co_return pieces;
        pieces.emplace_back(piece);
    }
}

/// What is left of a source, in the pieces in which it comes.
inline std::vector<std::string> read_pieces(body_source& source) {
    boost::asio::io_context io;
    return run(io, collect_pieces(&source));
}

/// What is left of a source.
inline std::string read_to_end(body_source& source) {
    std::string all;
    for (auto const& piece : read_pieces(source))
        all += piece;
    return all;
}

/// The next piece of a source.
inline std::string read_piece(body_source& source) {
    boost::asio::io_context io;
    return std::string(run(io, source.read()));
}

} // namespace telnyx::tests
