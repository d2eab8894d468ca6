#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/json/impl/place.hpp"
#include "telnyx/json/impl/scalar.hpp"
#include "telnyx/json/impl/text_reader.hpp"
#include "telnyx/json/outline.hpp"
#include "telnyx/json/type.hpp"

#include <boost/json/value.hpp>
#include <boost/json/value_stack.hpp>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace telnyx::json::detail {

/// An object of a described type to fill.
struct decode_target {
    type_info const* type = nullptr;
    void* object = nullptr;
};

/// Reads values into objects of described types, which determine what to look for. This takes half the time and half
/// the code of a handler for the callbacks of `boost::json::basic_parser`.
class value_reader {
  public:
    value_reader(text_reader& text, bool strict) : text_(text), strict_(strict) {}

    /// Reads the whole document and, if it is an object, reports its contents.
    TELNYX_DECL void read_document(decode_target target, outline* held = nullptr);

    /// Reads the next value. The recursion depth is limited by the text reader.
    TELNYX_DECL void read(decode_target target);

  private:
    void read_optional_constant(wrapper_type const& type, void* object);
    void read_scalar(decode_target target);
    void read_container(decode_target target, bool is_object);
    void read_text_from_container(decode_target target);
    template <bool Outlined>
    void read_object(object_type const& type, void* object, outline* held = nullptr);
    void read_tolerated(decode_target target);
    void note_member(outline& held, std::ptrdiff_t place);
    void note_unknown(outline& held, char const* key);
    [[noreturn]] void refuse_unknown(char const* key);
    void require_constants(object_type const& type, std::uint64_t visited, place& here) const;
    [[noreturn]] void refuse_missing(place& here, member_info const& member) const;
    member_info const* read_key_of(object_type const& type, member_info const* likely);
    void read_map(map_type const& type, void* map);
    void read_array(array_type const& type, void* array);
    void read_union(variant_type const& type, void* object, bool is_object);
    void read_scalar_in_union(variant_type const& type, void* object);

    boost::json::value read_any();
    void walk(boost::json::value_stack* values);
    static void push(boost::json::value_stack& values, scalar const& value);

    void store(decode_target target, scalar const& value);
    void store_string(decode_target target, std::string_view text);
    std::size_t find_enumerator(enum_type const& type, std::string_view text) const;
    void check_constant(constant_type const& type, std::string_view text) const;
    void store_number(decode_target target, scalar const& value);
    void store_floating(decode_target target, double value);
    void store_integer(decode_target target, scalar const& value);
    static void store_any(decode_target target, scalar const& value);
    static void reset(decode_target target);

    [[noreturn]] void mismatch(decode_target target, std::string_view found) const;

    text_reader& text_;
    bool const strict_;
};

} // namespace telnyx::json::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/json/impl/value_reader.ipp"
#endif
