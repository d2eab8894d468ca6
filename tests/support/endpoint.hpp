#pragma once

#include "telnyx/client.hpp"
#include "telnyx/json/type.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/json/value.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::tests {

enum class answer_kind {
    json,
    page,      ///< of a list, an object
    bare_page, ///< of a list, an array
    text,
    binary,
    empty,
};

/// An endpoint that the library has, and how to call it without knowing its types.
struct endpoint {
    using type_info = json::detail::type_info;
    using path_values = std::vector<std::string>;

    std::string_view id; ///< the contract's name of it
    std::string_view method;
    std::string_view path;                   ///< below the base URL, with {placeholders}
    type_info const* query = nullptr;        ///< its parameters, when they go into the query
    type_info const* body = nullptr;         ///< its parameters, when they go into the body
    bool form = false;                       ///< whether the body is multipart/form-data
    bool params_required = false;            ///< whether there is no call without them
    answer_kind answer = answer_kind::empty; ///< what comes back
    type_info const* answer_type = nullptr;  ///< of the JSON; of an item of a list

    /// Calls with parameters that are decoded from a document, or without. Gives the answer, typed and written again:
    /// JSON, that of the first page's items, text or bytes.
    std::function<boost::asio::awaitable<std::string>(client const&, path_values const&,
                                                      std::optional<std::string> const& params)>
        call{};

    /// Decodes an answer's document, or an item's, and writes it again.
    std::function<std::string(std::string_view)> round_trip{};

    /// Names of the placeholders in the path.
    std::vector<std::string> placeholders() const;

    /// The path with percent-encoded values.
    std::string filled_path(std::vector<std::string> const& encoded_values) const;

    /// What a user writes, such as `client.ai.clusters.delete_(task_id)`. Parameters that can be left out are in
    /// brackets.
    std::string cpp_call() const;

    /// Parameters of the smallest call; none when it can do without.
    std::optional<boost::json::value> smallest_params() const;

    /// What the request's Accept header says.
    std::string_view accept() const;
};

} // namespace telnyx::tests
