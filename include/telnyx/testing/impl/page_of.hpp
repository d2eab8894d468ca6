#pragma once

#include "telnyx/testing/impl/page_rules.hpp"
#include "telnyx/testing/recorded_request.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace telnyx::testing::detail {

/// The page of a list selected by `page[number]` and `page[size]`; a `refusal` if they are invalid.
boost::json::array page_items(recorded_request const& request, boost::json::array const& all, page_rules const& rules);

/// The same as `data`, with the position of the page in `meta`.
boost::json::object page_of(recorded_request const& request, boost::json::array const& all, page_rules const& rules);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/page_of.ipp"
#endif
