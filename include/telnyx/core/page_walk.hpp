#pragma once

#include "telnyx/core/client_core.hpp"
#include "telnyx/core/prepared_request.hpp"
#include "telnyx/page_meta.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <optional>

namespace telnyx::core {

/// How a list tells where a page stands.
enum class page_style {
    data_and_meta, ///< `{"data": [...], "meta": {...}}`
    bare_array,    ///< `[...]`, without an end mark
};

/// Which page of a list comes next, and how to ask for it. Knows nothing of the items.
class page_walk {
  public:
    page_walk(std::shared_ptr<client_core> core, prepared_request first, page_style style);

    /// Whether there may be another page.
    bool has_next() const { return !ended_; }

    /// Fetches the next page, without going on to it: doing it again fetches the same page again.
    boost::asio::awaitable<http_info> fetch() const;

    /// Goes on behind a page that was fetched.
    void advance(page_meta const& meta, bool empty);

    client_core const& core() const { return *core_; }
    page_style style() const { return style_; }
    std::string const& operation() const { return first_.operation(); }

  private:
    std::shared_ptr<client_core> core_;
    prepared_request first_;
    page_style style_;
    std::optional<std::int64_t> number_; // of the next page; the first is asked for as the caller did
    bool ended_ = false;
};

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/page_walk.ipp"
#endif
