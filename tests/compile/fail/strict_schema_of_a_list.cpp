// expect: the root of a strict schema must be a described struct
// pass-with: -DSTRUCT
#include "telnyx/json/describe.hpp"
#include "telnyx/json/schema_of.hpp"

#include <string>
#include <vector>

struct names {
    std::vector<std::string> names{};
};
BOOST_DESCRIBE_STRUCT(names, (), (names))

#ifdef STRUCT
auto const schema = telnyx::json::strict_schema_of<names>();
#else
auto const schema = telnyx::json::strict_schema_of<std::vector<std::string>>();
#endif
