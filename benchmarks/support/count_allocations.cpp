// To be preloaded into a program: counts its allocations, also those of `operator new` and of C libraries, and writes
// their number to standard error at the end.

#include <atomic>
#include <cstddef>
#include <cstdio>

namespace {

std::atomic<unsigned long long> count{0};

struct at_exit {
    ~at_exit() { std::fprintf(stderr, "allocations: %llu\n", count.load()); }
} const report;

} // namespace

extern "C" {

void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t items, std::size_t size);
void* __libc_realloc(void* old, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);

void* malloc(std::size_t size) {
    ++count;
    return __libc_malloc(size);
}

void* calloc(std::size_t items, std::size_t size) {
    ++count;
    return __libc_calloc(items, size);
}

void* realloc(void* old, std::size_t size) {
    ++count;
    return __libc_realloc(old, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) {
    ++count;
    return __libc_memalign(alignment, size);
}

int posix_memalign(void** out, std::size_t alignment, std::size_t size) {
    ++count;
    *out = __libc_memalign(alignment, size);
    return *out == nullptr ? 12 : 0;
}
}
