// expect: needs one signature
// pass-with: -DFIXED
#include "telnyx/ai/toolbox.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/value.hpp>

#include <string>

struct query {
    std::string city{};
};
BOOST_DESCRIBE_STRUCT(query, (), (city))

struct undescribed {
    std::string city{};
};

#ifdef FIXED
auto const function = [](query const&) {};
#else
auto const function = [](auto const&) {};
#endif

void add_to(telnyx::ai::toolbox& tools) {
    tools.add("f", "A function", function);
}
