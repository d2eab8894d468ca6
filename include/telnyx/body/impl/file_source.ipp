#pragma once

#include "telnyx/body/file_source.hpp"
#include "telnyx/invalid_argument_error.hpp"

#include <algorithm>
#include <utility>

namespace telnyx::body {

TELNYX_DECL file_source::file_source(std::filesystem::path path)
    : path_(std::move(path)), file_(path_, std::ios::binary) {
    std::error_code failure;
    size_ = std::filesystem::file_size(path_, failure);
    if (!file_ || failure) throw invalid_argument_error("file", "cannot read " + path_.string());
}

TELNYX_DECL boost::asio::awaitable<std::string_view> file_source::read() {
    // The size has been announced: a file that grows meanwhile must not send more.
    auto const wanted = std::min<std::uint64_t>(piece_.size(), size_ - read_);
    if (wanted == 0) co_return std::string_view();
    file_.read(piece_.data(), static_cast<std::streamsize>(wanted));
    auto const count = static_cast<std::size_t>(file_.gcount());
    if (count < wanted)
        throw invalid_argument_error("file", path_.string() + " became shorter while it was being sent");
    read_ += count;
    co_return std::string_view(piece_.data(), count);
}

TELNYX_DECL bool file_source::rewind() {
    file_.clear();
    file_.seekg(0);
    read_ = 0;
    return file_.good();
}

} // namespace telnyx::body
