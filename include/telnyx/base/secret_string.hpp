#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

namespace telnyx::detail {

/// Overwrites memory that contained a secret. Compilers remove a `memset` of memory that is not read any more, but not
/// a call through a pointer that may have changed: OpenSSL's portable `OPENSSL_cleanse` does the same, and its
/// assembler version takes six times as long.
inline void cleanse(void* memory, std::size_t size) noexcept {
    static void* (*const volatile overwrite)(void*, int, std::size_t) = &std::memset;
    overwrite(memory, 0, size);
}

/// Overwrites memory before releasing it, so that neither the destruction of a text nor its growth leaves a copy.
template <class T>
struct cleansing_allocator {
    using value_type = T;
    using is_always_equal = std::true_type;

    cleansing_allocator() = default;
    template <class U>
    cleansing_allocator(cleansing_allocator<U> const&) noexcept {}

    T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
    void deallocate(T* memory, std::size_t count) noexcept {
        cleanse(memory, count * sizeof(T));
        std::allocator<T>().deallocate(memory, count);
    }

    friend bool operator==(cleansing_allocator const&, cleansing_allocator const&) { return true; }
};

/// A text that may contain the API key. Texts of fewer than 16 bytes are stored within the object, which is not
/// overwritten.
using secret_string = std::basic_string<char, std::char_traits<char>, cleansing_allocator<char>>;

} // namespace telnyx::detail
