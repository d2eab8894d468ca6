#pragma once

#include "telnyx/testing/impl/page_rules.hpp"
#include "telnyx/testing/recorded_request.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace telnyx::testing::detail {

/// The page of a list that `page[number]` and `page[size]` ask for; a `refusal` when they ask for something odd.
boost::json::array page_items(recorded_request const& request, boost::json::array const& all, page_rules const& rules);

/// The same as `data`, with `meta` beside it that says where the page is.
boost::json::object page_of(recorded_request const& request, boost::json::array const& all, page_rules const& rules);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/page_of.ipp"
#endif
