#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/base/implicit.hpp"

#include <concepts>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace telnyx {

namespace detail {

/// The state of an `open_enum`, whatever the enumeration: the JSON mapper uses only this.
class open_enum_state {
  public:
    open_enum_state() = default;
    explicit open_enum_state(int index) noexcept : index_(index) {}
    TELNYX_DECL open_enum_state(open_enum_state const& other);
    open_enum_state(open_enum_state&&) noexcept = default;
    TELNYX_DECL open_enum_state& operator=(open_enum_state const& other);
    open_enum_state& operator=(open_enum_state&&) noexcept = default;
    ~open_enum_state() = default;

    /// The index of the text in the enumeration's list, or -1.
    int index() const noexcept { return index_; }
    TELNYX_DECL std::string_view text(std::span<std::string_view const> texts) const noexcept;
    TELNYX_DECL void assign(std::string_view text, std::span<std::string_view const> texts);
    TELNYX_DECL void clear() noexcept;

  private:
    int index_ = -1;
    std::unique_ptr<std::string> unknown_;
};

/// The position of `text` among `texts`, or -1.
TELNYX_DECL int find_text(std::string_view text, std::span<std::string_view const> texts) noexcept;

/// The texts of an enumeration, in an array that lives as long as the program.
template <class E>
struct enum_table {
    static constexpr auto texts = enum_texts(E{});
};

} // namespace detail

/// A value of the enumeration `E`, or a text that this version of the library does not know.
///
/// The texts come from a function `enum_texts(E)`, which is found by argument-dependent lookup and returns a
/// `std::array` of `std::string_view`, indexed by the enumerator's value. A default-constructed `open_enum` holds the
/// empty text and is not known.
template <class E>
requires std::is_enum_v<E>
class open_enum : public detail::open_enum_state {
  public:
    /// The enumeration.
    using enum_type = E;

    /// The empty text.
    open_enum() = default;

    /// Holds `value`.
    open_enum(E value) noexcept : open_enum_state(static_cast<int>(value)) {}

    /// Holds the enumerator with this text, or else the text itself.
    template <detail::text Text>
    requires(!std::derived_from<Text, open_enum_state>) open_enum(Text const& text) { assign(text, texts()); }

    /// Holds the enumerator with the text `text`, or else the text itself.
    static open_enum from_text(std::string_view text) {
        open_enum result;
        result.assign(text, texts());
        return result;
    }

    /// The enumerator; `std::nullopt` if the text is not known.
    std::optional<E> known() const noexcept {
        return index() < 0 ? std::nullopt : std::optional<E>(static_cast<E>(index()));
    }

    /// The text as in JSON. Valid until the object is changed.
    std::string_view text() const noexcept { return open_enum_state::text(texts()); }

    /// Compares the texts.
    friend bool operator==(open_enum const& a, open_enum const& b) noexcept { return a.text() == b.text(); }
    /// Whether it holds this enumerator.
    friend bool operator==(open_enum const& a, E b) noexcept { return a.index() == static_cast<int>(b); }
    /// Compares the text.
    template <detail::text Text>
    friend bool operator==(open_enum const& a, Text const& b) noexcept {
        return a.text() == std::string_view(b);
    }

  private:
    static std::span<std::string_view const> texts() noexcept { return detail::enum_table<E>::texts; }
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/fields/impl/open_enum.ipp"
#endif
