#pragma once

#include "telnyx/base/config.hpp"

#include <memory>

namespace telnyx {

/// How calls take their parameter structs: by reference to a named object, which is read before the call returns.
///
/// GCC before 13 destroys aggregates that are created inside a `co_await` expression twice, which silently corrupts
/// memory. So with these compilers, calls do not accept temporaries: create the parameters in a separate statement, and
/// pass them by name. Other compilers also accept temporaries of a named type. Users who pass a temporary see the name
/// of this class in the compiler's error message.
template <class T>
class parameters_made_in_a_statement_of_their_own {
  public:
    /// Refers to parameters until the call returns.
    parameters_made_in_a_statement_of_their_own(T const& named) : value_(std::addressof(named)) {}

#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 13
    parameters_made_in_a_statement_of_their_own(T&& temporary) = delete; // miscompiled by GCC before 13: name it first
    parameters_made_in_a_statement_of_their_own(T const&& temporary) = delete; // the same
#endif

    /// The parameters.
    T const& get() const {
        return *value_;
    }

  private:
    T const* value_;
};

/// Short name for declarations.
template <class T>
using arg = parameters_made_in_a_statement_of_their_own<T>;

} // namespace telnyx
