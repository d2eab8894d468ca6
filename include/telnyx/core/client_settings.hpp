#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/core/base_url.hpp"
#include "telnyx/observe/observer_list.hpp"
#include "telnyx/options/client_options.hpp"

namespace telnyx::core {

/// What the options of a client and the environment say together.
struct client_settings {
    /// Throws `configuration_error` for options that make no client.
    explicit client_settings(client_options const& given);

    client_options options; ///< with the API key and the base URL
    base_url base;
    observer_list observers; ///< the caller's, and a log when `TELNYX_LOG` asks for one
};

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/client_settings.ipp"
#endif
