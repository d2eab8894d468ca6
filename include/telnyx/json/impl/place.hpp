#pragma once

#include "telnyx/config.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace telnyx::json::detail {

/// Where the decoder or the encoder is in a document: a chain of these on the stack, one for each open object or array.
struct place {
    enum class container : std::uint8_t { object, map, array };

    place const* outer;
    container kind;
    std::string_view key{}; ///< object, map: of the current value; without an address when there is no name for it
    std::size_t count = 0;  ///< array: of the elements so far, the current one included
};

/// The way to the current value, such as `choices[0].message.content`. `innermost` may be nullptr.
TELNYX_DECL std::string path_of(place const* innermost);

} // namespace telnyx::json::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/json/impl/place.ipp"
#endif
