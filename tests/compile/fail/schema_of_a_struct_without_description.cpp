// expect: no JSON mapping for this type: is BOOST_DESCRIBE_STRUCT missing
// pass-with: -DDESCRIBED
#include "telnyx/json/describe.hpp"
#include "telnyx/json/schema_of.hpp"

#include <vector>

struct line {
    int quantity{};
};
#ifdef DESCRIBED
BOOST_DESCRIBE_STRUCT(line, (), (quantity))
#endif

struct invoice {
    std::vector<line> lines{};
};
BOOST_DESCRIBE_STRUCT(invoice, (), (lines))

auto const schema = telnyx::json::schema_of<invoice>();
