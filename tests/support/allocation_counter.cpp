#include "support/allocation_counter.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <malloc.h>
#include <new>

namespace {

std::atomic<std::size_t> count = 0;
std::atomic<std::size_t> bytes = 0;
std::atomic<std::size_t> most_bytes = 0;

void* allocate(std::size_t size) noexcept {
    ++count;
    void* const memory = std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) return nullptr;
    auto const now = bytes += malloc_usable_size(memory);
    auto most = most_bytes.load();
    while (now > most && !most_bytes.compare_exchange_weak(most, now)) {
    }
    return memory;
}

void release(void* memory) noexcept {
    bytes -= malloc_usable_size(memory);
    std::free(memory);
}

} // namespace

std::size_t allocation_count() noexcept {
    return count;
}

std::size_t allocated_bytes() noexcept {
    return bytes;
}

allocation_peak::allocation_peak() noexcept : start_(bytes) {
    most_bytes = start_;
}

std::size_t allocation_peak::above_start() const noexcept {
    return std::max(most_bytes.load(), start_) - start_;
}

void* operator new(std::size_t size) {
    void* const memory = allocate(size);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

// Standard algorithms that want a buffer call this one.
void* operator new(std::size_t size, std::nothrow_t const&) noexcept {
    return allocate(size);
}

void operator delete(void* memory) noexcept {
    release(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
    release(memory);
}
