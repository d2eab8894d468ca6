// expect: no JSON mapping for pointers
// expect: type_of<std::unique_ptr<node>
// pass-with: -DVALUE
#include "telnyx/json/describe.hpp"
#include "telnyx/json/schema_of.hpp"

#include <memory>
#include <optional>

struct node {
#ifdef VALUE
    std::optional<int> first{};
    std::optional<int> second{};
#else
    int* first{};
    std::unique_ptr<node> second{};
#endif
};
BOOST_DESCRIBE_STRUCT(node, (), (first, second))

auto const schema = telnyx::json::schema_of<node>();
