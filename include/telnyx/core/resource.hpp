#pragma once

// What every group of endpoints needs to declare its methods.

#include "telnyx/base/config.hpp"
#include "telnyx/fields/arg.hpp"
#include "telnyx/options/request_options.hpp"
#include "telnyx/results/response.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string_view>
#include <utility>

namespace telnyx {
template <class T>
class paginator; // include the header of the calls that return it, such as "telnyx/ai/clusters.hpp"
}
namespace telnyx::core {
class client_core;
}
