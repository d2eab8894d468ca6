#pragma once

#include "telnyx/http/http_info.hpp"
#include "telnyx/results/page_meta.hpp"

#include <utility>
#include <vector>

namespace telnyx {

/// One page of a list.
template <class T>
class page {
  public:
    /// For internal use: the items and what they arrived with.
    page(std::vector<T> items, page_meta where, http_info http)
        : data(std::move(items)), meta(where), http_(std::move(http)) {}

    std::vector<T> data; ///< the items
    page_meta meta;      ///< position of the page in the list; empty if the list does not report it

    /// Status, headers, raw body and number of attempts.
    http_info const& http() const { return http_; }

  private:
    http_info http_;
};

} // namespace telnyx
