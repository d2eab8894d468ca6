#pragma once

#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/body/file_source.hpp"
#include "telnyx/body/path_text.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#ifdef _WIN32
#include <share.h>
#else
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace telnyx::body {

TELNYX_DECL file_source::file_source(std::filesystem::path path) : path_(std::move(path)) {
    open_file();
    if (made_up_) read_ahead();
}

#ifndef _WIN32

// Non-blocking, since opening a pipe can block for ever; the check applies to the opened file, not to the path.
TELNYX_DECL void file_source::open_file() {
    int const descriptor = ::open(path_.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat found {};
    bool const exists = descriptor >= 0 && ::fstat(descriptor, &found) == 0;
    bool const regular = exists && S_ISREG(found.st_mode);
    if (regular) file_.reset(::fdopen(descriptor, "rb"));
    if (!file_) {
        struct stat unopened {}; // a socket cannot be opened at all
        bool const other = exists ? !regular : ::stat(path_.c_str(), &unopened) == 0 && !S_ISREG(unopened.st_mode);
        if (descriptor >= 0) ::close(descriptor);
        throw invalid_argument_error("file", other ? path_text(path_) + " is not a regular file"
                                                   : "cannot read " + path_text(path_));
    }
    size_ = static_cast<std::uint64_t>(found.st_size);
    made_up_ = found.st_size == 0 || found.st_blocks == 0;
}

#else

TELNYX_DECL void file_source::open_file() {
    std::error_code failure;
    auto const type = std::filesystem::status(path_, failure).type();
    if (!failure && type != std::filesystem::file_type::not_found && type != std::filesystem::file_type::regular)
        throw invalid_argument_error("file", path_text(path_) + " is not a regular file");
    auto const size = std::filesystem::file_size(path_, failure);
    if (!failure) file_.reset(::_wfsopen(path_.c_str(), L"rb", _SH_DENYNO));
    if (!file_) throw invalid_argument_error("file", "cannot read " + path_text(path_));
    size_ = size;
    made_up_ = size == 0;
}

#endif

TELNYX_DECL std::size_t file_source::fill(std::size_t wanted) {
    auto const count = std::fread(chunk_.data(), 1, wanted, file_.get());
    if (std::ferror(file_.get()) != 0) throw invalid_argument_error("file", "cannot read " + path_text(path_));
    return count;
}

// If the file fits in the first chunk, that chunk shows its size.
TELNYX_DECL void file_source::read_ahead() {
    auto const announced = size_.value_or(0);
    ahead_ = fill(chunk_.size());
    if (ahead_ < chunk_.size())
        size_ = ahead_;
    else if (announced <= ahead_)
        size_.reset();
}

TELNYX_DECL std::optional<std::uint64_t> file_source::size() const {
    if (size_) return *size_ - read_;
    return std::nullopt;
}

TELNYX_DECL boost::asio::awaitable<std::string_view> file_source::read() {
    // The size has been announced: a file that grows must not send more.
    auto const left = size_ ? *size_ - read_ : chunk_.size();
    auto const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(chunk_.size(), left));
    if (wanted == 0) co_return std::string_view();
    auto const count = ahead_ != 0 ? std::exchange(ahead_, 0) : fill(wanted);
    if (size_ && count < wanted)
        throw invalid_argument_error("file", path_text(path_) + " became shorter while it was being sent");
    read_ += count;
    co_return std::string_view(chunk_.data(), count);
}

TELNYX_DECL bool file_source::rewind() {
    read_ = 0;
    ahead_ = 0;
    std::clearerr(file_.get());
    if (std::fseek(file_.get(), 0, SEEK_SET) != 0) return false;
    try {
        if (made_up_) read_ahead();
    } catch (invalid_argument_error const&) {
        return false;
    }
    return true;
}

} // namespace telnyx::body
