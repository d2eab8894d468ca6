#pragma once

#include "telnyx/base/implicit.hpp"

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace telnyx::detail {

/// Holds a value that is always there.
template <class T>
class given_value {
  protected:
    template <class... Args>
    explicit given_value(std::in_place_t, Args&&... args) : value_(std::forward<Args>(args)...) {}

    T value_;
};

/// The common constructors of the wrappers of a field of type `T`: they accept what a plain `T` accepts, and braces
/// mean the same for all of them. `Holder` stores the value, and is constructed from `std::in_place` and the
/// constructor arguments of `T`.
///
/// Compilers show the line of a deleted constructor that is selected, so the comments on those lines are for users.
template <class T, class Holder>
class field : public Holder {
  public:
    /// Without a value, if the holder allows that.
    field() = default;

    /// Holds a copy of `value`.
    field(T const& value) requires takes_braces<T> : Holder(std::in_place, value) {}

    /// Holds `value`.
    field(T&& value) noexcept(std::is_nothrow_move_constructible_v<T>) requires takes_braces<T>
        : Holder(std::in_place, std::move(value)) {}

    /// Holds the value that `T value = from;` would create.
    template <class From>
    requires(!std::derived_from<std::remove_cvref_t<From>, field>) &&
        (!takes_braces<T> || !std::same_as<std::remove_cvref_t<From>, T>)&&implicit_for<From, T> field(From&& from)
        : Holder(std::in_place, make_implicitly<T>(std::forward<From>(from))) {}

    /// Holds a container of these elements. Also selected for a second pair of braces. (Clang does not recognize it as
    /// a list constructor if `braced_list<U>` is written here.)
    template <takes_list U = T>
    field(std::initializer_list<list_item_t<U>> elements) : Holder(std::in_place, elements.begin(), elements.end()) {}

    /// Rejects lists in place of elements.
    template <takes_list U = T>
    field(braced_list<U>, braced_list<U>) = delete; // too many braces: a list is written {a, b}

    /// Holds the text, in a second pair of braces.
    template <std::same_as<std::string> U = T>
    field(std::string_view const (&text)[1]) : Holder(std::in_place, text[0]) {}

    /// Rejects several texts in place of one.
    template <std::size_t Size, std::same_as<std::string> U = T>
    field(std::string_view const (&)[Size]) = delete; // too many braces: a text is written "a", and a list {a, b}
};

/// An element of a braced list: it accepts what a field accepts, so braces do not reach the constructor of `T`. Unlike
/// a field it has no default constructor, not even a deleted one, so that `{{}}` is an empty list.
template <class T>
class braced_item {
    using field_type = field<T, given_value<T>>;

  public:
    template <class From>
    requires(!std::same_as<std::remove_cvref_t<From>, braced_item>) &&
        std::constructible_from<field_type, From> braced_item(From&& from) : held_(std::forward<From>(from)) {}

    template <takes_list U = T>
    braced_item(std::initializer_list<list_item_t<U>> elements) : held_(elements) {}

    template <std::size_t Size, std::same_as<std::string> U = T>
    braced_item(std::string_view const (&)[Size]) = delete; // too many braces: a list is written {a, b}

    operator T const&() const noexcept { return held_.get(); }

  private:
    struct holder : field_type {
        using field_type::field_type;
        T const& get() const noexcept { return this->value_; }
    };

    holder held_;
};

} // namespace telnyx::detail
