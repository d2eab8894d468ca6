#pragma once

#include <iostream>
#include <string>

namespace relay {

/// Writes a line to the log, as a whole: other threads may do so at the same time.
inline void log(std::string const& line) {
    std::clog << "relay: " + line + '\n' << std::flush;
}

} // namespace relay
