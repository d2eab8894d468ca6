// expect: no JSON mapping for std::vector<bool>
// pass-with: -DBYTES
#include "telnyx/json/describe.hpp"
#include "telnyx/json/schema_of.hpp"

#include <cstdint>
#include <vector>

struct mask {
#ifdef BYTES
    std::vector<std::uint8_t> bits{};
#else
    std::vector<bool> bits{};
#endif
};
BOOST_DESCRIBE_STRUCT(mask, (), (bits))

auto const schema = telnyx::json::schema_of<mask>();
