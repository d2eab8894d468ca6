#pragma once

#include "telnyx/core/call.hpp"
#include "telnyx/json/describe.hpp"
#include "telnyx/lists/page_walk.hpp"
#include "telnyx/results/page.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace telnyx::lists {

/// Response of a list with the style `page_style::data_and_meta`.
template <class T>
struct page_document {
    std::vector<T> data{};
    std::optional<page_meta> meta{};

    BOOST_DESCRIBE_CLASS(page_document, (), (data, meta), (), ())
};

/// Converts a response into a page.
template <class T>
page<T> decode_page(http_info http, page_walk const& walk) {
    return with_context(
        [&] {
            if (walk.style() == page_style::bare_array) {
                auto items = decode_body<std::vector<T>>(http, walk.core());
                return page<T>(std::move(items), {}, std::move(http));
            }
            auto document = decode_body<page_document<T>>(http, walk.core());
            return page<T>(std::move(document.data), document.meta.value_or(page_meta{}), std::move(http));
        },
        walk.operation(), http.attempts(), walk.core());
}

} // namespace telnyx::lists
