#pragma once

namespace telnyx {

/// The type of `telnyx::null`.
struct null_t {
    /// Not an aggregate, so that `{}` never means null by accident.
    explicit constexpr null_t(int) noexcept {}

    /// All nulls are equal.
    friend constexpr bool operator==(null_t, null_t) noexcept { return true; }
};

/// JSON's `null`, for fields of type `nullable` and `optional_nullable`: `params.language_boost = telnyx::null;`.
inline constexpr null_t null{0};

} // namespace telnyx
