// expect: a strict schema cannot express a map
// pass-with: -DLIST
#include "telnyx/json/describe.hpp"
#include "telnyx/json/schema_of.hpp"

#include <map>
#include <string>
#include <vector>

struct price {
    std::string size{};
    double amount{};
};
BOOST_DESCRIBE_STRUCT(price, (), (size, amount))

struct prices {
#ifdef LIST
    std::vector<price> by_size{};
#else
    std::vector<std::map<std::string, double>> by_size{};
#endif
};
BOOST_DESCRIBE_STRUCT(prices, (), (by_size))

auto const plain = telnyx::json::schema_of<prices>();
auto const strict = telnyx::json::strict_schema_of<prices>();
