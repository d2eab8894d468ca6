#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace telnyx::json {

/// Contents of the outermost object of a decoded text, in addition to the values in the target. A value counts as empty
/// if it is null, or an empty text, object or array.
struct outline {
    std::span<std::string_view const> watched{}; ///< up to 64 additional keys to look for, no members of the type
    bool with_members = true;                    ///< whether to fill `filled` and `nulls`
    std::uint64_t found = 0;                     ///< a bit for each watched key with a non-empty value
    std::uint64_t filled = 0;                    ///< a bit for each member of the type with a non-empty value
    std::uint64_t nulls = 0;                     ///< a bit for each member that is null
};

} // namespace telnyx::json
