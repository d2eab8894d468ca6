#pragma once

#include "telnyx/testing/impl/body_member.hpp"

#include <boost/json/object.hpp>

#include <span>

namespace telnyx::testing::detail {

/// Whether a body has to have the members that are marked as required: when something is made, not when it is changed.
enum class completeness { whole, part };

/// The members in a request's body that the API knows, in the order of the table; a `refusal` when one is missing or
/// does not take its value. No body at all counts as an empty object.
boost::json::object checked_body(recorded_request const& request, std::span<body_member const> known,
                                 completeness wanted = completeness::whole);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/checked_body.ipp"
#endif
