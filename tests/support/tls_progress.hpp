#pragma once

#include "telnyx/net/tls_engine.hpp"

#include <ostream>

namespace telnyx::net {

/// For the messages of Boost.Test.
inline std::ostream& operator<<(std::ostream& out, tls_engine::progress value) {
    static constexpr char const* names[] = {"done", "needs_input", "closed", "failed"};
    return out << names[static_cast<int>(value)];
}

} // namespace telnyx::net
