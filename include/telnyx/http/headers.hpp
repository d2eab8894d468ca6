#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/base/secret_string.hpp"

#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx {

/// HTTP header fields in the order they were added.
///
/// They are stored in wire format (one `Name: value\r\n` line per field), so a block that was built once is sent as it
/// is, and overwritten when it is no longer needed. Names are compared case-insensitively. Not safe for concurrent
/// modification.
class headers {
  public:
    /// One header field; the views are valid as long as the `headers` object is unchanged.
    struct field {
        std::string_view name{};  ///< as received or set, without the colon
        std::string_view value{}; ///< without whitespace around it
    };

    /// Iterates over the fields in order.
    class const_iterator {
      public:
        using value_type = field;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::forward_iterator_tag;
        using pointer = field const*;
        using reference = field const&;

        const_iterator() = default;
        explicit const_iterator(std::string_view rest) : rest_(rest) { read_field(); }

        reference operator*() const { return field_; }
        pointer operator->() const { return &field_; }
        const_iterator& operator++();
        const_iterator operator++(int) {
            auto before = *this;
            ++*this;
            return before;
        }
        bool operator==(const_iterator const& other) const { return rest_.size() == other.rest_.size(); }

      private:
        friend class headers;
        void read_field();

        std::string_view rest_;
        field field_{};
    };

    headers() = default;

    /// Adds a field after the existing ones, even if one of this name exists.
    /// @throws invalid_argument_error if `name` is not an HTTP token or `value` contains CR, LF or NUL.
    void append(std::string_view name, std::string_view value);

    /// Like `append`, after removing every field of this name.
    void set(std::string_view name, std::string_view value);

    /// Removes every field of this name and returns their number.
    std::size_t remove(std::string_view name);

    /// Value of the first field of this name.
    std::optional<std::string_view> get(std::string_view name) const;

    /// Whether there is a field of this name.
    bool contains(std::string_view name) const { return get(name).has_value(); }

    /// Whether there are no fields.
    bool empty() const { return text_.empty(); }

    /// The fields in wire format, each line ended by CR LF, without the empty line at the end.
    std::string_view text() const { return text_; }

    /// Removes all fields and keeps the memory.
    void clear() { text_.clear(); }

    /// Reserves memory for fields with this total number of bytes.
    void reserve(std::size_t bytes) { text_.reserve(bytes); }

    /// The first field.
    const_iterator begin() const { return const_iterator(text_); }
    const_iterator end() const { return {}; } ///< the end of the fields

    /// Adds a field that a parser has already validated.
    void append_parsed(std::string_view name, std::string_view value);

  private:
    detail::secret_string text_;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/http/impl/headers.ipp"
#endif
