#pragma once

#include "telnyx/json/decoder.hpp"

#include <string_view>

namespace telnyx::json {

/// Decodes `text` into an existing object. The result is the same as for a new object, but strings, vectors and
/// optional values reuse their memory.
///
/// Keys unknown to `T` are skipped. A member missing from the text becomes empty if its type allows that
/// (`std::optional`, `optional_nullable`); otherwise it is an error. Null sets every other member to its type's default
/// value, but a document that is null as a whole does not fit. An enumeration accepts only its own texts and no null,
/// unless it is in an `open_enum`. If a key occurs twice, the last value counts. `decode_options::strict` accepts less.
/// @throws decode_error if `text` is not JSON or does not fit `T`; `target` is then in an unspecified state.
template <class T>
void decode_into(T& target, std::string_view text, decode_options const& options) {
    decoder(options).decode_into(target, text);
}

/// Decodes with the default options.
template <class T>
void decode_into(T& target, std::string_view text) {
    decoder().decode_into(target, text);
}

/// Decodes `text` by the rules of `decode_into()`.
/// @throws decode_error if `text` is not JSON or does not fit `T`.
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
