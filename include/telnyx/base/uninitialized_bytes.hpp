#pragma once

#include <cstddef>
#include <memory>

namespace telnyx::detail {

/// Creates an uninitialized buffer. `std::make_unique_for_overwrite` is missing in libc++ before version 16.
inline std::unique_ptr<char[]> uninitialized_bytes(std::size_t size) {
    return std::unique_ptr<char[]>(new char[size]);
}

} // namespace telnyx::detail
