#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace telnyx::json {

/// What the outermost object of a decoded text held, beside the values that are in the target. Nothing is a value that
/// is null, or an empty text, object or array.
struct outline {
    std::span<std::string_view const> watched{}; ///< at most 64 keys to look for that the type does not have
    bool with_members = true;                    ///< whether to fill `filled` and `nulls`
    std::uint64_t found = 0;                     ///< a bit for each watched key that has a value other than nothing
    std::uint64_t filled = 0;                    ///< a bit for each member of the type that has such a value
    std::uint64_t nulls = 0;                     ///< a bit for each member that is null
};

} // namespace telnyx::json
