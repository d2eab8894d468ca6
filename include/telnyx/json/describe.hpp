#pragma once

// Include this in headers that describe structs with BOOST_DESCRIBE_STRUCT.
#include <boost/describe/class.hpp>
