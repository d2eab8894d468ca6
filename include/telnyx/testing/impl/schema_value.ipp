#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/testing/impl/chat_text.hpp"
#include "telnyx/testing/impl/schema_members.hpp"
#include "telnyx/testing/impl/schema_scalar.hpp"
#include "telnyx/testing/impl/schema_value.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <utility>

namespace telnyx::testing::detail {

/// How deep the smallest value of a schema is.
class schema_depths {
  public:
    static constexpr int endless = 1'000'000;

    explicit schema_depths(boost::json::value const& root) : root_(root) {}

    int least(boost::json::value const& described) {
        if (!described.is_object() || ++steps_ > most_steps) return 0;
        auto const& schema = described.get_object();
        if (schema.contains("const") || schema.contains("enum")) return 0;
        if (auto const reference = schema_text(schema, "$ref"); !reference.empty()) return of_target(reference);
        if (auto const* const all = schema_list(schema, "allOf")) return deepest(*all);
        if (auto const* const alternatives = schema_alternatives(schema)) {
            auto depth = endless;
            for (auto const& each : *alternatives)
                depth = std::min(depth, least(each));
            return depth;
        }
        return of_type(schema);
    }

  private:
    static constexpr int most_steps = 100'000; // a schema can have many paths

    int of_target(std::string_view reference) {
        auto const [place, is_new] = known_.try_emplace(std::string(reference), endless);
        if (!is_new) return place->second;
        auto const* const target = schema_target(root_, reference);
        auto const depth = target == nullptr ? 0 : least(*target);
        if (depth < endless) return place->second = depth;
        known_.erase(place); // it may only be endless because of the schemas that it was reached from
        return depth;
    }

    int of_type(boost::json::object const& schema) {
        auto const type = schema_type(schema);
        if (type == "object") return of_object(schema);
        if (type != "array") return 0;
        auto depth = 0;
        if (auto const* const first = schema_list(schema, "prefixItems")) depth = deepest(*first);
        auto const* const items = schema.if_contains("items");
        if (items != nullptr && schema_number(schema, "minItems", 0) > 0) depth = std::max(depth, least(*items));
        return std::min(depth + 1, endless);
    }

    int of_object(boost::json::object const& schema) {
        auto depth = 0;
        if (auto const* const properties = schema_object(schema, "properties"))
            for (auto const& [name, each] : *properties)
                if (schema_lists(schema, "required", name)) depth = std::max(depth, least(each));
        return std::min(depth + 1, endless);
    }

    int deepest(boost::json::array const& schemas) {
        auto depth = 0;
        for (auto const& each : schemas)
            depth = std::max(depth, least(each));
        return depth;
    }

    boost::json::value const& root_;
    std::map<std::string, int, std::less<>> known_;
    int steps_ = 0;
};

class schema_writer {
  public:
    schema_writer(boost::json::value const& root, value_source& source, seeded_random& dice)
        : root_(root), depths_(root), source_(source), dice_(dice) {}

    boost::json::value value(boost::json::value const& described, std::string_view name, int depth) {
        constexpr int deepest = 40;
        if (++values_made_ > most_values || depth > deepest) return nullptr;
        if (!described.is_object()) return boost::json::string(source_.next_text(name)); // the schema `true`
        auto const& schema = described.get_object();
        if (auto const* const fixed = schema.if_contains("const")) return *fixed;
        if (auto const reference = schema_text(schema, "$ref"); !reference.empty()) {
            auto const* const target = schema_target(root_, reference);
            return target == nullptr ? nullptr : with(schema, "$ref", *target, name, depth);
        }
        if (auto const* const values = schema_list(schema, "enum")) return mentioned_or_any(*values);
        if (auto const* const all = schema_list(schema, "allOf")) {
            object joined;
            for (auto const& each : *all)
                if (each.is_object()) join(joined, resolved(each.get_object()));
            return with(schema, "allOf", joined, name, depth);
        }
        if (auto const* const alternatives = schema_alternatives(schema)) {
            auto const& chosen = alternative(*alternatives, depth);
            if (!chosen.is_object()) return value(chosen, name, depth + 1);
            return with(schema, schema.contains("anyOf") ? "anyOf" : "oneOf", chosen.get_object(), name, depth);
        }
        return by_type(schema, name, depth);
    }

  private:
    using object = boost::json::object;
    using array = boost::json::array;

    static constexpr int most_values = 10'000; // a small schema can describe an endless value
    static constexpr int usual_depth = 6;      // beyond, values end as soon as the schema allows

    boost::json::value by_type(object const& schema, std::string_view name, int depth) {
        auto const type = schema_type(schema);
        if (type == "object") return object_value(schema, depth);
        if (type == "array") return array_value(schema, name, depth);
        if (type == "boolean") return dice_.below(2) == 1;
        if (type == "integer") return schema_integer(schema, source_, dice_);
        if (type == "number") return schema_decimal(schema, source_, dice_);
        if (type == "null") return nullptr;
        return boost::json::string(schema_string(schema, name, source_, dice_));
    }

    /// A value of a schema whose keyword `keyword` leads to `part`, and which may restrict that further.
    boost::json::value with(object const& schema, std::string_view keyword, object const& part, std::string_view name,
                            int depth) {
        auto own = schema;
        own.erase(keyword);
        for (auto const* const note : {"description", "title", "default", "$defs", "definitions", "$schema", "$id"})
            own.erase(note);
        if (own.empty()) return value(part, name, depth + 1);
        auto joined = part.contains("$ref") ? resolved(part) : part;
        join(joined, own);
        return value(joined, name, depth + 1);
    }

    object resolved(object const& schema) const {
        auto const* const target = schema_target(root_, schema_text(schema, "$ref"));
        if (target == nullptr) return schema;
        auto joined = *target;
        auto own = schema;
        own.erase("$ref");
        join(joined, own);
        return joined;
    }

    /// Adds what a second schema demands of the same value.
    static void join(object& to, object const& more) {
        for (auto const& [keyword, demanded] : more) {
            auto& place = to[keyword];
            if (keyword == "properties" && place.is_object() && demanded.is_object())
                for (auto const& [name, each] : demanded.get_object())
                    place.get_object()[name] = each;
            else if (keyword == "required" && place.is_array() && demanded.is_array())
                place.get_array().insert(place.get_array().end(), demanded.get_array().begin(),
                                         demanded.get_array().end());
            else
                place = demanded;
        }
    }

    /// The alternative that the user mentions, or else the first one that is not null; in the depth, the smallest one.
    boost::json::value const& alternative(array const& alternatives, int depth) {
        if (depth > usual_depth)
            return *std::min_element(
                alternatives.begin(), alternatives.end(),
                [this](auto const& one, auto const& other) { return depths_.least(one) < depths_.least(other); });
        for (auto const& each : alternatives)
            if (each.is_object() && mentions(resolved(each.get_object()))) return each;
        for (auto const& each : alternatives)
            if (!each.is_object() || schema_text(each.get_object(), "type") != "null") return each;
        return alternatives.front();
    }

    /// Whether the user mentions a text by which a schema differs from its alternatives.
    bool mentions(object const& schema) const {
        auto const said = [this](object const& described) {
            auto const fixed = schema_text(described, "const");
            if (!fixed.empty()) return says_word(source_.said(), fixed);
            auto const* const values = schema_list(described, "enum");
            return values != nullptr && values->size() == 1 && values->front().is_string() &&
                   says_word(source_.said(), values->front().get_string());
        };
        if (said(schema)) return true;
        auto const* const properties = schema_object(schema, "properties");
        return properties != nullptr && std::any_of(properties->begin(), properties->end(), [&](auto const& each) {
                   return each.value().is_object() && said(each.value().get_object());
               });
    }

    boost::json::value mentioned_or_any(array const& values) {
        for (auto const& each : values)
            if (each.is_string() && says_word(source_.said(), each.get_string())) return each;
        return dice_.pick(values);
    }

    object object_value(object const& schema, int depth) {
        object made;
        if (auto const* const properties = schema_object(schema, "properties"))
            for (auto const& [name, each] : *properties) {
                bool const required = schema_lists(schema, "required", name);
                bool const without_name = lacks_name(each, name);
                if (!required && (depth > usual_depth || without_name)) continue;
                bool const null = without_name && schema_allows_null(each.get_object());
                made.emplace(name, null ? boost::json::value() : value(each, name, depth + 1));
            }
        if (auto const* const required = schema_list(schema, "required"))
            for (auto const& name : *required)
                if (name.is_string() && !made.contains(name.get_string()))
                    made.emplace(name.get_string(), value(others(schema), name.get_string(), depth + 1));
        add_others(schema, made, depth);
        return made;
    }

    /// Whether a text would be a name, but all names of the conversation are taken.
    bool lacks_name(boost::json::value const& described, std::string_view name) const {
        return source_.names_left() == 0 && described.is_object() && schema_takes_name(described.get_object(), name);
    }

    /// The schema of properties without a name of their own.
    static boost::json::value others(object const& schema) {
        auto const* const found = schema.if_contains("additionalProperties");
        return found != nullptr && found->is_object() ? *found : boost::json::value(true);
    }

    /// Fills in a map: an object whose `additionalProperties` have a schema.
    void add_others(object const& schema, object& made, int depth) {
        auto const described = others(schema);
        auto least = static_cast<std::size_t>(std::clamp(schema_number(schema, "minProperties", 0), 0.0, 1000.0));
        bool const is_map = described.is_object() && !schema.contains("properties");
        if (is_map && depth <= usual_depth) least = std::max<std::size_t>(least, 2);
        least = std::min(
            least, static_cast<std::size_t>(std::clamp(schema_number(schema, "maxProperties", 1000), 0.0, 1000.0)));
        auto const* const names = schema_object(schema, "propertyNames");
        for (std::size_t i = 0; made.size() < least && i < 2 * least && values_made_ < most_values; ++i) {
            auto name = names == nullptr ? boost::json::value() : value(*names, "", depth + 1);
            if (!name.is_string()) name = boost::json::string(source_.next_text("key " + std::to_string(i + 1)));
            if (!made.contains(name.get_string()))
                made.emplace(name.get_string(), value(described, name.get_string(), depth + 1));
        }
    }

    array array_value(object const& schema, std::string_view name, int depth) {
        array made;
        if (auto const* const first = schema_list(schema, "prefixItems"))
            for (auto const& each : *first)
                made.push_back(value(each, name, depth + 1));
        auto const* const items = schema.if_contains("items");
        if (items == nullptr || *items == false) {
            if (schema_number(schema, "minItems", 0) > static_cast<double>(made.size()))
                fill(schema, true, made, name, depth);
            return made;
        }
        fill(schema, *items, made, name, depth);
        return made;
    }

    void fill(object const& schema, boost::json::value const& items, array& made, std::string_view name, int depth) {
        constexpr std::size_t attempts = 20;
        auto const unique = schema.if_contains("uniqueItems");
        bool const once = unique != nullptr && *unique == true;
        auto const count = length(schema, items, name, depth);
        for (std::size_t i = 0; made.size() < count && i < count + attempts && values_made_ < most_values; ++i) {
            auto next = value(items, name, depth + 1);
            if (!once || std::find(made.begin(), made.end(), next) == made.end()) made.push_back(std::move(next));
        }
    }

    /// Number of elements of a list: one for each name that the user mentions, or else one to three.
    std::size_t length(object const& schema, boost::json::value const& items, std::string_view name, int depth) {
        constexpr double longest = most_values;
        bool const small = depth > usual_depth;
        auto const least = std::clamp(schema_number(schema, "minItems", 0), 0.0, longest);
        auto const usual = small ? least : std::max(least, 1.0);
        auto const most = std::clamp(schema_number(schema, "maxItems", longest), least, longest);
        auto const names = source_.names_left();
        bool const takes_names = items.is_object() && schema_takes_name(items.get_object(), name);
        if (takes_names && names > 0 && !small)
            return static_cast<std::size_t>(std::clamp(static_cast<double>(names), least, most));
        auto const extra = small ? 0 : dice_.below(3);
        return static_cast<std::size_t>(std::clamp(usual + static_cast<double>(extra), least, most));
    }

    boost::json::value const& root_;
    schema_depths depths_;
    value_source& source_;
    seeded_random& dice_;
    int values_made_ = 0;
};

TELNYX_DECL boost::json::value schema_value(boost::json::object const& schema, value_source& source,
                                            seeded_random& dice) {
    boost::json::value const root(schema);
    return schema_writer(root, source, dice).value(root, "", 0);
}

TELNYX_DECL boost::json::value schema_value(boost::json::object const& schema, std::string_view prompt,
                                            seeded_random& dice) {
    value_source source(prompt, names_for_schema(schema, prompt).all);
    return schema_value(schema, source, dice);
}

TELNYX_DECL prompt_names names_for_schema(boost::json::object const& schema, std::string_view message) {
    auto const lower_case = [](std::string text) {
        std::transform(text.begin(), text.end(), text.begin(), ascii::lower);
        return text;
    };
    auto const text = lower_case(boost::json::serialize(schema));
    auto const is_value = [&](std::string const& name) {
        return text.find('"' + lower_case(name) + '"') != std::string::npos;
    };
    auto names = names_in(message);
    std::erase_if(names.all, is_value);
    std::erase_if(names.listed, is_value);
    return names;
}

} // namespace telnyx::testing::detail
