#pragma once

#include "telnyx/base/config.hpp"

#include <memory>

namespace telnyx {

/// How calls take their parameter structs: by reference to an object that has a name, used up before the call returns.
///
/// GCC before 13 destroys aggregates twice that are made inside a `co_await` expression, which corrupts memory without
/// a word. So with these compilers a call does not accept a temporary: make the parameters in a statement of their
/// own, and pass them by name. Other compilers take temporaries whose type is named, too. The name of this class is
/// what users read when they do otherwise.
template <class T>
class parameters_made_in_a_statement_of_their_own {
  public:
    parameters_made_in_a_statement_of_their_own(T const& named) : value_(std::addressof(named)) {}

#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 13
    parameters_made_in_a_statement_of_their_own(T&& temporary) = delete; // miscompiled by GCC before 13: name it first
    parameters_made_in_a_statement_of_their_own(T const&& temporary) = delete; // the same
#endif

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
