#pragma once

#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/errors/api_response_error.hpp"
#include "telnyx/errors/rethrow_with_context.hpp"
#include "telnyx/lists/page_walk.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace telnyx::lists {

namespace detail {

inline constexpr std::string_view page_number_parameter = "page[number]";

// The page requested by the caller.
inline std::int64_t asked_page(core::prepared_request const& request) {
    auto const text = request.query_value(page_number_parameter);
    if (!text) return 1;
    std::int64_t number = 0;
    auto const* const end = text->data() + text->size();
    auto const [stop, failure] = std::from_chars(text->data(), end, number);
    if (failure != std::errc() || stop != end || number < 1)
        throw invalid_argument_error(page_number_parameter, "must be a positive number");
    return number;
}

inline boost::asio::awaitable<http_info> fetch_page(std::shared_ptr<core::client_core> core,
                                                    core::prepared_request request) {
    auto received = co_await core->perform(std::move(request), false);
    co_return std::move(received.http);
}

// Distinguishes pages with different items. Metadata does not count, as it may change although the items do not: it is
// an object without nested objects, usually at the end.
inline std::size_t hash_of_content(std::string_view body, page_style style) {
    auto const place = style == page_style::data_and_meta ? body.rfind("\"meta\"") : std::string_view::npos;
    auto const meta = std::min(place, body.size());
    auto const rest = std::min(body.find('}', meta), body.size());
    std::hash<std::string_view> const hash;
    return hash(body.substr(0, meta)) * 31 + hash(body.substr(rest));
}

} // namespace detail

TELNYX_DECL page_walk::page_walk(std::shared_ptr<core::client_core> core, core::prepared_request first,
                                 page_style style)
    : core_(std::move(core)), first_(std::move(first)), style_(style) {
    first_.expect_long_response();
    first_.finish();
    first_.add_missing_query(core_->options().default_query()); // may include the number of the first page
    number_ = detail::asked_page(first_); // NOLINT(cppcoreguidelines-prefer-member-initializer): the query is complete
}

TELNYX_DECL boost::asio::awaitable<http_info> page_walk::fetch() const {
    auto request = first_;
    if (!at_first_) request.set_query(detail::page_number_parameter, std::to_string(number_));
    return detail::fetch_page(core_, std::move(request));
}

TELNYX_DECL void page_walk::advance(page_meta const& meta, bool empty, http_info const& http) {
    auto const total = meta.total_pages;
    // A server may be ahead because it skipped pages; it is credible if it also reports the total number of pages.
    auto const said = meta.page_number.value_or(0);
    auto const current = total && said <= *total ? std::max(number_, said) : number_;
    bool const last = empty || (total && current >= *total) || current == std::numeric_limits<std::int64_t>::max();
    if (!empty && (!last || last_content_)) {
        auto const content = detail::hash_of_content(http.body(), style_);
        if (last_content_ == content) refuse_repetition(http);
        last_content_ = content;
    }
    at_first_ = false;
    ended_ = last;
    if (!last) number_ = current + 1;
}

TELNYX_DECL void page_walk::refuse_repetition(http_info const& http) const {
    try {
        throw api_response_error(errc::malformed_response,
                                 "page " + std::to_string(number_) + " brings the same items as the page before it", {},
                                 http);
    } catch (...) {
        errors::rethrow_with_context({operation(), http.attempts(), core_->options().api_key()});
    }
}

} // namespace telnyx::lists
