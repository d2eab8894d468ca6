#pragma once

#include "telnyx/testing/impl/chat_text.hpp"
#include "telnyx/testing/impl/value_source.hpp"

#include <boost/json/parse.hpp>
#include <boost/system/error_code.hpp>

#include <algorithm>
#include <utility>

namespace telnyx::testing::detail {

TELNYX_DECL value_source::value_source(std::string_view said, std::vector<std::string> names)
    : said_(said), names_(std::move(names)), topics_(topics_of(said)), numbers_(numbers_in(said)) {
    std::string all_names;
    for (auto const& name : names_in(said).all)
        all_names += " " + name + " ";
    std::erase_if(topics_,
                  [&](std::string const& topic) { return all_names.find(" " + topic + " ") != std::string::npos; });
    std::reverse(topics_.begin(), topics_.end()); // the last one is usually what the message is about
}

TELNYX_DECL std::string value_source::next_text(std::string_view what) {
    if (next_name_ < names_.size()) return names_[next_name_++];
    if (next_topic_ < topics_.size()) return topics_[next_topic_++];
    std::string text = "some " + std::string(what.empty() ? "text" : what);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

template <class Number>
std::optional<Number> value_source::take(Number least, Number most) {
    for (auto number = numbers_.begin(); number != numbers_.end(); ++number) {
        boost::system::error_code no_json, no_such_number;
        auto const parsed = boost::json::parse(*number, no_json);
        if (no_json) continue;
        auto const value = parsed.to_number<Number>(no_such_number);
        if (no_such_number || value < least || value > most) continue;
        numbers_.erase(number);
        return value;
    }
    return std::nullopt;
}

TELNYX_DECL std::optional<std::int64_t> value_source::take_integer(std::int64_t least, std::int64_t most) {
    return take(least, most);
}

TELNYX_DECL std::optional<double> value_source::take_number(double least, double most) {
    return take(least, most);
}

TELNYX_DECL std::string value_source::word_or(bool (*wanted)(std::string_view word), std::string_view otherwise) const {
    auto found = word_in(said_, wanted);
    return found.empty() ? std::string(otherwise) : found;
}

} // namespace telnyx::testing::detail
