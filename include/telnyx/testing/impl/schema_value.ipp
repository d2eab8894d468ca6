#pragma once

#include "telnyx/testing/impl/chat_text.hpp"
#include "telnyx/testing/impl/schema_value.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

namespace telnyx::testing::detail {

class schema_writer {
  public:
    schema_writer(boost::json::value const& root, std::string_view prompt, seeded_random& dice)
        : root_(root), prompt_(prompt), dice_(dice) {}

    boost::json::value value(boost::json::value const& described, std::string_view name, int depth) {
        constexpr int deepest = 12;
        if (++values_made_ > most_values || depth > deepest || !described.is_object()) return nullptr;
        auto const& schema = described.get_object();
        if (auto const* const fixed = schema.if_contains("const")) return *fixed;
        if (auto const* const reference = string_member(schema, "$ref")) return referred(*reference, name, depth);
        if (auto const* const values = list_member(schema, "enum")) return mentioned_or_any(*values);
        for (auto const* const alternatives : {"anyOf", "oneOf", "allOf"})
            if (auto const* const list = list_member(schema, alternatives))
                return value(list->front(), name, depth + 1);
        return by_type(type_of(schema), schema, name, depth);
    }

  private:
    using object = boost::json::object;
    using array = boost::json::array;

    static boost::json::string const* string_member(object const& schema, std::string_view name) {
        auto const* const found = schema.if_contains(name);
        return found == nullptr ? nullptr : found->if_string();
    }

    /// A list with at least one element.
    static array const* list_member(object const& schema, std::string_view name) {
        auto const* const found = schema.if_contains(name);
        auto const* const list = found == nullptr ? nullptr : found->if_array();
        return list == nullptr || list->empty() ? nullptr : list;
    }

    static double number_member(object const& schema, std::string_view name, double otherwise) {
        auto const* const found = schema.if_contains(name);
        return found != nullptr && found->is_number() ? found->to_number<double>() : otherwise;
    }

    static std::string_view type_of(object const& schema) {
        if (auto const* const type = string_member(schema, "type")) return *type;
        if (auto const* const types = list_member(schema, "type"))
            for (auto const& each : *types)
                if (each.is_string() && each.get_string() != "null") return each.get_string();
        if (schema.contains("properties")) return "object";
        if (schema.contains("items")) return "array";
        return schema.contains("minimum") || schema.contains("maximum") ? "number" : "string";
    }

    boost::json::value by_type(std::string_view type, object const& schema, std::string_view name, int depth) {
        if (type == "object") return object_value(schema, depth);
        if (type == "array") return array_value(schema, name, depth);
        if (type == "boolean") return dice_.below(2) == 1;
        if (type == "integer") return integer(schema);
        if (type == "number") return number(schema);
        if (type == "null") return nullptr;
        return boost::json::string(text(schema, name));
    }

    boost::json::value referred(std::string_view pointer, std::string_view name, int depth) {
        if (!pointer.starts_with('#')) return nullptr;
        boost::system::error_code failure;
        auto const* const target = root_.find_pointer(pointer.substr(1), failure);
        return target == nullptr ? boost::json::value() : value(*target, name, depth + 1);
    }

    boost::json::value mentioned_or_any(array const& values) {
        for (auto const& each : values)
            if (each.is_string() && !each.get_string().empty() &&
                prompt_.find(std::string_view(each.get_string())) != std::string_view::npos)
                return each;
        return dice_.pick(values);
    }

    object object_value(object const& schema, int depth) {
        object made;
        auto const* const properties = schema.if_contains("properties");
        if (properties == nullptr || !properties->is_object()) return made;
        for (auto const& [name, each] : properties->get_object())
            made.emplace(name, value(each, name, depth + 1));
        return made;
    }

    array array_value(object const& schema, std::string_view name, int depth) {
        constexpr double longest = 64;
        array made;
        auto const* const items = schema.if_contains("items");
        auto const least = std::clamp(number_member(schema, "minItems", 1), 0.0, longest);
        auto const most = std::clamp(number_member(schema, "maxItems", least + 2), least, longest);
        auto const count = static_cast<std::size_t>(least) + dice_.below(static_cast<std::size_t>(most - least) + 1);
        for (std::size_t i = 0; items != nullptr && i < count && values_made_ < most_values; ++i)
            made.push_back(value(*items, name, depth + 1));
        return made;
    }

    /// The closed range that the schema allows, narrowed to common numbers.
    static std::pair<double, double> range(object const& schema, double step) {
        constexpr double usual = 100;
        auto least = number_member(schema, "minimum", number_member(schema, "exclusiveMinimum", -usual) + step);
        auto most = number_member(schema, "maximum", number_member(schema, "exclusiveMaximum", usual) - step);
        bool const open_below = !schema.contains("minimum") && !schema.contains("exclusiveMinimum");
        bool const open_above = !schema.contains("maximum") && !schema.contains("exclusiveMaximum");
        if (open_below) least = std::min(1.0, most);
        if (open_above) most = std::max(least, open_below ? usual : least + usual);
        return {least, std::max(least, most)};
    }

    std::int64_t integer(object const& schema) {
        constexpr double farthest = 9.0e15; // integers up to here are exact as double
        auto const [least, most] = range(schema, 1);
        auto const first = static_cast<std::int64_t>(std::ceil(std::clamp(least, -farthest, farthest)));
        auto const last = static_cast<std::int64_t>(std::floor(std::clamp(most, -farthest, farthest)));
        auto const step = std::max<std::int64_t>(
            1, static_cast<std::int64_t>(std::clamp(number_member(schema, "multipleOf", 1), 1.0, farthest)));
        if (last <= first) return first;
        auto const picked = first + static_cast<std::int64_t>(dice_.below(static_cast<std::size_t>(last - first) + 1));
        auto const rounded = picked - (picked % step + step) % step;
        return rounded >= first ? rounded : rounded + step;
    }

    double number(object const& schema) {
        auto const [least, most] = range(schema, 0.01);
        auto const fraction = static_cast<double>(dice_.below(101)) / 100;
        return std::clamp(std::round((least + (most - least) * fraction) * 100) / 100, least, most);
    }

    std::string text(object const& schema, std::string_view name) {
        auto const* const format = string_member(schema, "format");
        auto made = format == nullptr ? free_text(name) : formatted(*format, name);
        auto const least = std::clamp(number_member(schema, "minLength", 0), 0.0, 10'000.0);
        auto const most = std::max(least, number_member(schema, "maxLength", 10'000));
        while (made.size() < static_cast<std::size_t>(least))
            made.push_back('x');
        if (made.size() > static_cast<std::size_t>(most)) made.assign(static_cast<std::size_t>(most), 'x');
        return made;
    }

    std::string formatted(std::string_view format, std::string_view name) {
        if (format == "date-time") return "2026-01-15T09:30:00Z";
        if (format == "date") return "2026-01-15";
        if (format == "time") return "09:30:00Z";
        if (format == "email") return "alex@example.com";
        if (format == "uri" || format == "url") return "https://example.com/" + std::string(name);
        if (format == "uuid") return "123e4567-e89b-42d3-a456-426614174000";
        if (format == "ipv4") return "192.0.2.1";
        return free_text(name);
    }

    /// A name from the prompt, such as a city, or else the subject of the prompt, or else the property's own name.
    std::string free_text(std::string_view name) {
        auto const topics = topics_of(prompt_);
        auto const is_name = [&](std::string const& topic) {
            bool const first_word = prompt_.starts_with(topic);
            return topic.front() >= 'A' && topic.front() <= 'Z' && !first_word;
        };
        auto const found = std::find_if(topics.begin(), topics.end(), is_name);
        if (found != topics.end()) return *found;
        return topics.empty() ? "some " + std::string(name.empty() ? "text" : name) : topics.back();
    }

    static constexpr int most_values = 10'000; // a small schema can describe an endless value

    boost::json::value const& root_;
    std::string_view prompt_;
    seeded_random& dice_;
    int values_made_ = 0;
};

TELNYX_DECL boost::json::value schema_value(boost::json::object const& schema, std::string_view prompt,
                                            seeded_random& dice) {
    boost::json::value const root(schema);
    return schema_writer(root, prompt, dice).value(root, "", 0);
}

} // namespace telnyx::testing::detail
