#pragma once

#include "telnyx/testing/impl/router.hpp"
#include "telnyx/testing/impl/store.hpp"
#include "telnyx/testing/sandbox_options.hpp"

#include <cstdint>

namespace telnyx::testing::detail {

/// What the handlers of the built-in API share.
struct api_state {
    explicit api_state(sandbox_options const& options_) : options(options_) {}

    sandbox_options const options;
    store data;
    std::uint64_t ids_given = 0; // ids of new objects are numbered, so that runs are alike
};

/// The built-in API: answers as Telnyx would, from made-up data. Used in the sandbox's thread only.
class api {
  public:
    explicit api(sandbox_options const& options);
    api(api const&) = delete;
    api& operator=(api const&) = delete;

    reply answer(recorded_request& request) const;

  private:
    bool authorized(recorded_request const& request) const;

    api_state state_;
    router routes_;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/api.ipp"
#endif
