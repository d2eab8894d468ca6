#pragma once

#include "telnyx/lists/page_walk.hpp"
#include "telnyx/lists/paginator.hpp"

#include <memory>
#include <utility>

namespace telnyx::lists {

/// A list of items of type `T`, starting with the page requested by `first`.
template <class T>
paginator<T> list(std::shared_ptr<core::client_core> core, core::prepared_request first, page_style style) {
    return paginator<T>(page_walk(std::move(core), std::move(first), style));
}

} // namespace telnyx::lists
