// expect: no JSON mapping for this enumeration: are enum_texts\(E\) and BOOST_DESCRIBE_ENUM missing
// pass-with: -DDESCRIBED
#include "telnyx/json/describe.hpp"
#include "telnyx/json/schema_of.hpp"

enum class size { small, large };
#ifdef DESCRIBED
BOOST_DESCRIBE_ENUM(size, small, large)
#endif

struct shirt {
    ::size size{};
};
BOOST_DESCRIBE_STRUCT(shirt, (), (size))

auto const schema = telnyx::json::schema_of<shirt>();
