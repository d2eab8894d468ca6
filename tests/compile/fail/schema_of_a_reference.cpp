// expect: no JSON mapping for references
// pass-with: -DVALUE
#include "telnyx/json/schema_of.hpp"

#ifdef VALUE
auto const schema = telnyx::json::schema_of<int>();
#else
auto const schema = telnyx::json::schema_of<int&>();
#endif
