#pragma once

#include "telnyx/body_source.hpp"

#include <array>
#include <filesystem>
#include <fstream>

namespace telnyx::body {

/// A file on disk as a request body. It is read in pieces of 64 KiB; the reads block the calling thread as any access
/// to a local disk does.
class file_source final : public body_source {
  public:
    /// Throws `invalid_argument_error` when the file cannot be opened.
    explicit file_source(std::filesystem::path path);

    std::optional<std::uint64_t> size() const override { return size_ - read_; }
    boost::asio::awaitable<std::string_view> read() override;
    bool rewind() override;

  private:
    static constexpr std::size_t piece_size = std::size_t(64) * 1024;

    std::filesystem::path path_;
    std::ifstream file_;
    std::uint64_t size_ = 0;
    std::uint64_t read_ = 0;
    std::array<char, piece_size> piece_;
};

} // namespace telnyx::body

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/body/impl/file_source.ipp"
#endif
