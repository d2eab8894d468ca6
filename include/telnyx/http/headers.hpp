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
/// They are kept as the text that goes over the wire (`Name: value\r\n` a line), so a block that was built once is
/// sent as it stands, and overwritten when it is not needed any more. Names compare without regard to case. Not safe
/// for concurrent change.
class headers {
  public:
    /// One header field; the views last as long as the `headers` they came from stay unchanged.
    struct field {
        std::string_view name{};
        std::string_view value{};
    };

    /// Walks over the fields in order.
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

    /// Adds a field behind those that are there, also when one of this name exists.
    /// Throws `invalid_argument_error` when `name` is no HTTP token or `value` holds CR, LF or NUL.
    void append(std::string_view name, std::string_view value);

    /// Like `append`, after removing every field of this name.
    void set(std::string_view name, std::string_view value);

    /// Removes every field of this name; returns how many there were.
    std::size_t remove(std::string_view name);

    /// Value of the first field of this name.
    std::optional<std::string_view> get(std::string_view name) const;

    bool contains(std::string_view name) const { return get(name).has_value(); }

    bool empty() const { return text_.empty(); }

    /// The fields as they go over the wire, each line ended by CR LF, without the empty line at the end.
    std::string_view text() const { return text_; }

    /// Forgets all fields and keeps the memory.
    void clear() { text_.clear(); }

    /// Makes room for fields of this many bytes in all.
    void reserve(std::size_t bytes) { text_.reserve(bytes); }

    const_iterator begin() const { return const_iterator(text_); }
    const_iterator end() const { return {}; }

    /// Adds a field that a parser has already found to be well-formed.
    void append_parsed(std::string_view name, std::string_view value);

  private:
    detail::secret_string text_;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/http/impl/headers.ipp"
#endif
