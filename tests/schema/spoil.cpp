#include "schema/spoil.hpp"

#include "telnyx/json/impl/union_match.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace telnyx::tests {

using json::detail::type_info;
using json::detail::type_kind;

namespace {

namespace detail = json::detail;
using boost::json::value;

template <class T>
T const& as(type_info const& type) {
    return static_cast<T const&>(type);
}

bool is_wrapper(type_kind kind) {
    return kind == type_kind::optional || kind == type_kind::nullable || kind == type_kind::optional_nullable;
}

/// The alternatives, with those of unions in unions; without wrappers.
void collect_alternatives(type_info const& type, std::vector<type_info const*>& found) {
    if (is_wrapper(type.kind))
        collect_alternatives(*as<detail::wrapper_type>(type).inner, found);
    else if (type.kind == type_kind::variant)
        for (auto const* each : as<detail::variant_type>(type).alternatives)
            collect_alternatives(*each, found);
    else
        found.push_back(&type);
}

std::vector<type_info const*> alternatives_of(type_info const& type) {
    std::vector<type_info const*> found;
    collect_alternatives(type, found);
    return found;
}

bool accepts(type_kind kind, value const& candidate) {
    switch (kind) {
    case type_kind::boolean:
        return candidate.is_bool();
    case type_kind::signed_integer:
    case type_kind::unsigned_integer:
    case type_kind::floating:
        return candidate.is_number();
    case type_kind::string:
    case type_kind::open_enum:
    case type_kind::closed_enum:
    case type_kind::constant:
        return candidate.is_string();
    case type_kind::array:
    case type_kind::any_array:
        return candidate.is_array();
    case type_kind::object:
    case type_kind::map:
    case type_kind::any_object:
        return candidate.is_object();
    default:
        return true;
    }
}

/// Whether each alternative is a struct with a constant, so that what is wrong in one fits no other.
bool is_tagged(std::vector<type_info const*> const& alternatives) {
    return std::all_of(alternatives.begin(), alternatives.end(), [](type_info const* each) {
        if (each->kind != type_kind::object) return false;
        auto const& members = as<detail::object_type>(*each).members;
        return std::any_of(members.begin(), members.end(),
                           [](auto const& member) { return member.type->kind == type_kind::constant; });
    });
}

bool may_be_null(type_info const& type) {
    if (type.kind != type_kind::variant) return is_wrapper(type.kind) || type.kind == type_kind::any_value;
    auto const& alternatives = as<detail::variant_type>(type).alternatives;
    return std::any_of(alternatives.begin(), alternatives.end(), [](auto const* each) { return may_be_null(*each); });
}

class spoiler {
  public:
    spoiler(bool strict, std::function<void(std::string_view)> const& visit) : strict_(strict), visit_(visit) {}

    /// @param null_fits whether null is a value that the place of `here` accepts, whatever the type
    void spoil(type_info const& type, value& here, bool null_fits = false) {
        switch (type.kind) {
        case type_kind::boolean:
        case type_kind::floating:
            return spoil_with(here, null_fits, {"1", nullptr});
        case type_kind::string:
            return spoil_with(here, null_fits, {1, nullptr});
        case type_kind::signed_integer:
        case type_kind::unsigned_integer:
            return spoil_integer(type, here, null_fits);
        case type_kind::open_enum:
        case type_kind::closed_enum:
        case type_kind::constant:
            return spoil_with(here, null_fits, {"never heard of", "", 0, nullptr});
        case type_kind::optional:
        case type_kind::nullable:
        case type_kind::optional_nullable:
            if (!here.is_null()) spoil(*as<detail::wrapper_type>(type).inner, here, true);
            return;
        case type_kind::object:
            return spoil_object(as<detail::object_type>(type), here, null_fits);
        case type_kind::array:
            spoil_with(here, null_fits, {boost::json::object(), "1", nullptr});
            for (auto& element : here.get_array())
                spoil(*as<detail::array_type>(type).inner, element);
            return;
        case type_kind::map:
            spoil_with(here, null_fits, {boost::json::array(), "1", nullptr});
            for (auto& entry : here.get_object())
                spoil(*as<detail::map_type>(type).inner, entry.value());
            return;
        case type_kind::variant:
            return spoil_union(as<detail::variant_type>(type), here, null_fits);
        case type_kind::any_value:
            return;
        case type_kind::any_object:
            return spoil_with(here, null_fits, {boost::json::array(), 1, nullptr});
        case type_kind::any_array:
            return spoil_with(here, null_fits, {boost::json::object(), 1, nullptr});
        }
    }

  private:
    void spoil_with(value& here, bool null_fits, std::vector<value> const& others) {
        for (auto const& other : others) {
            if (other.is_null() && null_fits) continue;
            auto const kept = std::exchange(here, other);
            visit_("another type, limit or text");
            here = kept;
        }
    }

    void spoil_integer(type_info const& type, value& here, bool null_fits) {
        spoil_with(here, null_fits, {0.5, "1", nullptr});
        bool const is_signed = type.kind == type_kind::signed_integer;
        if (!is_signed) spoil_with(here, null_fits, {-1});
        if (type.size > 2) return;
        auto const limit = std::int64_t{1} << (type.size * 8 - (is_signed ? 1 : 0));
        spoil_with(here, null_fits, {limit});
        if (is_signed) spoil_with(here, null_fits, {-limit - 1});
    }

    void spoil_object(detail::object_type const& type, value& here, bool null_fits) {
        spoil_with(here, null_fits, {boost::json::array(), "1", nullptr});
        for (std::size_t i = 0; i != type.members.size(); ++i) {
            auto const& member = type.members[i];
            if (!here.get_object().contains(member.name)) continue;
            spoil_member(*member.type, here.get_object().at(member.name));
            bool const is_needed = (type.required >> i & 1) != 0 || member.type->kind == type_kind::constant;
            if (strict_ || is_needed) leave_out(member.name, here);
        }
        if (strict_) add_member(here);
    }

    /// What may be absent is never null, unless the schema is strict.
    void spoil_member(type_info const& type, value& here) {
        if (strict_ || type.kind != type_kind::optional) return spoil(type, here);
        auto const& inner = *as<detail::wrapper_type>(type).inner;
        spoil(inner, here);
        if (!may_be_null(inner)) spoil_with(here, false, {nullptr});
    }

    void leave_out(std::string_view name, value& here) {
        auto const kept = here;
        here.get_object().erase(name);
        visit_("without " + std::string(name));
        here = kept;
    }

    void add_member(value& here) {
        here.get_object()["never heard of"] = 1;
        visit_("with another member");
        here.get_object().erase("never heard of");
    }

    void spoil_union(detail::variant_type const& type, value& here, bool null_fits) {
        auto const alternatives = alternatives_of(type);
        std::vector<value> const candidates{
            nullptr, true, 0.5, "never heard of", boost::json::array{nullptr}, boost::json::object()};
        for (auto const& candidate : candidates) {
            if (candidate.is_null() && (null_fits || may_be_null(type))) continue;
            bool const fits = std::any_of(alternatives.begin(), alternatives.end(),
                                          [&](auto const* each) { return accepts(each->kind, candidate); });
            if (!fits) spoil_with(here, null_fits, {candidate});
        }
        if (!is_tagged(alternatives)) return;
        auto const held = detail::choose_alternative(type, here);
        spoil(*type.alternatives[held], here, null_fits);
    }

    bool const strict_;
    std::function<void(std::string_view)> const& visit_;
};

} // namespace

void spoil(type_info const& type, value& document, bool strict, std::function<void(std::string_view)> const& visit) {
    spoiler(strict, visit).spoil(type, document);
}

void fill_with_nulls(type_info const& type, value& document) {
    if (document.is_null()) return;
    switch (type.kind) {
    case type_kind::optional:
    case type_kind::nullable:
    case type_kind::optional_nullable:
        return fill_with_nulls(*as<detail::wrapper_type>(type).inner, document);
    case type_kind::object:
        for (auto const& member : as<detail::object_type>(type).members)
            fill_with_nulls(*member.type, document.get_object()[member.name]);
        return;
    case type_kind::array:
        for (auto& element : document.get_array())
            fill_with_nulls(*as<detail::array_type>(type).inner, element);
        return;
    case type_kind::variant: {
        auto const& alternatives = as<detail::variant_type>(type).alternatives;
        auto const held = detail::choose_alternative(as<detail::variant_type>(type), document);
        return fill_with_nulls(*alternatives[held], document);
    }
    default:
        return;
    }
}

} // namespace telnyx::tests
