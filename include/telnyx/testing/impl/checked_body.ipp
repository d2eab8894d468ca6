#pragma once

#include "telnyx/testing/impl/checked_body.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace telnyx::testing::detail {

/// Checks values against their description, and copies the known members.
class body_checker {
  public:
    using object = boost::json::object;
    using array = boost::json::array;

    static object members(object const& given, std::span<body_member const> known, std::string const& parent,
                          completeness wanted) {
        object checked;
        for (auto const& each : known) {
            auto const pointer = (parent + "/").append(each.name);
            auto const* const value = given.if_contains(each.name);
            bool const needed = each.is_required && wanted == completeness::whole;
            if (value == nullptr && needed) refuse_missing(pointer);
            if (value == nullptr) continue;
            if (!value->is_null() || needed)
                checked.emplace(each.name, member(*value, each, pointer));
            else if (each.is_nullable)
                checked.emplace(each.name, nullptr);
        }
        return checked;
    }

  private:
    static boost::json::value member(boost::json::value const& value, body_member const& described,
                                     std::string const& pointer) {
        check_kind(value, described.kind, pointer);
        if (auto const* const given = value.if_object()) return structure(*given, described, pointer);
        if (auto const* const given = value.if_array()) return list(*given, described, pointer);
        if (value.is_string()) check_text(text_of(value), described, pointer);
        if (value.is_number()) check_range(value.to_number<double>(), described, pointer);
        return value;
    }

    static object structure(object const& given, body_member const& described, std::string const& pointer) {
        if (described.variants != nullptr) return variant(given, described, pointer);
        if (described.members != nullptr)
            return members(given, {described.members, described.member_count}, pointer, completeness::whole);
        for (auto const& [name, value] : given)
            check_kind(value, described.elements, (pointer + "/").append(name));
        return given;
    }

    static object variant(object const& given, body_member const& described, std::string const& pointer) {
        auto const type = text_of(required_member(given, "type", json_kind::string, pointer));
        std::span const variants(described.variants, described.variant_count);
        auto const found =
            std::find_if(variants.begin(), variants.end(), [&](body_variant const& each) { return each.type == type; });
        if (found == variants.end()) refuse_value(pointer + "/type", "is not a type that the API knows");
        auto checked = members(given, found->members, pointer, completeness::whole);
        checked.emplace("type", type);
        return checked;
    }

    static array list(array const& given, body_member const& described, std::string const& pointer) {
        bool const objects = described.members != nullptr || described.variants != nullptr;
        array checked;
        for (std::size_t i = 0; i < given.size(); ++i) {
            auto const place = pointer + "/" + std::to_string(i);
            check_kind(given[i], objects ? json_kind::object : described.elements, place);
            if (given[i].is_string()) check_text(text_of(given[i]), described, place);
            if (objects)
                checked.push_back(structure(given[i].get_object(), described, place));
            else
                checked.push_back(given[i]);
        }
        return checked;
    }

    static void check_text(std::string_view text, body_member const& described, std::string const& pointer) {
        auto const& allowed = described.allowed;
        if (allowed.empty() || std::find(allowed.begin(), allowed.end(), text) != allowed.end()) return;
        std::string names;
        for (auto const& each : allowed)
            names.append(names.empty() ? "" : ", ").append(each);
        refuse_value(pointer, "must be one of " + names);
    }

    static void check_range(double number, body_member const& described, std::string const& pointer) {
        if (number < described.least) refuse_value(pointer, "must be at least " + short_text(described.least));
        if (number > described.most) refuse_value(pointer, "must be at most " + short_text(described.most));
    }

    static std::string short_text(double number) {
        auto text = std::to_string(number);
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with('.')) text.pop_back();
        return text;
    }
};

TELNYX_DECL boost::json::object checked_body(recorded_request const& request, std::span<body_member const> known,
                                             completeness wanted) {
    auto const given = request.body.empty() ? boost::json::object() : json_body(request);
    return body_checker::members(given, known, {}, wanted);
}

} // namespace telnyx::testing::detail
