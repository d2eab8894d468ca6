#pragma once

#include "telnyx/testing/impl/api_state.hpp"
#include "telnyx/testing/impl/router.hpp"

namespace telnyx::testing::detail {

/// The built-in API: responds like Telnyx, with made-up data. Used only on the sandbox's thread.
class api {
  public:
    explicit api(sandbox_options const& options);
    api(api const&) = delete;
    api& operator=(api const&) = delete;

    reply respond(recorded_request& request);

  private:
    bool authorized(recorded_request const& request) const;

    api_state state_;
    router routes_;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/api.ipp"
#endif
