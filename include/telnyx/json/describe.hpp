#pragma once

// What a header needs to describe its structs with BOOST_DESCRIBE_STRUCT.
#include <boost/describe/class.hpp>
