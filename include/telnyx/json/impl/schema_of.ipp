#pragma once

#include "telnyx/json/schema_of.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telnyx::json::detail {

namespace schema_impl {

template <class Type>
Type const& as(type_info const& type) {
    return static_cast<Type const&>(type);
}

/// The last part of the type's name in the compiler's text, such as `row` for `[with T = a::page<int>::row]`.
inline std::string name_in(std::string_view signature) {
    constexpr std::string_view before_name = "T = ";
    signature.remove_prefix(signature.find(before_name) + before_name.size());
    std::string name;
    int depth = 0;
    for (char const each : signature.substr(0, signature.rfind(']'))) {
        bool const is_letter = (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || each == '_';
        if (each == '<' || each == '(' || each == '{') ++depth;
        if (each == '>' || each == ')' || each == '}') --depth;
        if (depth == 0 && each == ':') name.clear();
        if (depth == 0 && (is_letter || (each >= '0' && each <= '9'))) name += each;
    }
    return name.empty() ? "type" : name;
}

/// Whether the type can be in `$defs`.
inline bool has_name(type_info const& type) {
    return type.kind == type_kind::object || type.kind == type_kind::closed_enum;
}

inline std::string name_of(type_info const& type) {
    return name_in(type.kind == type_kind::object ? as<schema_object_type>(type).signature
                                                  : as<schema_enum_type>(type).signature);
}

/// Calls `visit` with the types of members, elements and alternatives.
template <class Visit>
void for_each_inner(type_info const& type, Visit visit) {
    switch (type.kind) {
    case type_kind::optional:
    case type_kind::nullable:
    case type_kind::optional_nullable:
        return visit(*as<wrapper_type>(type).inner);
    case type_kind::array:
        return visit(*as<array_type>(type).inner);
    case type_kind::map:
        return visit(*as<map_type>(type).inner);
    case type_kind::variant:
        for (auto const* alternative : as<variant_type>(type).alternatives)
            visit(*alternative);
        return;
    case type_kind::object:
        for (auto const& member : as<schema_object_type>(type).members)
            visit(*member.type);
        return;
    default:
        return;
    }
}

/// The types with a name below a root, and which of them occur more than once.
class type_census {
  public:
    explicit type_census(type_info const& root) { count(root); }

    bool is_repeated(type_info const& type) const {
        return std::find(repeated_.begin(), repeated_.end(), &type) != repeated_.end();
    }

  private:
    void count(type_info const& type) {
        if (has_name(type)) {
            if (std::find(found_.begin(), found_.end(), &type) != found_.end()) return repeated_.push_back(&type);
            found_.push_back(&type);
        }
        for_each_inner(type, [this](type_info const& inner) { count(inner); });
    }

    std::vector<type_info const*> found_;
    std::vector<type_info const*> repeated_;
};

/// The content of `$defs`: the types that `$ref` refers to, in the order of the first references.
class definition_list {
  public:
    struct definition {
        type_info const* type;
        std::string name;
    };

    std::string const& name_of(type_info const& type) {
        auto const found =
            std::find_if(list_.begin(), list_.end(), [&](auto const& each) { return each.type == &type; });
        return found != list_.end() ? found->name : list_.emplace_back(definition{&type, new_name(type)}).name;
    }

    std::size_t size() const { return list_.size(); }
    definition operator[](std::size_t index) const { return list_[index]; }

  private:
    std::string new_name(type_info const& type) const {
        auto const first = schema_impl::name_of(type);
        auto name = first;
        auto const is_taken = [&](definition const& each) { return each.name == name; };
        for (int number = 2; std::any_of(list_.begin(), list_.end(), is_taken); ++number)
            name = first + "_" + std::to_string(number);
        return name;
    }

    std::vector<definition> list_;
};

inline void write_integer(boost::json::object& schema, type_info const& type) {
    bool const is_signed = type.kind == type_kind::signed_integer;
    schema["type"] = "integer";
    if (type.size <= 2) {
        auto const limit = std::int64_t{1} << (type.size * 8 - (is_signed ? 1 : 0));
        schema["minimum"] = is_signed ? -limit : 0;
        schema["maximum"] = limit - 1;
    } else if (!is_signed) {
        schema["minimum"] = 0;
    }
}

inline void write_enum(boost::json::object& schema, enum_type const& type) {
    schema["type"] = "string";
    auto& texts = schema["enum"].emplace_array();
    for (auto const& text : type.texts)
        texts.emplace_back(text);
}

inline bool is_wrapper(type_kind kind) {
    return kind == type_kind::optional || kind == type_kind::nullable || kind == type_kind::optional_nullable;
}

/// Whether the type is null in some of its states.
inline bool may_be_null(type_info const& type) {
    if (type.kind != type_kind::variant) return is_wrapper(type.kind) || type.kind == type_kind::any_value;
    auto const& alternatives = as<variant_type>(type).alternatives;
    return std::any_of(alternatives.begin(), alternatives.end(), [](auto const* each) { return may_be_null(*each); });
}

class schema_writer {
  public:
    schema_writer(type_info const& root, schema_form form)
        : root_(root), strict_(form == schema_form::strict), closed_(form != schema_form::open), census_(root) {}

    /// The root is written in place, since it has to say that it is an object. If it is in itself, it is also defined,
    /// since not all servers understand a reference to the root.
    boost::json::object write() {
        boost::json::object schema, definitions;
        write_in_place(schema, root_);
        for (std::size_t i = 0; i != definitions_.size(); ++i) { // each may add more
            auto const [type, name] = definitions_[i];
            write_in_place(definitions[name].emplace_object(), *type);
        }
        if (!definitions.empty()) schema["$defs"] = std::move(definitions);
        return schema;
    }

  private:
    /// Writes the type or, if it occurs repeatedly, a reference. If there is a description in `schema`, strict servers
    /// refuse a reference beside it.
    void write(boost::json::object& schema, type_info const& type) {
        if (!census_.is_repeated(type) || (strict_ && !schema.empty())) return write_in_place(schema, type);
        schema["$ref"] = "#/$defs/" + definitions_.name_of(type);
    }

    void write_in_place(boost::json::object& schema, type_info const& type) {
        switch (type.kind) {
        case type_kind::boolean:
            schema["type"] = "boolean";
            break;
        case type_kind::signed_integer:
        case type_kind::unsigned_integer:
            write_integer(schema, type);
            break;
        case type_kind::floating:
            schema["type"] = "number";
            break;
        case type_kind::string:
            schema["type"] = "string";
            break;
        case type_kind::open_enum:
        case type_kind::closed_enum:
            write_enum(schema, as<enum_type>(type));
            break;
        case type_kind::constant:
            schema["type"] = "string";
            schema["const"] = as<constant_type>(type).text;
            break;
        case type_kind::optional:
        case type_kind::nullable:
        case type_kind::optional_nullable:
            write_nullable(schema, *as<wrapper_type>(type).inner);
            break;
        case type_kind::object:
            write_object(schema, as<schema_object_type>(type));
            break;
        case type_kind::array:
            schema["type"] = "array";
            write(schema["items"].emplace_object(), *as<array_type>(type).inner);
            break;
        case type_kind::map:
            schema["type"] = "object";
            write(schema["additionalProperties"].emplace_object(), *as<map_type>(type).inner);
            break;
        case type_kind::variant:
            write_alternatives(schema, as<variant_type>(type).alternatives);
            break;
        case type_kind::any_value:
            break;
        case type_kind::any_object:
            schema["type"] = "object";
            break;
        case type_kind::any_array:
            schema["type"] = "array";
            break;
        }
    }

    void write_object(boost::json::object& schema, schema_object_type const& type) {
        if (!type.description.empty() && !schema.contains("description")) schema["description"] = type.description;
        schema["type"] = "object";
        boost::json::object properties;
        boost::json::array required;
        for (std::size_t i = 0; i != type.members.size(); ++i) {
            auto const& member = type.members[i];
            write_member(properties[member.name].emplace_object(), member);
            bool const is_written = (type.required >> i & 1) != 0 || member.type->kind == type_kind::constant;
            if (strict_ || is_written) required.emplace_back(member.name);
        }
        schema["properties"] = std::move(properties);
        if (strict_ || !required.empty()) schema["required"] = std::move(required);
        if (closed_) schema["additionalProperties"] = false;
    }

    void write_member(boost::json::object& schema, schema_member const& member) {
        if (!member.description.empty()) schema["description"] = member.description;
        bool const is_left_out = !strict_ && member.type->kind == type_kind::optional; // and never null
        write(schema, is_left_out ? *as<wrapper_type>(*member.type).inner : *member.type);
    }

    void write_alternatives(boost::json::object& schema, std::span<type_info const* const> types) {
        boost::json::array alternatives;
        for (auto const* type : types)
            write(alternatives.emplace_back(boost::json::object()).get_object(), *type);
        schema["anyOf"] = std::move(alternatives);
    }

    /// The `enum` and the `const` of a text would forbid null even if `type` allows it.
    void write_nullable(boost::json::object& schema, type_info const& type) {
        if (may_be_null(type)) return write(schema, type);
        switch (type.kind) {
        case type_kind::boolean:
        case type_kind::signed_integer:
        case type_kind::unsigned_integer:
        case type_kind::floating:
        case type_kind::string: {
            write_in_place(schema, type);
            auto name = std::move(schema["type"]);
            schema["type"] = boost::json::array{std::move(name), "null"};
            break;
        }
        case type_kind::variant:
            write_in_place(schema, type);
            schema["anyOf"].get_array().emplace_back(boost::json::object{{"type", "null"}});
            break;
        default: {
            type_info const* const only[]{&type};
            write_alternatives(schema, only);
            schema["anyOf"].get_array().emplace_back(boost::json::object{{"type", "null"}});
        }
        }
    }

    type_info const& root_;
    bool const strict_;
    bool const closed_;
    type_census const census_;
    definition_list definitions_;
};

} // namespace schema_impl

TELNYX_DECL boost::json::object make_schema(type_info const& root, schema_form form) {
    return schema_impl::schema_writer(root, form).write();
}

TELNYX_DECL std::string schema_name(schema_object_type const& type) {
    return schema_impl::name_of(type);
}

} // namespace telnyx::json::detail
