#pragma once

#include "telnyx/config.hpp"

#include <memory>

namespace telnyx {

#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 13

/// How calls take their parameter structs: by reference to an object that has a name.
///
/// GCC before 13 destroys aggregates twice that are made inside a `co_await` expression, which corrupts memory without
/// a word. So with these compilers a call does not accept a temporary: make the parameters in a statement of their
/// own, and pass them by name. Other compilers take both.
template <class T>
class arg {
  public:
    arg(T const& named) : value_(std::addressof(named)) {}
    arg(T&& temporary_parameters_are_miscompiled_by_gcc_before_13_give_them_a_name_first) = delete;
    arg(T const&& temporary_parameters_are_miscompiled_by_gcc_before_13_give_them_a_name_first) = delete;

    T const& get() const { return *value_; }

  private:
    T const* value_;
};

#else

/// How calls take their parameter structs: by reference, used up before the call returns.
template <class T>
class arg {
  public:
    arg(T const& value) : value_(std::addressof(value)) {}

    T const& get() const { return *value_; }

  private:
    T const* value_;
};

#endif

} // namespace telnyx
