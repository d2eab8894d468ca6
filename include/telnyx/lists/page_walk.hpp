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

/// How a list tells where a page stands.
enum class page_style {
    data_and_meta, ///< `{"data": [...], "meta": {...}}`
    bare_array,    ///< `[...]`, without an end mark
};

/// Which page of a list comes next, and how to ask for it. Knows nothing of the items.
///
/// It counts the pages itself, from the one that the caller asks for, so that a list ends whatever the server says of
/// its numbers.
class page_walk {
  public:
    /// Throws `invalid_argument_error` when `first` asks for a page whose number is not positive.
    page_walk(std::shared_ptr<core::client_core> core, core::prepared_request first, page_style style);

    /// Whether there may be another page.
    bool has_next() const { return !ended_; }

    /// Whether no page has been gone on from yet.
    bool at_first() const { return at_first_; }

    /// Fetches the next page, without going on to it: doing it again fetches the same page again.
    boost::asio::awaitable<http_info> fetch() const;

    /// Goes on behind a page that was fetched. Throws `api_response_error` when it brings the items that the page
    /// before it brought: so would those behind it, without an end.
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
    bool at_first_ = true;                    // it is asked for as the caller did
    std::optional<std::size_t> last_content_; // a hash
    bool ended_ = false;
};

} // namespace telnyx::lists

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/lists/impl/page_walk.ipp"
#endif
