#pragma once

#include "telnyx/json/encode.hpp"

#include "telnyx/json/impl/text_writer.hpp"
#include "telnyx/open_enum.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

namespace telnyx::json::detail {

namespace encode_impl {

/// Where the encoder is: a chain of these on the stack.
struct place {
    place const* outer = nullptr;
    std::string_view key{}; ///< in an object
    std::size_t index = 0;  ///< in an array
    enum { root, member, element, entry } kind = root;
    std::size_t depth = 0; ///< open objects and arrays
};

constexpr std::size_t max_depth = 64;

inline void append_path(std::string& out, place const& at) {
    if (at.outer) append_path(out, *at.outer);
    if (at.kind == place::member) {
        if (!out.empty()) out += '.';
        out += at.key;
    } else if (at.kind == place::element) {
        out += "[" + std::to_string(at.index) + "]";
    } else if (at.kind == place::entry) {
        out.append("[\"").append(at.key).append("\"]");
    }
}

[[noreturn]] inline void fail(place const& at, std::string reason) {
    std::string path;
    append_path(path, at);
    throw encode_error(std::move(path), std::move(reason));
}

inline place enter(place const& at, decltype(place::kind) kind, std::string_view key, std::size_t index = 0) {
    return {.outer = &at, .key = key, .index = index, .kind = kind, .depth = at.depth + 1};
}

inline void check_depth(place const& at) {
    if (at.depth >= max_depth) fail(at, "more than 64 nested objects and arrays");
}

inline void write_text(std::string& out, std::string_view text, place const& at) {
    if (!append_quoted(out, text)) fail(at, "not UTF-8");
}

template <class Number, class... Format>
void append_number(std::string& out, Number value, Format... format) {
    std::array<char, 32> digits;
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value, format...).ptr;
    out.append(digits.data(), end);
}

/// Like JavaScript: no exponent unless the number is very large or very small.
template <class Number>
void write_floating(std::string& out, Number value, place const& at) {
    if (!std::isfinite(value)) fail(at, "not a finite number");
    auto const magnitude = std::fabs(value);
    if (magnitude == 0)
        out += '0';
    else if (magnitude >= Number(1e-6) && magnitude < Number(1e21))
        append_number(out, value, std::chars_format::fixed);
    else
        append_number(out, value, std::chars_format::scientific);
}

template <class Number>
Number read(void const* object) {
    Number value;
    std::memcpy(&value, object, sizeof value);
    return value;
}

inline void write_signed(std::string& out, std::uint8_t size, void const* object) {
    switch (size) {
    case 1:
        return append_number(out, read<std::int8_t>(object));
    case 2:
        return append_number(out, read<std::int16_t>(object));
    case 4:
        return append_number(out, read<std::int32_t>(object));
    default:
        return append_number(out, read<std::int64_t>(object));
    }
}

inline void write_unsigned(std::string& out, std::uint8_t size, void const* object) {
    switch (size) {
    case 1:
        return append_number(out, read<std::uint8_t>(object));
    case 2:
        return append_number(out, read<std::uint16_t>(object));
    case 4:
        return append_number(out, read<std::uint32_t>(object));
    default:
        return append_number(out, read<std::uint64_t>(object));
    }
}

TELNYX_DECL void write(std::string& out, type_info const& type, void const* object, place const& at);
TELNYX_DECL void write_any(std::string& out, boost::json::value const& value, place const& at);

inline void write_any_array(std::string& out, boost::json::array const& array, place const& at) {
    check_depth(at);
    out += '[';
    for (std::size_t i = 0; i != array.size(); ++i) {
        if (i != 0) out += ',';
        write_any(out, array[i], enter(at, place::element, {}, i));
    }
    out += ']';
}

inline void write_any_members(std::string& out, boost::json::object const& object, bool first, place const& at) {
    for (auto const& [key, value] : object) {
        if (!std::exchange(first, false)) out += ',';
        auto const inner = enter(at, place::entry, key);
        write_text(out, key, inner);
        out += ':';
        write_any(out, value, inner);
    }
}

inline void write_any_object(std::string& out, boost::json::object const& object, place const& at) {
    check_depth(at);
    out += '{';
    write_any_members(out, object, true, at);
    out += '}';
}

TELNYX_DECL void write_any(std::string& out, boost::json::value const& value, place const& at) {
    switch (value.kind()) {
    case boost::json::kind::null:
        out += "null";
        break;
    case boost::json::kind::bool_:
        out += value.get_bool() ? "true" : "false";
        break;
    case boost::json::kind::int64:
        append_number(out, value.get_int64());
        break;
    case boost::json::kind::uint64:
        append_number(out, value.get_uint64());
        break;
    case boost::json::kind::double_:
        write_floating(out, value.get_double(), at);
        break;
    case boost::json::kind::string:
        write_text(out, value.get_string(), at);
        break;
    case boost::json::kind::array:
        write_any_array(out, value.get_array(), at);
        break;
    case boost::json::kind::object:
        write_any_object(out, value.get_object(), at);
        break;
    }
}

/// The tables' functions take what they shall not change without `const`, too.
inline void* mutable_object(void const* object) {
    return const_cast<void*>(object);
}

inline bool is_absent(type_info const& type, void const* object) {
    if (type.kind != type_kind::optional && type.kind != type_kind::optional_nullable) return false;
    auto const& wrapper = static_cast<wrapper_type const&>(type);
    return !wrapper.value(mutable_object(object)) && !wrapper.is_null(object);
}

inline void write_object(std::string& out, object_type const& type, void const* object,
                         boost::json::object const* extra, place const& at) {
    check_depth(at);
    bool first = true;
    out += '{';
    for (auto const& member : type.members) {
        auto const* field = member.access(mutable_object(object));
        if (is_absent(*member.type, field) || (extra && extra->contains(member.name))) continue;
        if (!std::exchange(first, false)) out += ',';
        out.append("\"").append(member.name).append("\":");
        write(out, *member.type, field, enter(at, place::member, member.name));
    }
    if (extra) write_any_members(out, *extra, first, at);
    out += '}';
}

inline void write_array(std::string& out, array_type const& type, void const* object, place const& at) {
    check_depth(at);
    auto const elements = type.view(object);
    out += '[';
    for (std::size_t i = 0; i != elements.size; ++i) {
        if (i != 0) out += ',';
        write(out, *type.inner, type.element(elements, i), enter(at, place::element, {}, i));
    }
    out += ']';
}

struct map_writer {
    std::string& out;
    map_type const& type;
    place const& at;
    bool first = true;

    static void write_entry(void* self, map_entry entry) {
        auto& writer = *static_cast<map_writer*>(self);
        if (!std::exchange(writer.first, false)) writer.out += ',';
        auto const inner = enter(writer.at, place::entry, *entry.key);
        write_text(writer.out, *entry.key, inner);
        writer.out += ':';
        write(writer.out, *writer.type.inner, entry.value, inner);
    }
};

inline void write_map(std::string& out, map_type const& type, void const* object, place const& at) {
    check_depth(at);
    out += '{';
    map_writer writer{out, type, at};
    type.for_each(object, &writer, &map_writer::write_entry);
    out += '}';
}

inline void write_variant(std::string& out, variant_type const& type, void const* object, place const& at) {
    auto const index = type.index(object);
    if (index >= type.alternatives.size()) fail(at, "a variant without a value");
    write(out, *type.alternatives[index], type.select[index](mutable_object(object)), at);
}

TELNYX_DECL void write(std::string& out, type_info const& type, void const* object, place const& at) {
    switch (type.kind) {
    case type_kind::boolean:
        out += *static_cast<bool const*>(object) ? "true" : "false";
        break;
    case type_kind::signed_integer:
        write_signed(out, type.size, object);
        break;
    case type_kind::unsigned_integer:
        write_unsigned(out, type.size, object);
        break;
    case type_kind::floating:
        if (type.size == sizeof(double))
            write_floating(out, *static_cast<double const*>(object), at);
        else
            write_floating(out, *static_cast<float const*>(object), at);
        break;
    case type_kind::string:
        write_text(out, *static_cast<std::string const*>(object), at);
        break;
    case type_kind::open_enum:
        write_text(out,
                   static_cast<telnyx::detail::open_enum_state const*>(object)->text(
                       static_cast<enum_type const&>(type).texts),
                   at);
        break;
    case type_kind::constant:
        write_text(out, static_cast<constant_type const&>(type).text, at);
        break;
    case type_kind::optional:
    case type_kind::nullable:
    case type_kind::optional_nullable: {
        auto const& wrapper = static_cast<wrapper_type const&>(type);
        auto const* value = wrapper.value(mutable_object(object));
        if (value)
            write(out, *wrapper.inner, value, at);
        else
            out += "null";
        break;
    }
    case type_kind::object:
        write_object(out, static_cast<object_type const&>(type), object, nullptr, at);
        break;
    case type_kind::array:
        write_array(out, static_cast<array_type const&>(type), object, at);
        break;
    case type_kind::map:
        write_map(out, static_cast<map_type const&>(type), object, at);
        break;
    case type_kind::variant:
        write_variant(out, static_cast<variant_type const&>(type), object, at);
        break;
    case type_kind::any_value:
        write_any(out, *static_cast<boost::json::value const*>(object), at);
        break;
    case type_kind::any_object:
        write_any_object(out, *static_cast<boost::json::object const*>(object), at);
        break;
    case type_kind::any_array:
        write_any_array(out, *static_cast<boost::json::array const*>(object), at);
        break;
    }
}

} // namespace encode_impl

TELNYX_DECL void encode(std::string& out, type_info const& type, void const* object, boost::json::object const* extra) {
    auto const size = out.size();
    try {
        if (extra)
            encode_impl::write_object(out, static_cast<object_type const&>(type), object, extra, {});
        else
            encode_impl::write(out, type, object, {});
    } catch (...) {
        out.resize(size);
        throw;
    }
}

} // namespace telnyx::json::detail
