#pragma once

#include "telnyx/body/body_source.hpp"

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>

namespace telnyx::body {

/// A file on disk as a request body. It is read in chunks of 64 KiB; reads block the calling thread like any access to
/// a local disk.
///
/// Its size is fixed when it is opened. Only for files that the system generates while they are read, such as those in
/// `/proc`, is the size unknown in advance, unless they fit in one chunk.
class file_source final : public body_source {
  public:
    /// @throws invalid_argument_error if the file cannot be opened or is not a regular file: a directory, a pipe, a
    ///   device.
    explicit file_source(std::filesystem::path path);

    TELNYX_DECL std::optional<std::uint64_t> size() const override;
    TELNYX_DECL boost::asio::awaitable<std::string_view> read() override;
    TELNYX_DECL bool rewind() override;

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
    std::optional<std::uint64_t> size_; // std::nullopt if only the end of the file shows it
    bool made_up_ = false;              // the size reported by the system is not the real one
    std::uint64_t read_ = 0;
    std::size_t ahead_ = 0; // bytes of the next chunk that are already in the buffer
    std::array<char, chunk_size> chunk_;
};

} // namespace telnyx::body

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/body/impl/file_source.ipp"
#endif
