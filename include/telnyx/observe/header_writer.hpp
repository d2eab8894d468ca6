#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/http/caller_header.hpp"
#include "telnyx/http/headers.hpp"

#include <exception>
#include <string_view>

namespace telnyx {

/// Adds headers to a request that is about to be sent, for an observer: see `observer::request_prepared`.
class header_writer {
  public:
    /// Adds to `to`, which must outlive the writer.
    explicit header_writer(headers& to) : to_(to) {}

    /// Sets a header; it replaces any other of this name. Returns `false`, and sets nothing, if the name or the value
    /// cannot stand in a header, or if the header is `Authorization` or belongs to the connection.
    bool set(std::string_view name, std::string_view value) noexcept {
        if (ascii::equal_ignoring_case(name, "Authorization")) return false;
        try {
            detail::set_caller_header(to_, name, value);
            return true;
        } catch (std::exception const&) {
            return false; // also if there is no memory: observers do not break calls
        }
    }

    /// Whether the request has a header of this name.
    bool contains(std::string_view name) const { return to_.contains(name); }

  private:
    headers& to_;
};

} // namespace telnyx
