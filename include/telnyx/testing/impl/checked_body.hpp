#pragma once

#include "telnyx/testing/impl/body_member.hpp"

#include <boost/json/object.hpp>

#include <span>

namespace telnyx::testing::detail {

/// Whether a body must have all required members: yes if something is created, no if it is changed.
enum class completeness { whole, part };

/// The members of a request body that the API knows, in the order of the table; a `refusal` if one is missing or has an
/// invalid value. An absent body counts as an empty object.
boost::json::object checked_body(recorded_request const& request, std::span<body_member const> known,
                                 completeness wanted = completeness::whole);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/checked_body.ipp"
#endif
