#include "contract/contract.hpp"

#include "telnyx/json/type.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace telnyx::tests {

using json::detail::type_info;
using json::detail::type_kind;

namespace {

using object = boost::json::object;
using array = boost::json::array;

std::string_view text_at(object const& from, std::string_view key) {
    auto const* found = from.if_contains(key);
    return found != nullptr && found->is_string() ? std::string_view(found->get_string()) : std::string_view();
}

bool flag_at(object const& from, std::string_view key) {
    auto const* found = from.if_contains(key);
    return found != nullptr && found->is_bool() && found->get_bool();
}

template <class T>
T const& as(type_info const& type) {
    return static_cast<T const&>(type);
}

bool is_wrapper(type_kind kind) {
    return kind == type_kind::optional || kind == type_kind::nullable || kind == type_kind::optional_nullable;
}

type_info const& unwrapped(type_info const& type) {
    auto const* at = &type;
    while (is_wrapper(at->kind))
        at = as<json::detail::wrapper_type>(*at).inner;
    return *at;
}

std::string_view name_of(type_kind kind) {
    switch (kind) {
    case type_kind::boolean:
        return "a boolean";
    case type_kind::signed_integer:
        return "an integer";
    case type_kind::unsigned_integer:
        return "an unsigned integer";
    case type_kind::floating:
        return "a number";
    case type_kind::string:
        return "a string";
    case type_kind::open_enum:
        return "an enum";
    case type_kind::closed_enum:
        return "a closed enum";
    case type_kind::constant:
        return "a constant";
    case type_kind::optional:
        return "optional";
    case type_kind::nullable:
        return "nullable";
    case type_kind::optional_nullable:
        return "optional and nullable";
    case type_kind::object:
        return "a struct";
    case type_kind::array:
        return "a list";
    case type_kind::map:
        return "a map";
    case type_kind::variant:
        return "a union";
    case type_kind::any_value:
        return "any value";
    case type_kind::any_object:
        return "any object";
    case type_kind::any_array:
        return "any list";
    }
    return "unknown";
}

} // namespace

std::set<std::string> contract::all_fields() const {
    std::set<std::string> all;
    for (auto const& [name, type] : document_.at("types").as_object())
        if (auto const* properties = type.as_object().if_contains("properties"))
            for (auto const& field : properties->as_object())
                all.insert(std::string(name) + "." + std::string(field.key()));
    return all;
}

std::vector<std::string> contract::not_found() const {
    std::vector<std::string> missing;
    for (auto const& type : document_.at("types").as_object())
        if (!types_.contains(type.key())) missing.emplace_back(type.key());
    auto const fields = all_fields();
    std::set_difference(fields.begin(), fields.end(), fields_.begin(), fields_.end(), std::back_inserter(missing));
    return missing;
}

boost::json::object const& contract::resolve(object const& schema, std::string& name) const {
    auto const* at = &schema;
    while (at->contains("$ref")) {
        name = text_at(*at, "$ref");
        at = &type(name);
    }
    return *at;
}

void contract::compare(object const& schema, type_info const& wrapped, std::string const& place,
                       std::set<std::string, std::less<>> const& elsewhere) {
    std::string name;
    auto const& meant = resolve(schema, name);
    auto const& type = unwrapped(wrapped);
    if (!name.empty()) {
        if (!visited_.emplace(name, &type).second) return;
        types_.insert(name);
    }
    auto const& where = name.empty() ? place : name;
    if (auto const* variants = meant.if_contains("anyOf")) return compare_union(variants->as_array(), type, where);
    if (auto const* texts = meant.if_contains("enum")) return compare_enum(texts->as_array(), type, where);
    if (auto const* text = meant.if_contains("const")) return compare_enum({*text}, type, where);
    auto const kind = text_at(meant, "type");
    if (kind == "object")
        return meant.contains("properties") ? compare_object(meant, type, where, elsewhere)
                                            : compare_map(meant, type, where);
    if (kind != "array") return compare_scalar(kind, type, where);
    if (type.kind != type_kind::array) return complain(where, "is a list, but here " + std::string(name_of(type.kind)));
    compare(meant.at("items").as_object(), *as<json::detail::array_type>(type).inner, where + "[]");
}

void contract::compare_arguments(std::string const& name, std::set<std::string, std::less<>> const& elsewhere) {
    types_.insert(name);
    for (auto const& field : type(name).at("properties").as_object()) {
        if (!elsewhere.contains(field.key())) complain(name, "has no member " + std::string(field.key()));
        fields_.insert(name + "." + std::string(field.key()));
    }
}

void contract::compare_map(object const& schema, type_info const& type, std::string const& where) {
    auto const* values = schema.if_contains("additionalProperties");
    bool const typed = values != nullptr && values->is_object();
    if (typed && type.kind == type_kind::map)
        compare(values->as_object(), *as<json::detail::map_type>(type).inner, where + "{}");
    else if (typed || type.kind != type_kind::any_object)
        complain(where, "is a map, but here " + std::string(name_of(type.kind)));
}

void contract::compare_object(object const& schema, type_info const& type, std::string const& where,
                              std::set<std::string, std::less<>> const& elsewhere) {
    if (type.kind != type_kind::object)
        return complain(where, "is an object, but here " + std::string(name_of(type.kind)));
    auto const& here = as<json::detail::object_type>(type);
    auto const& properties = schema.at("properties").as_object();
    std::set<std::string_view> required;
    if (auto const* names = schema.if_contains("required"))
        for (auto const& each : names->as_array())
            required.insert(each.as_string());
    for (auto const& [field, field_schema] : properties) {
        auto const path = where + "." + std::string(field);
        fields_.insert(path);
        if (elsewhere.contains(field)) continue;
        auto const found = std::find_if(here.members.begin(), here.members.end(),
                                        [&](auto const& member) { return member.name == std::string_view(field); });
        if (found == here.members.end()) {
            missing_.insert(path);
            complain(path, "is missing");
            continue;
        }
        bool const required_here = (here.required >> (found - here.members.begin()) & 1) != 0;
        if (found->type->kind != type_kind::constant && required_here != required.contains(field))
            complain(path, required_here ? "is not required" : "is required");
        compare_member(field_schema.as_object(), *found->type, required_here, path);
    }
    for (auto const& member : here.members)
        if (!properties.contains(member.name)) complain(where + "." + std::string(member.name), "is not there");
}

void contract::compare_member(object const& schema, type_info const& type, bool required, std::string const& where) {
    std::string name;
    bool const nullable = flag_at(schema, "nullable") || flag_at(resolve(schema, name), "nullable");
    auto const kind = type.kind;
    bool const fits = required ? (nullable ? kind == type_kind::nullable : !is_wrapper(kind))
                               : kind == (nullable ? type_kind::optional_nullable : type_kind::optional);
    if (!fits && kind != type_kind::constant)
        complain(where, std::string(nullable ? "can" : "cannot") + " be null, but is " + std::string(name_of(kind)));
    compare(schema, type, where);
}

void contract::compare_enum(array const& texts, type_info const& type, std::string const& where) {
    std::set<std::string_view> there;
    for (auto const& each : texts)
        there.insert(each.as_string());
    std::set<std::string_view> here;
    if (type.kind == type_kind::open_enum)
        for (auto const text : as<json::detail::enum_type>(type).texts)
            here.insert(text);
    else if (type.kind == type_kind::constant)
        here.insert(as<json::detail::constant_type>(type).text);
    else
        return complain(where, "is an enum, but here " + std::string(name_of(type.kind)));
    for (auto const text : there)
        if (!here.contains(text)) complain(where, "lacks the value " + std::string(text));
    for (auto const text : here)
        if (!there.contains(text)) complain(where, "has the value " + std::string(text) + " that the contract lacks");
}

void contract::compare_union(array const& variants, type_info const& type, std::string const& where) {
    if (type.kind != type_kind::variant)
        return complain(where, "is a union, but here " + std::string(name_of(type.kind)));
    std::vector<type_info const*> known;
    for (auto const* each : as<json::detail::variant_type>(type).alternatives)
        if (each->kind != type_kind::any_value) known.push_back(each);
    if (known.size() != variants.size()) complain(where, "has another number of variants");
    for (auto const& each : variants) {
        auto const& schema = each.as_object();
        auto const nearest = std::min_element(known.begin(), known.end(), [&](auto const* a, auto const* b) {
            return differences(schema, *a) < differences(schema, *b);
        });
        std::string name;
        auto const kind = text_at(resolve(schema, name), "type");
        compare(schema, **nearest, where + "<" + std::string(kind) + ">");
    }
}

// How much comparing would find.
std::size_t contract::differences(object const& schema, type_info const& type) const {
    auto trial = contract(document_);
    trial.compare(schema, type, "");
    return trial.complaints_.size();
}

void contract::compare_scalar(std::string_view kind, type_info const& type, std::string const& where) {
    auto const expected = kind == "string"    ? type_kind::string
                          : kind == "integer" ? type_kind::signed_integer
                          : kind == "number"  ? type_kind::floating
                          : kind == "boolean" ? type_kind::boolean
                                              : type_kind::any_value;
    if (type.kind != expected)
        complain(where, "is " + std::string(kind) + ", but here " + std::string(name_of(type.kind)));
    else if (expected == type_kind::signed_integer && type.size != sizeof(std::int64_t))
        complain(where, "must have 64 bits");
}

} // namespace telnyx::tests
