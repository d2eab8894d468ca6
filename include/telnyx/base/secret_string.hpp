#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

namespace telnyx::detail {

/// Overwrites memory that held a secret. Compilers leave out a `memset` of memory that is not read any more, but not
/// one through a pointer that may have changed: OpenSSL's portable `OPENSSL_cleanse` does the same, and its assembler
/// takes six times as long.
inline void cleanse(void* memory, std::size_t size) noexcept {
    static void* (*const volatile overwrite)(void*, int, std::size_t) = &std::memset;
    overwrite(memory, 0, size);
}

/// Gives no memory back before it is overwritten, so that neither the end of a text nor its growth leaves a copy.
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

/// A text that may hold the API key. Texts of less than 16 bytes are kept within the object, which is not overwritten.
using secret_string = std::basic_string<char, std::char_traits<char>, cleansing_allocator<char>>;

} // namespace telnyx::detail
