#pragma once

#include "telnyx/core/client_core.hpp"
#include "telnyx/core/prepared_request.hpp"
#include "telnyx/results/page_meta.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace telnyx::lists {

/// Format of a list's pages.
enum class page_style {
    data_and_meta, ///< `{"data": [...], "meta": {...}}`
    bare_array,    ///< `[...]`, without an end marker
};

/// Determines the next page of a list and builds its request. Independent of the item type.
///
/// Counts the pages itself, starting with the page requested by the caller, so that a list ends whatever page numbers
/// the server reports.
class page_walk {
  public:
    /// @throws invalid_argument_error if `first` requests a page whose number is not positive
    page_walk(std::shared_ptr<core::client_core> core, core::prepared_request first, page_style style);

    /// Whether there may be another page.
    bool has_next() const { return !ended_; }

    /// Whether no page has been passed with `advance()` yet.
    bool at_first() const { return at_first_; }

    /// Fetches the next page without advancing: calling it again fetches the same page again.
    boost::asio::awaitable<http_info> fetch() const;

    /// Advances past a fetched page.
    ///
    /// @throws api_response_error if it contains the same items as the page before it: the following pages would too,
    /// without end
    void advance(page_meta const& meta, bool empty, http_info const& http);

    core::client_core const& core() const { return *core_; }
    page_style style() const { return style_; }
    std::string const& operation() const { return first_.operation(); }

  private:
    [[noreturn]] void refuse_repetition(http_info const& http) const;

    std::shared_ptr<core::client_core> core_;
    core::prepared_request first_;
    page_style style_;
    std::int64_t number_ = 1;                 // of the next page
    bool at_first_ = true;                    // the request is the caller's, unchanged
    std::optional<std::size_t> last_content_; // hash of the last page's content
    bool ended_ = false;
};

} // namespace telnyx::lists

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/lists/impl/page_walk.ipp"
#endif
