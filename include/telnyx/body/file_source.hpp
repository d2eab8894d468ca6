#pragma once

#include "telnyx/body/body_source.hpp"

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>

namespace telnyx::body {

/// A file on disk as a request body. It is read in pieces of 64 KiB; the reads block the calling thread as any access
/// to a local disk does.
///
/// It is as long as it was when it was opened. Only of files that the system makes up while they are read, such as
/// those in `/proc`, the length is not known before, unless they are no longer than a piece.
class file_source final : public body_source {
  public:
    /// Throws `invalid_argument_error` when it cannot be opened, and for what is not a regular file: a folder, a pipe,
    /// a device.
    explicit file_source(std::filesystem::path path);

    std::optional<std::uint64_t> size() const override;
    boost::asio::awaitable<std::string_view> read() override;
    bool rewind() override;

  private:
    static constexpr std::size_t chunk_size = std::size_t(64) * 1024;

    struct closer {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    void open_file();
    std::size_t fill(std::size_t wanted);
    void read_ahead();

    std::filesystem::path path_;
    std::unique_ptr<std::FILE, closer> file_;
    std::optional<std::uint64_t> size_; // nothing when only its end tells
    bool made_up_ = false;              // what the system says of its size is not true
    std::uint64_t read_ = 0;
    std::size_t ahead_ = 0; // bytes of the next piece that are in the buffer already
    std::array<char, chunk_size> piece_;
};

} // namespace telnyx::body

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/body/impl/file_source.ipp"
#endif
