#pragma once

#include "telnyx/testing/impl/json_text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <cmath>

namespace telnyx::testing::detail {

TELNYX_DECL std::string json_text(boost::json::value const& value) {
    std::string text;
    auto const separate = [&] { text += text.size() > 1 ? "," : ""; };
    if (auto const* const list = value.if_array()) {
        text = "[";
        for (auto const& each : *list) {
            separate();
            text += json_text(each);
        }
        return text + "]";
    }
    if (auto const* const members = value.if_object()) {
        text = "{";
        for (auto const& [name, each] : *members) {
            separate();
            text += boost::json::serialize(boost::json::string(name)) + ":" + json_text(each);
        }
        return text + "}";
    }
    auto const* const number = value.if_double();
    if (number == nullptr || std::abs(*number) >= 1e12) return boost::json::serialize(value);
    auto const thousandths = std::llround(std::abs(*number) * 1000);
    if (static_cast<double>(thousandths) / 1000 != std::abs(*number)) return boost::json::serialize(value);
    auto const fraction = std::to_string(1000 + thousandths % 1000).substr(1); // with leading zeros
    text = (*number < 0 ? "-" : "") + std::to_string(thousandths / 1000) + "." + fraction;
    while (text.back() == '0' && text[text.size() - 2] != '.')
        text.pop_back();
    return text;
}

} // namespace telnyx::testing::detail
