#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/json/impl/place.hpp"
#include "telnyx/json/impl/scalar.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace telnyx::json::detail {

/// The rest of a text.
struct text_cursor {
    char const* next;
    char const* end;

    bool is_at_digit() const { return next != end && *next >= '0' && *next <= '9'; }

    bool take(char character) {
        if (next == end || *next != character) return false;
        ++next;
        return true;
    }

    /// Appends the next digits to a number and returns their count.
    std::int64_t take_digits(std::uint64_t& number);
};

/// Parses a JSON text from front to back, independently of types. Every error is a `decode_error`.
///
/// Where a value is expected, `peek()` identifies it by its first character. Read a container in a loop:
///
///     level here(reader, place::container::array);
///     while (here.next())
///         read_a_value();
class text_reader {
  public:
    /// @param scratch buffer for texts with escapes
    text_reader(std::string_view text, std::size_t max_depth, std::string& scratch)
        : begin_(text.data()), at_{begin_, begin_ + text.size()}, open_(max_depth), scratch_(scratch) {}

    /// An open object or array, starting at its first character.
    class level : public open_place {
      public:
        level(text_reader& reader, container opened) : open_place(reader.open_container(), opened), reader_(reader) {}

        /// Advances to the next element or key, or past the end; returns `false` at the end.
        bool next() {
            char const found = reader_.peek();
            if (!begun_ || found != ',') return begin_or_end(found);
            ++reader_.at_.next;
            reader_.peek();
            return true;
        }

      private:
        TELNYX_DECL bool begin_or_end(char found);

        text_reader& reader_;
        bool begun_ = false;
    };

    /// The next non-whitespace character, or NUL at the end.
    char peek() {
        if (at_.next == at_.end || static_cast<unsigned char>(*at_.next) <= ' ') skip_white_space();
        return at_.next != at_.end ? *at_.next : '\0';
    }

    /// Reads a key and the colon if the key is `name` and both are written without escapes and whitespace.
    bool take_key(std::string_view name) {
        if (static_cast<std::size_t>(at_.end - at_.next) < name.size() + 3) return false;
        if (at_.next[0] != '"' || at_.next[name.size() + 1] != '"' || at_.next[name.size() + 2] != ':') return false;
        if (std::memcmp(at_.next + 1, name.data(), name.size()) != 0) return false;
        at_.next += name.size() + 3;
        return true;
    }

    /// Reads a key and the colon. The result is valid until the next text is read.
    TELNYX_DECL std::string_view read_key();

    /// Reads a string whose start was found by `peek()`. The result is valid until the next text is read.
    TELNYX_DECL std::string_view read_text();

    /// Reads a value other than an object or array. The result is valid until the next text is read.
    TELNYX_DECL scalar read_scalar();

    /// Whether `peek()` found the start of a number.
    bool at_number() const { return at_.is_at_digit() || (at_.next != at_.end && *at_.next == '-'); }

    /// Whether `peek()` found the start of null, or of an empty text, object or array.
    TELNYX_DECL bool at_nothing() const;

    /// Reads a number.
    TELNYX_DECL double read_double();

    /// Skips a value other than an object or array.
    TELNYX_DECL void skip_scalar();

    /// Checks that nothing follows.
    TELNYX_DECL void finish();

    /// The current position, for going back to it.
    char const* position() const { return at_.next; }
    void go_to(char const* position) { at_.next = position; }

    /// Reports an error in the current value.
    [[noreturn]] TELNYX_DECL void fail(std::string reason) const;

  private:
    /// A number as written.
    struct number {
        std::string_view text{};
        std::uint64_t digits = 0; ///< all digits as one integer, if they fit
        std::int64_t digit_count = 0;
        std::int64_t exponent = 0; ///< power of ten for `digits`
        bool is_integer = true;

        bool is_negative() const { return text.front() == '-'; }
    };

    TELNYX_DECL void skip_white_space();
    place_chain& open_container() {
        if (open_.is_full()) fail_syntax("too deep");
        ++at_.next;
        return open_;
    }
    void read_literal(std::string_view text);
    std::string_view read_rest_of_text(char const* begin);
    void read_escape();
    std::uint32_t read_utf16_unit();
    std::uint32_t read_rest_of_pair(std::uint32_t first);
    number read_number();
    std::int64_t read_exponent();
    double double_of(number const& written) const;
    scalar scalar_of(number const& written) const;

    [[noreturn]] void fail_syntax(std::string_view reason) const;
    [[noreturn]] void unexpected() const;

    char const* begin_;
    text_cursor at_;
    place_chain open_;
    std::string& scratch_;
};

} // namespace telnyx::json::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/json/impl/text_reader.ipp"
#endif
