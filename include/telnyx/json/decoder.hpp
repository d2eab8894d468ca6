#pragma once

#include "telnyx/config.hpp"
#include "telnyx/json/decode_error.hpp"
#include "telnyx/json/decode_options.hpp"
#include "telnyx/json/type_of.hpp"

#include <memory>
#include <string_view>

namespace telnyx::json {

/// Decodes one JSON text after the other, and keeps its working memory in between.
///
/// Not for use by two threads at a time.
class decoder {
  public:
    /// Uses the default options.
    TELNYX_DECL decoder();
    /// Uses these options.
    TELNYX_DECL explicit decoder(decode_options const& options);
    /// Moves the working memory; the other can then only be destroyed or assigned to.
    TELNYX_DECL decoder(decoder&&) noexcept;
    /// Moves the working memory; the other can then only be destroyed or assigned to.
    TELNYX_DECL decoder& operator=(decoder&&) noexcept;
    TELNYX_DECL ~decoder();

    /// Decodes `text` into an object that may have been used before. The result is the same as for a fresh object, but
    /// strings, vectors and optional values keep their memory.
    /// @throws decode_error when `text` is not JSON or does not fit `T`; `target` is then in an unspecified state.
    template <class T>
    void decode_into(T& target, std::string_view text) {
        run(detail::type_of<T>::value, detail::erase(target), text);
    }

    /// Decodes `text`.
    /// @throws decode_error when `text` is not JSON or does not fit `T`.
    template <class T>
    T decode(std::string_view text) {
        auto result = detail::make_value<T>();
        decode_into(result, text);
        return result;
    }

  private:
    struct state;

    TELNYX_DECL void run(detail::type_info const& type, void* target, std::string_view text);

    std::unique_ptr<state> state_;
};

} // namespace telnyx::json

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/json/impl/decoder.ipp"
#endif
