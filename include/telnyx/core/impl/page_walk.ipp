#pragma once

#include "telnyx/core/page_walk.hpp"

#include <charconv>
#include <utility>

namespace telnyx::core {

namespace detail {

inline constexpr std::string_view page_number_parameter = "page[number]";

// The page that the caller asked for.
inline std::int64_t asked_page(prepared_request const& request) {
    auto const text = request.query_value(page_number_parameter);
    std::int64_t number = 1;
    if (text) std::from_chars(text->data(), text->data() + text->size(), number);
    return number;
}

inline boost::asio::awaitable<http_info> fetch_page(std::shared_ptr<client_core> core, prepared_request request) {
    auto answer = co_await core->perform(std::move(request), false);
    co_return std::move(answer.http);
}

} // namespace detail

TELNYX_DECL page_walk::page_walk(std::shared_ptr<client_core> core, prepared_request first, page_style style)
    : core_(std::move(core)), first_(std::move(first)), style_(style) {
    first_.expect_long_answer();
    first_.finish();
    first_.add_missing_query(core_->options().default_query()); // among them may be the number of the first page
}

TELNYX_DECL boost::asio::awaitable<http_info> page_walk::fetch() const {
    auto request = first_;
    if (number_) request.set_query(detail::page_number_parameter, std::to_string(*number_));
    return detail::fetch_page(core_, std::move(request));
}

TELNYX_DECL void page_walk::advance(page_meta const& meta, bool empty) {
    auto const current =
        style_ == page_style::bare_array ? number_.value_or(detail::asked_page(first_)) : meta.page_number.value_or(1);
    ended_ = empty || (meta.total_pages && current >= *meta.total_pages);
    number_ = current + 1;
}

} // namespace telnyx::core
