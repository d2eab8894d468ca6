#pragma once

#include <cstddef>

/// How often this program has called `operator new`, in all threads together.
std::size_t allocation_count() noexcept;
