#pragma once

#include "chat.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

// The large file that all clients send and receive.

namespace bench {

inline constexpr std::size_t chunk_size = std::size_t(64) * 1024;
inline constexpr std::size_t pattern_size = 26;

inline char pattern_at(std::size_t place) {
    return static_cast<char>('a' + place % pattern_size);
}

/// The file, piece by piece.
class file_pattern {
  public:
    explicit file_pattern(std::size_t size) : left_(size), text_(chunk_size + pattern_size, ' ') {
        for (std::size_t i = 0; i < text_.size(); ++i)
            text_[i] = pattern_at(i);
    }

    std::size_t left() const { return left_; }

    /// The next piece; empty at the end. Valid as long as the object.
    std::string_view next(std::size_t at_most = chunk_size) {
        auto const size = std::min({left_, at_most, chunk_size});
        auto const piece = std::string_view(text_).substr(place_ % pattern_size, size);
        place_ += piece.size();
        left_ -= piece.size();
        return piece;
    }

  private:
    std::size_t left_;
    std::size_t place_ = 0;
    std::string text_;
};

/// Checks the file, piece by piece.
class file_check {
  public:
    void add(std::string_view piece) {
        if (piece.empty()) return;
        check(piece.front() == pattern_at(size_), "wrong bytes");
        size_ += piece.size();
        check(piece.back() == pattern_at(size_ - 1), "wrong bytes");
    }

    std::size_t size() const { return size_; }
    void check_complete(std::size_t expected) const { check(size_ == expected, "the wrong number of bytes"); }

  private:
    std::size_t size_ = 0;
};

/// Checks the server's count of what it got.
inline void check_upload(std::string_view text, std::size_t file_size) {
    check(std::stoul(std::string(text)) > file_size, "the server got too little");
}

} // namespace bench
