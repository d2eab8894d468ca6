#pragma once

#include "telnyx/fields/constant.hpp"
#include "telnyx/json/describe.hpp"

#include <boost/json/value.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace telnyx::ai {

/// A web page as the source of a part of an answer.
struct chat_url_citation {
    /// The page, and the part of the text that it supports.
    struct citation {
        std::optional<std::int64_t> start_index{}; ///< first character of the part
        std::optional<std::int64_t> end_index{};   ///< last character of the part
        std::optional<std::string> title{};        ///< title of the page
        std::optional<std::string> url{};          ///< address of the page

        static constexpr std::array<std::string_view, 4> tolerated_members{"start_index", "end_index", "title", "url"};
    };

    constant<"url_citation"> type{}; ///< identifies this kind of annotation
    citation url_citation{};         ///< the page

    static constexpr std::array tolerated_members{std::string_view("url_citation")};
};
BOOST_DESCRIBE_STRUCT(chat_url_citation::citation, (), (start_index, end_index, title, url))
BOOST_DESCRIBE_STRUCT(chat_url_citation, (), (type, url_citation))

/// A remark on an answer. The last alternative keeps annotations of other kinds.
using chat_annotation = std::variant<chat_url_citation, boost::json::value>;

} // namespace telnyx::ai
