// expect: a strict schema cannot express free-form values
// pass-with: -DTEXT
#include "telnyx/json/describe.hpp"
#include "telnyx/json/schema_of.hpp"

#include <boost/json/value.hpp>
#include <optional>
#include <string>

struct note {
#ifdef TEXT
    std::optional<std::string> extra{};
#else
    std::optional<boost::json::value> extra{};
#endif
};
BOOST_DESCRIBE_STRUCT(note, (), (extra))

auto const plain = telnyx::json::schema_of<note>();
auto const strict = telnyx::json::strict_schema_of<note>();
