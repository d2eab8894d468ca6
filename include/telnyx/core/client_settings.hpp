#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/core/base_url.hpp"
#include "telnyx/observe/observer_list.hpp"
#include "telnyx/options/client_options.hpp"

namespace telnyx::core {

/// Settings from the options of a client and the environment.
struct client_settings {
    /// @throws configuration_error if the options are invalid
    explicit client_settings(client_options const& given);

    client_options options; ///< including the API key and the base URL
    base_url base;
    observer_list observers; ///< the caller's, and a log if requested by `TELNYX_LOG`
};

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/client_settings.ipp"
#endif
