#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

// The tables that describe a C++ type to the decoder, the encoder and the generator of schemas, so that these need no
// templates. A table is for one of them and contains nothing that only another needs.

namespace telnyx::json::detail {

enum class type_kind : std::uint8_t {
    boolean,
    signed_integer,
    unsigned_integer,
    floating,
    string,
    open_enum,
    closed_enum,
    constant,
    optional,
    nullable,
    optional_nullable,
    object,
    array,
    map,
    variant,
    any_value,
    any_object,
    any_array,
};

/// Alternatives to a string for a text in JSON.
enum class text_form : std::uint8_t {
    string_only,
    parts, ///< an array of parts (or one part); those of type `text` are concatenated
    json,  ///< any object or array: the text is its JSON text
};

/// Common part of all descriptions. Objects are passed as `void*`, as returned by `erase()`.
struct type_info {
    type_kind kind;
    std::uint8_t size = 0; ///< size of a number or closed enum, in bytes
    text_form form = text_form::string_only;
};

struct constant_type : type_info {
    std::string_view text;
};

struct enum_type : type_info {
    std::span<std::string_view const> texts;
    std::span<std::uint64_t const> values{}; ///< closed enum: the value for each text; empty if that is its index
};

/// The value of a closed enum, as the bits of its underlying type, with the text at an index.
inline std::uint64_t value_at(enum_type const& type, std::size_t index) {
    return type.values.empty() ? index : type.values[index];
}

/// A field that may be empty.
struct wrapper_type : type_info {
    type_info const* inner;

    // For decoding.
    void* (*engage)(void*) = nullptr;  ///< makes sure there is a value (an existing one is kept) and returns it
    void (*reset)(void*) = nullptr;    ///< makes it absent, or null if it cannot be absent
    void (*set_null)(void*) = nullptr; ///< makes it null, or absent if it cannot be null

    // For encoding.
    void* (*value)(void*) = nullptr;        ///< the value, or nullptr
    bool (*is_null)(void const*) = nullptr; ///< null, as opposed to absent
};

struct member_info {
    std::string_view name;  ///< name in JSON
    void* (*access)(void*); ///< from the struct to the member
    type_info const* type;
};

struct object_type : type_info {
    static constexpr std::size_t max_members = 64;

    std::span<member_info const> members;
    std::uint64_t required;  ///< a bit for each member that must be present
    std::uint64_t tolerated; ///< a bit for each member that becomes empty if its value has another type
};

struct array_view {
    void* first;
    std::size_t size;
};

struct array_type : type_info {
    type_info const* inner;
    std::size_t stride;
    array_view (*view)(void const*) = nullptr; ///< for decoding and encoding

    // For decoding.
    void (*grow)(void*) = nullptr;                  ///< adds one or more elements
    void (*truncate)(void*, std::size_t) = nullptr; ///< drops the elements after the given count

    /// The element at an index below the view's size.
    void* element(array_view const& elements, std::size_t index) const {
        return static_cast<std::byte*>(elements.first) + index * stride;
    }
};

struct map_entry {
    std::string const* key;
    void* value;
};

struct map_type : type_info {
    type_info const* inner;

    // For decoding.
    void (*clear)(void*) = nullptr;
    map_entry (*entry)(void*, std::string_view) = nullptr;

    // For encoding.
    void (*for_each)(void const*, void* context, void (*)(void* context, map_entry)) = nullptr;
};

struct variant_type : type_info {
    /// Switches to an alternative unless it is already held, and returns it.
    using select_function = void* (*)(void*);

    /// Returns the held alternative.
    using held_function = void const* (*)(void const*);

    std::span<type_info const* const> alternatives;

    // For decoding.
    std::span<select_function const> select{};

    // For encoding.
    std::size_t (*index)(void const*) = nullptr; ///< index of the held alternative
    std::span<held_function const> held{};
};

} // namespace telnyx::json::detail
