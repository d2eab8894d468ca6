#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/json/decode_error.hpp"
#include "telnyx/json/decode_options.hpp"
#include "telnyx/json/outline.hpp"
#include "telnyx/json/type_of.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace telnyx::json {

/// Decodes one JSON text after another and reuses its working memory.
///
/// Not for use by two threads at the same time.
class decoder {
  public:
    /// Uses the default options.
    decoder() : decoder(decode_options{}) {}
    /// Uses these options.
    explicit decoder(decode_options const& options) : max_depth_(options.max_depth), strict_(options.strict) {}

    /// Decodes `text` into an existing object. The result is the same as for a new object, but strings, vectors and
    /// optional values reuse their memory.
    /// @throws decode_error if `text` is not JSON or does not fit `T`; `target` is then in an unspecified state.
    template <class T>
    void decode_into(T& target, std::string_view text) {
        run(detail::type_of<T, detail::use::decoding>::value, detail::erase(target), text);
    }

    /// The same for a target whose type is known at run time. Also reports the contents of the outermost object, if the
    /// text is an object and the target a struct.
    void decode_into(detail::type_info const& type, void* target, std::string_view text, outline& held) {
        run(type, target, text, &held);
    }

    /// Decodes `text`.
    /// @throws decode_error if `text` is not JSON or does not fit `T`.
    template <class T>
    T decode(std::string_view text) {
        auto result = detail::make_value<T>();
        decode_into(result, text);
        return result;
    }

  private:
    TELNYX_DECL void run(detail::type_info const& type, void* target, std::string_view text, outline* held = nullptr);

    std::size_t max_depth_;
    bool strict_;
    std::string scratch_;
};

} // namespace telnyx::json

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/json/impl/decoder.ipp"
#endif
