#pragma once

#include <stdexcept>
#include <typeinfo>

namespace telnyx::tests {

/// What a function throws, which has to be an `Error` and nothing more special; throws when it is not.
template <class Error, class Function>
Error thrown_by(Function function) {
    try {
        function();
    } catch (Error const& failure) {
        if (typeid(failure) != typeid(Error)) throw;
        return failure;
    }
    throw std::runtime_error("nothing was thrown");
}

} // namespace telnyx::tests
