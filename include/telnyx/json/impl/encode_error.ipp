#pragma once

#include "telnyx/json/encode_error.hpp"

#include <utility>

namespace telnyx::json {

TELNYX_DECL encode_error::encode_error(std::string path, std::string reason)
    : std::runtime_error(path.empty() ? "cannot encode JSON: " + reason
                                      : "cannot encode JSON: " + path + ": " + reason),
      path_(std::move(path)),
      reason_(std::move(reason)) {}

} // namespace telnyx::json
