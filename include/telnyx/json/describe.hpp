#pragma once

// Include this in headers that describe structs with BOOST_DESCRIBE_STRUCT, and enums with BOOST_DESCRIBE_ENUM.
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
