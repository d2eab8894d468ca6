#pragma once

#include "telnyx/json/type.hpp"

#include <cstdint>
#include <span>
#include <string_view>

// What the tables for schemas have in place of `object_type` and `enum_type`.

namespace telnyx::json::detail {

struct schema_member {
    std::string_view name; ///< name in JSON
    std::string_view description;
    type_info const* type;
};

struct schema_object_type : type_info {
    char const* signature; ///< text that contains the C++ type's name, as returned by `signature_of()`
    std::string_view description;
    std::span<schema_member const> members;
    std::uint64_t required; ///< a bit for each member that must be present
};

struct schema_enum_type : enum_type {
    char const* signature; ///< as in `schema_object_type`
};

} // namespace telnyx::json::detail
