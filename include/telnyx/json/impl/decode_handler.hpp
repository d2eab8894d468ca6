#pragma once

#include "telnyx/config.hpp"
#include "telnyx/json/impl/scalar.hpp"
#include "telnyx/json/type.hpp"

#include <boost/json/error.hpp>
#include <boost/json/string_view.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_stack.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::json::detail {

/// An object of a described type, to be filled. No type means that the value is of no interest.
struct decode_target {
    type_info const* type = nullptr;
    void* object = nullptr;
};

/// Stores what `boost::json::basic_parser` finds. Its errors are exceptions, `decode_error`.
///
/// Objects and arrays that go into a union or a free-form field are first collected as a `boost::json::value`.
class decode_handler {
  public:
    using error_code = boost::json::error_code;
    using text_view = boost::json::string_view;

    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

    /// Begins a new document.
    TELNYX_DECL void start(decode_target root);

    /// Where the decoder is in the document.
    TELNYX_DECL std::string path() const;

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_comment_part(text_view, error_code&) { return true; }
    bool on_comment(text_view, error_code&) { return true; }
    bool on_number_part(text_view, error_code&) { return true; }

    TELNYX_DECL bool on_object_begin(error_code&);
    TELNYX_DECL bool on_object_end(std::size_t size, error_code&);
    TELNYX_DECL bool on_array_begin(error_code&);
    TELNYX_DECL bool on_array_end(std::size_t size, error_code&);
    TELNYX_DECL bool on_key_part(text_view part, std::size_t size, error_code&);
    TELNYX_DECL bool on_key(text_view part, std::size_t size, error_code&);
    TELNYX_DECL bool on_string_part(text_view part, std::size_t size, error_code&);
    TELNYX_DECL bool on_string(text_view part, std::size_t size, error_code&);
    TELNYX_DECL bool on_int64(std::int64_t value, text_view text, error_code&);
    TELNYX_DECL bool on_uint64(std::uint64_t value, text_view text, error_code&);
    TELNYX_DECL bool on_double(double value, text_view text, error_code&);
    TELNYX_DECL bool on_bool(bool value, error_code&);
    TELNYX_DECL bool on_null(error_code&);

  private:
    /// An object, array or map that is being filled.
    struct frame {
        type_info const* type;
        void* object;
        std::size_t next = 0;                ///< array: index of the next element; object: of the member to try first
        std::uint64_t visited = 0;           ///< object: a bit for each member that was there
        member_info const* member = nullptr; ///< object: of the current key, if it is known
        map_entry entry{};                   ///< map: of the current key
    };

    decode_target next_target();
    static decode_target unwrap(decode_target target);
    void open(decode_target target, bool is_object);
    void enter_key(std::string_view key);
    void close_object();
    void close_array();

    void keep_part(text_view part, std::size_t size);
    std::string_view complete_text(text_view part, std::size_t size);

    void begin_container(bool is_object);
    void collected();

    void take(scalar const& value);
    void store(decode_target target, scalar const& value);
    void store_string(decode_target target, std::string_view text);
    void store_number(decode_target target, scalar const& value);
    void store_in_union(decode_target target, scalar const& value);
    void store_in_union(decode_target target, boost::json::value const& value);
    void replay(decode_target target, boost::json::value const& value);
    static void store_any(decode_target target, scalar const& value);
    static void reset(decode_target target);

    [[noreturn]] void mismatch(decode_target target, std::string_view found) const;
    [[noreturn]] void fail(std::string reason) const;

    decode_target root_;
    std::vector<frame> frames_;
    std::string text_;             ///< the parts so far of a text with escapes
    std::size_t skipped_ = 0;      ///< open containers of a value that is skipped
    std::size_t collected_ = 0;    ///< open containers of a value that is collected
    decode_target collect_target_; ///< where it goes
    boost::json::value_stack stack_;
};

} // namespace telnyx::json::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/json/impl/decode_handler.ipp"
#endif
