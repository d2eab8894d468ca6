// Whatever a server writes into retry-after headers: the pause is not negative, and not longer than allowed.

#include "telnyx/core/retry_policy.hpp"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string const text(reinterpret_cast<char const*>(data), size);
    if (text.find_first_of(std::string("\r\n\0", 3)) != std::string::npos) return 0;
    auto const now = std::chrono::system_clock::time_point(std::chrono::seconds(1'700'000'000));
    telnyx::core::retry_policy const policy{telnyx::core::retry_policy::settings()};
    for (auto const* name : {"retry-after", "retry-after-ms", "x-should-retry"}) {
        telnyx::headers fields;
        fields.append_parsed(name, text);
        auto const pause = policy.after_status(429, fields, 0, 0.5, now);
        if (pause && (*pause < std::chrono::seconds(0) || *pause > std::chrono::seconds(60))) std::abort();
    }
    return 0;
}
