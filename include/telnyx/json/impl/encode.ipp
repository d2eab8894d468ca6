#pragma once

#include "telnyx/json/encode.hpp"

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/impl/place.hpp"
#include "telnyx/json/impl/text_writer.hpp"

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

constexpr std::size_t max_depth = 64;

struct writer {
    std::string& text;
    place_chain open{max_depth};
};

[[noreturn]] inline void fail(writer const& out, std::string reason) {
    throw encode_error(out.open.path(), std::move(reason));
}

inline void write_text(writer& out, std::string_view text) {
    if (!append_quoted(out.text, text)) fail(out, "not UTF-8");
}

/// An object or array being written.
class level : public open_place {
  public:
    level(writer& out, container opened) : open_place(room_in(out), opened), out_(out) {
        out.text += opened == container::array ? '[' : '{';
    }

    /// Goes to the next element.
    void next() {
        if (count++ != 0) out_.text += ',';
    }

    /// Goes to the next member of a struct.
    void next_member(std::string_view name) {
        next();
        key = name;
        out_.text += '"';
        out_.text.append(name).append("\":", 2);
    }

    /// Goes to the next entry of a map.
    void next_entry(std::string_view name) {
        next();
        kind = container::map;
        key = name;
        write_text(out_, name);
        out_.text += ':';
    }

    void end() { out_.text += kind == container::array ? ']' : '}'; }

  private:
    static place_chain& room_in(writer& out) {
        if (out.open.is_full()) fail(out, "more than 64 nested objects and arrays");
        return out.open;
    }

    writer& out_;
};

template <class Number, class... Format>
void append_number(writer& out, Number value, Format... format) {
    std::array<char, 32> digits;
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value, format...).ptr;
    out.text.append(digits.data(), end);
}

/// As in JavaScript: no exponent unless the number is very large or very small.
template <class Number>
void write_floating(writer& out, Number value) {
    if (!std::isfinite(value)) fail(out, "not a finite number");
    auto const magnitude = std::fabs(value);
    if (magnitude == 0)
        out.text += std::signbit(value) ? "-0.0" : "0"; // without the fraction, readers would take it for an integer
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

/// An integer of one of four types.
template <class Widest, class Wide, class Narrow, class Narrowest>
Widest read_integer(std::uint8_t size, void const* object) {
    switch (size) {
    case 1:
        return read<Narrowest>(object);
    case 2:
        return read<Narrow>(object);
    case 4:
        return read<Wide>(object);
    default:
        return read<Widest>(object);
    }
}

TELNYX_DECL void write(writer& out, type_info const& type, void const* object);
TELNYX_DECL void write_any(writer& out, boost::json::value const& value);

inline void write_any_array(writer& out, boost::json::array const& array) {
    level here(out, place::container::array);
    for (auto const& element : array) {
        here.next();
        write_any(out, element);
    }
    here.end();
}

inline void write_any_members(writer& out, level& here, boost::json::object const& object) {
    for (auto const& [key, value] : object) {
        here.next_entry(key);
        write_any(out, value);
    }
}

inline void write_any_object(writer& out, boost::json::object const& object) {
    level here(out, place::container::map);
    write_any_members(out, here, object);
    here.end();
}

TELNYX_DECL void write_any(writer& out, boost::json::value const& value) {
    switch (value.kind()) {
    case boost::json::kind::null:
        out.text += "null";
        break;
    case boost::json::kind::bool_:
        out.text += value.get_bool() ? "true" : "false";
        break;
    case boost::json::kind::int64:
        append_number(out, value.get_int64());
        break;
    case boost::json::kind::uint64:
        append_number(out, value.get_uint64());
        break;
    case boost::json::kind::double_:
        write_floating(out, value.get_double());
        break;
    case boost::json::kind::string:
        write_text(out, value.get_string());
        break;
    case boost::json::kind::array:
        write_any_array(out, value.get_array());
        break;
    case boost::json::kind::object:
        write_any_object(out, value.get_object());
        break;
    }
}

/// The tables' functions take arguments without `const` even if they do not modify them.
inline void* mutable_object(void const* object) {
    return const_cast<void*>(object);
}

inline bool is_absent(type_info const& type, void const* object) {
    if (type.kind != type_kind::optional && type.kind != type_kind::optional_nullable) return false;
    auto const& wrapper = static_cast<wrapper_type const&>(type);
    if (wrapper.value(mutable_object(object))) return false;
    return type.kind == type_kind::optional || !wrapper.is_null(object);
}

inline void write_object(writer& out, object_type const& type, void const* object, boost::json::object const* extra) {
    level here(out, place::container::object);
    for (auto const& member : type.members) {
        auto const* field = member.access(mutable_object(object));
        if (is_absent(*member.type, field) || (extra && extra->contains(member.name))) continue;
        here.next_member(member.name);
        write(out, *member.type, field);
    }
    if (extra) write_any_members(out, here, *extra);
    here.end();
}

inline void write_array(writer& out, array_type const& type, void const* object) {
    level here(out, place::container::array);
    auto const elements = type.view(object);
    for (std::size_t i = 0; i != elements.size; ++i) {
        here.next();
        write(out, *type.inner, type.element(elements, i));
    }
    here.end();
}

struct map_writer {
    writer& out;
    map_type const& type;
    level here{out, place::container::map};

    static void write_entry(void* self, map_entry entry) {
        auto& writer = *static_cast<map_writer*>(self);
        writer.here.next_entry(*entry.key);
        write(writer.out, *writer.type.inner, entry.value);
    }
};

inline void write_map(writer& out, map_type const& type, void const* object) {
    map_writer entries{out, type};
    type.for_each(object, &entries, &map_writer::write_entry);
    entries.here.end();
}

inline void write_enumerator(writer& out, enum_type const& type, void const* object) {
    auto const bits = read_integer<std::uint64_t, std::uint32_t, std::uint16_t, std::uint8_t>(type.size, object);
    for (std::size_t i = 0; i != type.texts.size(); ++i)
        if (value_at(type, i) == bits) return write_text(out, type.texts[i]);
    fail(out, "an enumerator without a text");
}

inline void write_variant(writer& out, variant_type const& type, void const* object) {
    auto const index = type.index(object);
    if (index >= type.alternatives.size()) fail(out, "a variant without a value");
    write(out, *type.alternatives[index], type.held[index](object));
}

TELNYX_DECL void write(writer& out, type_info const& type, void const* object) {
    switch (type.kind) {
    case type_kind::boolean:
        out.text += *static_cast<bool const*>(object) ? "true" : "false";
        break;
    case type_kind::signed_integer:
        append_number(out, read_integer<std::int64_t, std::int32_t, std::int16_t, std::int8_t>(type.size, object));
        break;
    case type_kind::unsigned_integer:
        append_number(out, read_integer<std::uint64_t, std::uint32_t, std::uint16_t, std::uint8_t>(type.size, object));
        break;
    case type_kind::floating:
        if (type.size == sizeof(double))
            write_floating(out, *static_cast<double const*>(object));
        else
            write_floating(out, *static_cast<float const*>(object));
        break;
    case type_kind::string:
        write_text(out, *static_cast<std::string const*>(object));
        break;
    case type_kind::open_enum:
        write_text(out, static_cast<telnyx::detail::open_enum_state const*>(object)->text(
                            static_cast<enum_type const&>(type).texts));
        break;
    case type_kind::closed_enum:
        write_enumerator(out, static_cast<enum_type const&>(type), object);
        break;
    case type_kind::constant:
        write_text(out, static_cast<constant_type const&>(type).text);
        break;
    case type_kind::optional:
    case type_kind::nullable:
    case type_kind::optional_nullable: {
        auto const& wrapper = static_cast<wrapper_type const&>(type);
        auto const* value = wrapper.value(mutable_object(object));
        if (value)
            write(out, *wrapper.inner, value);
        else
            out.text += "null";
        break;
    }
    case type_kind::object:
        write_object(out, static_cast<object_type const&>(type), object, nullptr);
        break;
    case type_kind::array:
        write_array(out, static_cast<array_type const&>(type), object);
        break;
    case type_kind::map:
        write_map(out, static_cast<map_type const&>(type), object);
        break;
    case type_kind::variant:
        write_variant(out, static_cast<variant_type const&>(type), object);
        break;
    case type_kind::any_value:
        write_any(out, *static_cast<boost::json::value const*>(object));
        break;
    case type_kind::any_object:
        write_any_object(out, *static_cast<boost::json::object const*>(object));
        break;
    case type_kind::any_array:
        write_any_array(out, *static_cast<boost::json::array const*>(object));
        break;
    }
}

} // namespace encode_impl

TELNYX_DECL void encode(std::string& out, type_info const& type, void const* object, boost::json::object const* extra) {
    constexpr std::size_t usual_size = 512;
    auto const size = out.size();
    if (size == 0) out.reserve(usual_size);
    encode_impl::writer writer{out};
    try {
        if (extra && !extra->empty())
            encode_impl::write_object(writer, static_cast<object_type const&>(type), object, extra);
        else
            encode_impl::write(writer, type, object);
    } catch (...) {
        out.resize(size);
        throw;
    }
}

} // namespace telnyx::json::detail
