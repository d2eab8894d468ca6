#pragma once

#include "telnyx/json/type.hpp"

#include <boost/json/value.hpp>

#include <cstddef>
#include <functional>

namespace telnyx::tests {

/// What a document made for a type looks like.
struct document_style {
    bool optional_fields = true;   ///< or only the required ones
    bool nulls = false;            ///< null in every field that may be null
    bool unknown_fields = false;   ///< fields in every object that its type does not have
    bool unknown_texts = false;    ///< instead of an enum's values
    bool unknown_variants = false; ///< in unions that take any value
    std::size_t round = 0; ///< which alternatives of unions: those of `0` to `rounds_of() - 1` are all there are
};

/// A JSON document that fits the type. Lists and maps hold an element of each alternative; enums have their first value
/// in even rounds and their last one in odd rounds; a type is at most twice in itself.
boost::json::value make_document(json::detail::type_info const& type, document_style const& style = {});

/// The smallest document that fits the type.
boost::json::value make_required_document(json::detail::type_info const& type);

/// How many rounds show every alternative of all unions and the first and last value of all enums.
std::size_t rounds_of(json::detail::type_info const& type);

/// Calls `visit` with each value in the document, at any depth, being null in turn.
void for_each_null(boost::json::value& document, std::function<void()> const& visit);

} // namespace telnyx::tests
