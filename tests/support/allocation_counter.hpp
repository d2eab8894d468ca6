#pragma once

#include <cstddef>

/// How often this program has called `operator new`, in all threads together.
std::size_t allocation_count() noexcept;

/// How many bytes `operator new` has given out that were not given back, in all threads together.
std::size_t allocated_bytes() noexcept;

/// The most memory that was in use at a time, more than when the object was made. There may be one at a time.
class allocation_peak {
  public:
    allocation_peak() noexcept;

    /// In bytes.
    std::size_t above_start() const noexcept;

  private:
    std::size_t start_;
};
