#pragma once

#include "telnyx/json/decode_error.hpp"

#include <utility>

namespace telnyx::json {

TELNYX_DECL decode_error::decode_error(std::string path, std::string reason)
    : std::runtime_error(path.empty() ? "cannot decode JSON: " + reason
                                      : "cannot decode JSON: " + path + ": " + reason),
      path_(std::move(path)),
      reason_(std::move(reason)) {}

} // namespace telnyx::json
