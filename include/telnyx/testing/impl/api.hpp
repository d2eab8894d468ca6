#pragma once

#include "telnyx/testing/impl/api_state.hpp"
#include "telnyx/testing/impl/router.hpp"

namespace telnyx::testing::detail {

/// The built-in API: answers as Telnyx would, from made-up data. Used in the sandbox's thread only.
class api {
  public:
    explicit api(sandbox_options const& options);
    api(api const&) = delete;
    api& operator=(api const&) = delete;

    reply answer(recorded_request& request);

  private:
    bool authorized(recorded_request const& request) const;

    api_state state_;
    router routes_;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/api.ipp"
#endif
