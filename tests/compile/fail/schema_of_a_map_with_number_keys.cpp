// expect: no JSON mapping for maps with keys other than std::string
// pass-with: -DTEXT_KEYS
#include "telnyx/json/describe.hpp"
#include "telnyx/json/schema_of.hpp"

#include <map>
#include <string>

struct prices {
#ifdef TEXT_KEYS
    std::map<std::string, double> by_size{};
#else
    std::map<int, double> by_size{};
#endif
};
BOOST_DESCRIBE_STRUCT(prices, (), (by_size))

auto const schema = telnyx::json::schema_of<prices>();
