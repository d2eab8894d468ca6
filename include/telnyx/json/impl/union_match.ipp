#pragma once

#include "telnyx/json/impl/union_match.hpp"

#include "telnyx/fields/open_enum.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

namespace telnyx::json::detail {

namespace union_impl {

/// How well a type matches a value; the order matters.
enum class rank { none, any, convertible, same, exact };

TELNYX_DECL rank rank_of(type_info const& type, scalar const& value);
TELNYX_DECL bool fits(type_info const& type, boost::json::value const& value);

inline rank rank_of_string(type_info const& type, std::string_view text) {
    switch (type.kind) {
    case type_kind::constant:
        return static_cast<constant_type const&>(type).text == text ? rank::exact : rank::none;
    case type_kind::open_enum:
        return telnyx::detail::find_text(text, static_cast<enum_type const&>(type).texts) < 0 ? rank::convertible
                                                                                              : rank::exact;
    case type_kind::closed_enum:
        return telnyx::detail::find_text(text, static_cast<enum_type const&>(type).texts) < 0 ? rank::none
                                                                                              : rank::exact;
    case type_kind::string:
        return rank::same;
    default:
        return rank::none;
    }
}

inline rank rank_of_number(type_info const& type, scalar const& value) {
    if (type.kind == type_kind::floating) return value.kind == scalar_kind::floating ? rank::exact : rank::same;
    if (type.kind != type_kind::signed_integer && type.kind != type_kind::unsigned_integer) return rank::none;
    auto const integer = exact_integer(value);
    if (!integer || !in_range(type, *integer)) return rank::none;
    return value.kind == scalar_kind::floating ? rank::convertible : rank::exact;
}

TELNYX_DECL rank rank_of(type_info const& type, scalar const& value) {
    switch (type.kind) {
    case type_kind::any_value:
        return rank::any;
    case type_kind::optional:
    case type_kind::nullable:
    case type_kind::optional_nullable:
        if (value.kind == scalar_kind::null) return rank::exact;
        return rank_of(*static_cast<wrapper_type const&>(type).inner, value);
    case type_kind::variant: {
        auto best = rank::none;
        for (auto const* alternative : static_cast<variant_type const&>(type).alternatives)
            best = std::max(best, rank_of(*alternative, value));
        return best;
    }
    default:
        break;
    }
    switch (value.kind) {
    case scalar_kind::null:
        return rank::none;
    case scalar_kind::boolean:
        return type.kind == type_kind::boolean ? rank::exact : rank::none;
    case scalar_kind::string:
        return rank_of_string(type, value.text);
    default:
        return rank_of_number(type, value);
    }
}

/// Comparison of the keys of a JSON object with the members of a struct.
struct shape {
    bool contradicts = false; ///< a constant has another value
    bool tagged = false;      ///< there are constants and all match
    bool complete = true;     ///< no required member is missing
    std::size_t known = 0;    ///< number of members present
};

inline shape shape_of(object_type const& type, boost::json::object const& object) {
    shape result;
    std::size_t constants = 0, matching = 0;
    for (std::size_t i = 0; i != type.members.size(); ++i) {
        auto const& member = type.members[i];
        auto const* value = object.if_contains(member.name);
        if (value) ++result.known;
        if (!value && (type.required >> i & 1) != 0) result.complete = false;
        if (member.type->kind != type_kind::constant) continue;
        ++constants;
        if (!value) continue;
        if (value->is_string() && value->get_string() == static_cast<constant_type const&>(*member.type).text)
            ++matching;
        else
            result.contradicts = true;
    }
    result.tagged = constants != 0 && matching == constants;
    return result;
}

/// Whether the decoder would take the value for the member. Null becomes the default value of most types.
inline bool member_fits(member_info const& member, bool is_tolerated, boost::json::value const* value) {
    if (!value || is_tolerated) return true;
    return (value->is_null() && member.type->kind != type_kind::closed_enum) || fits(*member.type, *value);
}

inline bool members_fit(object_type const& type, boost::json::object const& object) {
    for (std::size_t i = 0; i != type.members.size(); ++i) {
        auto const& member = type.members[i];
        if (!member_fits(member, (type.tolerated >> i & 1) != 0, object.if_contains(member.name))) return false;
    }
    return true;
}

/// The struct alternative that matches best, or `no_alternative`. A struct whose constants all match is chosen even if
/// other members are missing.
inline std::size_t choose_struct(variant_type const& type, boost::json::object const& object) {
    std::size_t best = no_alternative, best_known = 0, tagged = no_alternative;
    auto const fits_at = [&](std::size_t i) {
        return members_fit(static_cast<object_type const&>(*type.alternatives[i]), object);
    };
    for (std::size_t i = 0; i != type.alternatives.size(); ++i) {
        if (type.alternatives[i]->kind != type_kind::object) continue;
        auto const found = shape_of(static_cast<object_type const&>(*type.alternatives[i]), object);
        if (found.contradicts || (tagged != no_alternative && !found.tagged)) continue;
        if (found.tagged && tagged == no_alternative) {
            tagged = i;
            best = no_alternative;
        }
        if (!found.complete) continue;
        if (best != no_alternative) {
            bool const fits_here = fits_at(i), fits_best = fits_at(best);
            if (fits_here != fits_best ? fits_best : found.known <= best_known) continue;
        }
        best = i;
        best_known = found.known;
    }
    return best != no_alternative ? best : tagged;
}

/// Whether the kind alone does not determine the accepted values.
inline bool may_take_anything(type_kind kind) {
    return kind == type_kind::optional || kind == type_kind::nullable || kind == type_kind::optional_nullable ||
           kind == type_kind::variant || kind == type_kind::any_value;
}

inline bool is_container(type_kind kind, bool is_object) {
    switch (kind) {
    case type_kind::array:
    case type_kind::any_array:
        return !is_object;
    case type_kind::object:
    case type_kind::map:
    case type_kind::any_object:
        return is_object;
    default:
        return false;
    }
}

inline bool all_fit(type_info const& type, boost::json::array const& elements) {
    return std::all_of(elements.begin(), elements.end(), [&](auto const& each) { return fits(type, each); });
}

inline bool all_fit(type_info const& type, boost::json::object const& members) {
    return std::all_of(members.begin(), members.end(), [&](auto const& each) { return fits(type, each.value()); });
}

inline bool any_fits(std::span<type_info const* const> types, boost::json::value const& value) {
    return std::any_of(types.begin(), types.end(), [&](auto const* each) { return fits(*each, value); });
}

TELNYX_DECL bool fits(type_info const& type, boost::json::value const& value) {
    if (!value.is_structured()) return rank_of(type, scalar_of(value)) != rank::none;
    switch (type.kind) {
    case type_kind::any_value:
        return true;
    case type_kind::any_object:
    case type_kind::any_array:
        return is_container(type.kind, value.is_object());
    case type_kind::optional:
    case type_kind::nullable:
    case type_kind::optional_nullable:
        return fits(*static_cast<wrapper_type const&>(type).inner, value);
    case type_kind::object: {
        if (!value.is_object()) return false;
        auto const found = shape_of(static_cast<object_type const&>(type), value.get_object());
        return found.complete && !found.contradicts;
    }
    case type_kind::array:
        return value.is_array() && all_fit(*static_cast<array_type const&>(type).inner, value.get_array());
    case type_kind::map:
        return value.is_object() && all_fit(*static_cast<map_type const&>(type).inner, value.get_object());
    case type_kind::variant:
        return any_fits(static_cast<variant_type const&>(type).alternatives, value);
    case type_kind::string:
        return type.form != text_form::string_only;
    default:
        return false;
    }
}

} // namespace union_impl

TELNYX_DECL std::size_t any_alternative(variant_type const& type) {
    auto const found = std::find_if(type.alternatives.begin(), type.alternatives.end(),
                                    [](type_info const* each) { return each->kind == type_kind::any_value; });
    return found == type.alternatives.end() ? no_alternative
                                            : static_cast<std::size_t>(found - type.alternatives.begin());
}

TELNYX_DECL std::size_t choose_alternative(variant_type const& type, scalar const& value) {
    std::size_t best = no_alternative;
    auto best_rank = union_impl::rank::none;
    for (std::size_t i = 0; i != type.alternatives.size(); ++i) {
        auto const rank = union_impl::rank_of(*type.alternatives[i], value);
        if (rank <= best_rank) continue;
        best = i;
        best_rank = rank;
    }
    return best;
}

TELNYX_DECL std::size_t choose_alternative(variant_type const& type, boost::json::value const& value) {
    if (!value.is_structured()) return choose_alternative(type, scalar_of(value));
    if (value.is_object()) {
        auto const found = union_impl::choose_struct(type, value.get_object());
        if (found != no_alternative) return found;
    }
    for (std::size_t i = 0; i != type.alternatives.size(); ++i)
        if (type.alternatives[i]->kind != type_kind::any_value && union_impl::fits(*type.alternatives[i], value))
            return i;
    return any_alternative(type);
}

TELNYX_DECL std::size_t only_container(variant_type const& type, bool is_object) {
    std::size_t found = no_alternative;
    for (std::size_t i = 0; i != type.alternatives.size(); ++i) {
        auto const kind = type.alternatives[i]->kind;
        if (union_impl::may_take_anything(kind)) return no_alternative;
        if (!union_impl::is_container(kind, is_object)) continue;
        if (found != no_alternative) return no_alternative;
        found = i;
    }
    return found;
}

} // namespace telnyx::json::detail
