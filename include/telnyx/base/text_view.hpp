#pragma once

#include "telnyx/base/implicit.hpp"
#include "telnyx/base/invalid_argument_error.hpp"

#include <string_view>
#include <type_traits>

namespace telnyx {

/// Type of a parameter that accepts any text: a `std::string`, a `std::string_view`, a literal or a pointer.
/// @throws invalid_argument_error if constructed from a null pointer, such as `std::getenv()` may return.
class text_view : public std::string_view {
  public:
    /// A view of the text, which must outlive it.
    template <detail::text Text>
    text_view(Text const& text) : std::string_view(view_of(text)) {}

  private:
    template <class Text>
    static std::string_view view_of(Text const& text) {
        if constexpr (std::is_convertible_v<Text const&, char const*>) {
            char const* const pointer = text;
            if (pointer == nullptr) throw invalid_argument_error("text", "a null pointer");
            return pointer;
        } else {
            return text;
        }
    }
};

} // namespace telnyx
