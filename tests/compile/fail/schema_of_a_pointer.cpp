// expect: no JSON mapping for pointers
// pass-with: -DVALUE
#include "telnyx/json/describe.hpp"
#include "telnyx/json/schema_of.hpp"

#include <optional>

struct node {
#ifdef VALUE
    std::optional<int> next{};
#else
    int* next{};
#endif
};
BOOST_DESCRIBE_STRUCT(node, (), (next))

auto const schema = telnyx::json::schema_of<node>();
