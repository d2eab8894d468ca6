#pragma once

#include "telnyx/testing/connection_end.hpp"

#include <boost/test/data/test_case.hpp>

#include <ostream>

namespace telnyx::testing {

inline std::ostream& operator<<(std::ostream& out, connection_end value) {
    static constexpr char const* names[] = {"close_notify", "fin", "reset", "silence"};
    return out << names[static_cast<int>(value)];
}

} // namespace telnyx::testing

namespace telnyx::tests {

/// The ways in which a server can end a connection, for tests that are run with each.
inline auto const ways_to_end = boost::unit_test::data::make(
    {testing::connection_end::fin, testing::connection_end::close_notify, testing::connection_end::reset});

} // namespace telnyx::tests
