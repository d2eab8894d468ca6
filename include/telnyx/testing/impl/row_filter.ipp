#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/base/number_in.hpp"
#include "telnyx/testing/impl/json_request.hpp"
#include "telnyx/testing/impl/row_filter.hpp"
#include "telnyx/testing/impl/time_text.hpp"

#include <algorithm>
#include <array>

namespace telnyx::testing::detail {

namespace row_filtering {

inline constexpr std::array<std::string_view, 10> operators{"eq",  "neq",  "gt",    "gte", "lt",
                                                            "lte", "like", "ilike", "in",  "is"};

/// Removes a word and the dot after it from the beginning of a text; empty if there is no dot.
inline std::string_view take_word(std::string_view& text) {
    auto const dot = text.find('.');
    if (dot == std::string_view::npos) return {};
    auto const word = text.substr(0, dot);
    text.remove_prefix(dot + 1);
    return word;
}

inline bool take_not(std::string_view& text) {
    constexpr std::string_view sign = "not.";
    if (!text.starts_with(sign)) return false;
    text.remove_prefix(sign.size());
    return true;
}

/// The text between parentheses.
inline std::string_view enclosed(std::string_view text, std::string_view key) {
    if (text.size() < 2 || text.front() != '(' || text.back() != ')')
        refuse_parameter(std::string(key), "must have its list in parentheses");
    return text.substr(1, text.size() - 2);
}

/// Whether a text matches a pattern in which `%` and `*` stand for any characters and `_` for one.
inline bool is_like(std::string_view text, std::string_view pattern, bool ignoring_case) {
    std::size_t at = 0;
    std::size_t in_pattern = 0;
    std::size_t retry_at = 0;
    auto after_wildcard = std::string_view::npos;
    while (at < text.size()) {
        char const wanted = in_pattern < pattern.size() ? pattern[in_pattern] : '\0';
        if (wanted == '%' || wanted == '*') {
            after_wildcard = ++in_pattern;
            retry_at = at;
            continue;
        }
        bool const same =
            in_pattern < pattern.size() &&
            (wanted == '_' || wanted == text[at] || (ignoring_case && ascii::lower(wanted) == ascii::lower(text[at])));
        if (same) {
            ++at;
            ++in_pattern;
        } else if (after_wildcard != std::string_view::npos) {
            in_pattern = after_wildcard;
            at = ++retry_at;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of("%*", in_pattern) == std::string_view::npos;
}

template <class T>
int three_way(T const& a, T const& b) {
    return a < b ? -1 : (b < a ? 1 : 0);
}

} // namespace row_filtering

TELNYX_DECL row_filter row_filter::read(std::string_view key, std::string_view value) {
    using namespace row_filtering;
    auto name = key;
    bool const negated = take_not(name);
    if (name == "or" || name == "and") {
        auto group = read_group(name, enclosed(value, key));
        group.negated_ = negated;
        return group;
    }
    row_filter made;
    made.column_ = key;
    auto rest = value;
    made.negated_ = take_not(rest);
    made.operator_ = take_word(rest);
    if (std::find(operators.begin(), operators.end(), made.operator_) == operators.end())
        refuse_parameter(std::string(key), "must begin with an operator and a dot, as eq. does");
    made.operand_ = rest;
    if (made.operator_ == "in") made.list_ = split_list(enclosed(rest, key));
    if (made.operator_ == "is" && rest != "null" && rest != "true" && rest != "false")
        refuse_parameter(std::string(key), "must have null, true or false after is.");
    return made;
}

TELNYX_DECL row_filter row_filter::read_group(std::string_view key, std::string_view list) {
    row_filter group;
    group.sort_ = key == "or" ? sort::any_of : sort::all_of;
    for (auto const& part : split_list(list))
        group.parts_.push_back(read_part(part));
    return group;
}

TELNYX_DECL row_filter row_filter::read_part(std::string_view text) {
    using namespace row_filtering;
    auto rest = text;
    bool const negated = take_not(rest);
    for (std::string_view const group : {"or", "and"})
        if (rest.starts_with(std::string(group) + "(")) {
            auto made = read_group(group, enclosed(rest.substr(group.size()), group));
            made.negated_ = negated;
            return made;
        }
    rest = text;
    auto const column = take_word(rest);
    if (column.empty()) refuse_parameter("or", "must list conditions such as name.eq.x");
    return read(column, rest);
}

TELNYX_DECL std::optional<bool> row_filter::holds(column_reader const& row) const {
    std::optional<bool> result;
    if (sort_ == sort::one_column) {
        result = compare(row);
    } else {
        bool const decisive = sort_ == sort::any_of;
        result = !decisive;
        for (auto const& part : parts_) {
            auto const each = part.holds(row);
            if (each == decisive) {
                result = decisive;
                break;
            }
            if (!each) result.reset();
        }
    }
    if (result && negated_) return !*result;
    return result;
}

TELNYX_DECL std::optional<bool> row_filter::compare(column_reader const& row) const {
    auto const value = row(column_);
    if (operator_ == "is") return operand_ == "null" ? !value : value == operand_;
    if (!value) return std::nullopt;
    if (operator_ == "in") return std::find(list_.begin(), list_.end(), *value) != list_.end();
    if (operator_ == "like") return row_filtering::is_like(*value, operand_, false);
    if (operator_ == "ilike") return row_filtering::is_like(*value, operand_, true);
    bool const equal = *value == operand_ || (parse_time(*value) && compare_columns(*value, operand_) == 0);
    if (operator_ == "eq") return equal;
    if (operator_ == "neq") return !equal;
    auto const order = compare_columns(*value, operand_);
    if (operator_ == "gt") return order > 0;
    if (operator_ == "gte") return order >= 0;
    if (operator_ == "lt") return order < 0;
    return order <= 0;
}

TELNYX_DECL int compare_columns(std::string const& a, std::string const& b) {
    auto const first_time = parse_time(a);
    auto const second_time = parse_time(b);
    if (first_time && second_time) return row_filtering::three_way(*first_time, *second_time);
    auto const first_number = telnyx::detail::number_in(a);
    auto const second_number = telnyx::detail::number_in(b);
    if (first_number && second_number) return row_filtering::three_way(*first_number, *second_number);
    return row_filtering::three_way(a, b);
}

TELNYX_DECL std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> parts(1);
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        bool const keeps_quotes = depth > 0; // they belong to the nested list
        if (quoted && c == '\\' && i + 1 < text.size()) {
            if (keeps_quotes) parts.back().push_back(c);
            parts.back().push_back(text[++i]);
            continue;
        }
        if (c == '"') quoted = !quoted;
        if (c == '"' && !keeps_quotes) continue;
        if (!quoted && c == '(') ++depth;
        if (!quoted && c == ')') --depth;
        if (!quoted && c == ',' && depth == 0)
            parts.emplace_back();
        else
            parts.back().push_back(c);
    }
    return parts;
}

} // namespace telnyx::testing::detail
