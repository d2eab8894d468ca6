// expect: json_descriptions of this struct describes something that is no member
// pass-with: -DRIGHT
#include "telnyx/json/describe.hpp"
#include "telnyx/json/schema_of.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

struct place {
    std::string city{};

    static constexpr std::array<std::pair<std::string_view, std::string_view>, 1> json_descriptions{{
#ifdef RIGHT
        {"city", "Name of the city"},
#else
        {"town", "Name of the town"},
#endif
    }};
};
BOOST_DESCRIBE_STRUCT(place, (), (city))

auto const schema = telnyx::json::schema_of<place>();
