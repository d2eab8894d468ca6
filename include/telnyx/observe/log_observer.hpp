#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/observe/log_level.hpp"
#include "telnyx/observe/observer.hpp"

#include <string>
#include <string_view>

namespace telnyx {

/// Logs what a client does as lines of text.
///
/// Only headers known to be harmless are logged; bodies only if enabled, the API key never.
class log_observer final : public observer {
  public:
    /// Writes lines up to `level` to `lines`; an empty sink means standard error.
    explicit log_observer(log_level level, log_sink lines = {});

    /// Also logs bodies, at level debug. They contain user content.
    log_observer& log_bodies(bool enable = true) { return bodies_ = enable, *this; }

    TELNYX_DECL void on(attempt_started const& event) noexcept override;
    TELNYX_DECL void on(headers_received const& event) noexcept override;
    TELNYX_DECL void on(redirect_followed const& event) noexcept override;
    TELNYX_DECL void on(retry_scheduled const& event) noexcept override;
    TELNYX_DECL void on(call_finished const& event) noexcept override;
    TELNYX_DECL void on(call_ended const& event) noexcept override;
    TELNYX_DECL void on(connection_opened const& event) noexcept override;
    TELNYX_DECL void on(connection_reused const& event) noexcept override;
    TELNYX_DECL void on(connection_closed const& event) noexcept override;
    TELNYX_DECL void on(connections_exhausted const& event) noexcept override;

  private:
    template <class MakeLine>
    void write(log_level level, MakeLine make_line) const noexcept;

    log_level level_;
    log_sink sink_;
    bool bodies_ = false;
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/observe/impl/log_observer.ipp"
#endif
