#pragma once

#include "telnyx/json/decoder.hpp"

#include <string_view>

namespace telnyx::json {

/// Decodes `text` into an object that may have been used before. The result is the same as for a fresh object, but
/// strings, vectors and optional values keep their memory.
///
/// Keys that `T` does not have are skipped. A member that is not in the text becomes empty if its type allows for that
/// (`std::optional`, `optional_nullable`), and is an error otherwise. Null makes every other member its type's default
/// value, but a whole text of null does not fit. Of a key that occurs twice, the last value counts.
/// @throws decode_error when `text` is not JSON or does not fit `T`; `target` is then in an unspecified state.
template <class T>
void decode_into(T& target, std::string_view text, decode_options const& options) {
    decoder(options).decode_into(target, text);
}

/// Decodes with the default options.
template <class T>
void decode_into(T& target, std::string_view text) {
    decoder().decode_into(target, text);
}

/// Decodes `text`, by the rules of `decode_into()`.
/// @throws decode_error when `text` is not JSON or does not fit `T`.
template <class T>
T decode(std::string_view text, decode_options const& options) {
    return decoder(options).decode<T>(text);
}

/// Decodes with the default options.
template <class T>
T decode(std::string_view text) {
    return decoder().decode<T>(text);
}

} // namespace telnyx::json
