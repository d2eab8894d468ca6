#pragma once

#include "telnyx/testing/impl/json_request.hpp"

#include <array>
#include <cstddef>
#include <limits>
#include <span>
#include <string_view>

namespace telnyx::testing::detail {

struct body_variant;

/// A member of a JSON object in a request: its name and its permitted values. Tables of these describe request bodies.
struct body_member {
    std::string_view name;
    json_kind kind;
    bool is_required = false;
    bool is_nullable = false;                    // null is kept; otherwise null counts as absent
    std::span<std::string_view const> allowed{}; // permitted texts; any if empty
    double least = std::numeric_limits<double>::lowest();
    double most = std::numeric_limits<double>::max();
    json_kind elements = json_kind::any; // of a list, or of the values of an object without `members`

    // of an object, or of each object in a list; pointers, since the types are not complete here
    body_member const* members = nullptr;
    std::size_t member_count = 0;
    body_variant const* variants = nullptr; // the member `type` selects one
    std::size_t variant_count = 0;

    constexpr body_member required() const {
        auto made = *this;
        made.is_required = true;
        return made;
    }

    constexpr body_member nullable() const {
        auto made = *this;
        made.is_nullable = true;
        return made;
    }

    constexpr body_member between(double first, double last) const {
        auto made = *this;
        made.least = first;
        made.most = last;
        return made;
    }

    constexpr body_member one_of(std::span<std::string_view const> texts) const {
        auto made = *this;
        made.allowed = texts;
        return made;
    }
};

/// One of the possible forms of an object, selected by its member `type`.
struct body_variant {
    std::string_view type;
    std::span<body_member const> members; // without `type`
};

/// Factories for `body_member`.
namespace member {

constexpr body_member of(json_kind kind, std::string_view name) {
    return {.name = name, .kind = kind};
}

constexpr body_member text(std::string_view name) {
    return of(json_kind::string, name);
}

constexpr body_member date_time(std::string_view name) {
    return of(json_kind::date_time, name);
}

constexpr body_member flag(std::string_view name) {
    return of(json_kind::boolean, name);
}

constexpr body_member integer(std::string_view name) {
    return of(json_kind::integer, name);
}

constexpr body_member number(std::string_view name) {
    return of(json_kind::number, name);
}

/// An object with arbitrary members, or a list, with elements of one kind.
constexpr body_member map_of(json_kind elements, std::string_view name) {
    return {.name = name, .kind = json_kind::object, .elements = elements};
}

constexpr body_member list_of(json_kind elements, std::string_view name) {
    return {.name = name, .kind = json_kind::array, .elements = elements};
}

/// An object with these members. The table has to be `static`.
template <std::size_t Size>
constexpr body_member object(std::string_view name, std::array<body_member, Size> const& members) {
    return {.name = name, .kind = json_kind::object, .members = members.data(), .member_count = Size};
}

/// An object in one of these forms. The table has to be `static`.
template <std::size_t Size>
constexpr body_member object(std::string_view name, std::array<body_variant, Size> const& variants) {
    return {.name = name, .kind = json_kind::object, .variants = variants.data(), .variant_count = Size};
}

/// A list of such objects.
template <class Table>
constexpr body_member list(std::string_view name, Table const& table) {
    auto made = object(name, table);
    made.kind = json_kind::array;
    return made;
}

} // namespace member

} // namespace telnyx::testing::detail
