#pragma once

// The library's version: TELNYX_VERSION and its parts.

#include "telnyx/base/version.hpp"
