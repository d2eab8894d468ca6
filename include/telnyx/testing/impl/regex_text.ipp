#pragma once

#include "telnyx/testing/impl/regex_text.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace telnyx::testing::detail {

/// Parses a regular expression into a tree, then generates a text from it.
class regex_writer {
  public:
    regex_writer(std::string_view pattern, seeded_random& dice) : rest_(pattern), dice_(dice) {}

    std::optional<std::string> text() {
        auto const whole = alternatives(0);
        if (failed_ || !rest_.empty()) return std::nullopt;
        std::string made;
        write(whole, made);
        if (failed_) return std::nullopt;
        return made;
    }

  private:
    static constexpr std::size_t most_repeats = 1000;
    static constexpr std::size_t longest_text = 10'000;
    static constexpr int deepest = 50;

    struct node;
    using sequence = std::vector<node>;
    struct node {
        std::string characters{};        // one of these, unless it is a group
        std::vector<sequence> choices{}; // one of these
        std::size_t least = 1;
        std::size_t most = 1;
    };

    bool take(char wanted) {
        if (!rest_.starts_with(wanted)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    char take_any() {
        if (rest_.empty()) {
            failed_ = true;
            return '\0';
        }
        char const c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

    std::vector<sequence> alternatives(int depth) {
        std::vector<sequence> found;
        if (depth > deepest) failed_ = true;
        do {
            found.emplace_back();
            while (!failed_ && !rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
                if (take('^') || take('$')) continue;
                found.back().push_back(repeated(atom(depth)));
            }
        } while (!failed_ && take('|'));
        return found;
    }

    node atom(int depth) {
        node made;
        char const c = take_any();
        if (c == '(') {
            if (take('?') && !take(':')) failed_ = true; // look-around and named groups
            made.choices = alternatives(depth + 1);
            if (!take(')')) failed_ = true;
        } else if (c == '[') {
            made.characters = character_class();
        } else if (c == '\\') {
            made.characters = escaped(take_any());
        } else if (c == '.') {
            made.characters = "abcdefghijklmnopqrstuvwxyz";
        } else if (c == '*' || c == '+' || c == '?' || c == '{') {
            failed_ = true;
        } else {
            made.characters = c;
        }
        return made;
    }

    std::string escaped(char c) {
        switch (c) {
        case 'd':
            return "0123456789";
        case 'w':
            return "abcdefghijklmnopqrstuvwxyz0123456789_";
        case 's':
            return " ";
        case 'n':
            return "\n";
        case 't':
            return "\t";
        default:
            // Other letters and digits are unsupported classes and references.
            if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) failed_ = true;
            return std::string(1, c);
        }
    }

    std::string character_class() {
        bool const negated = take('^');
        std::string members;
        for (bool first = true; !failed_ && (first || !rest_.starts_with(']')); first = false) {
            char const c = take_any();
            auto const found = c == '\\' ? escaped(take_any()) : std::string(1, c);
            bool const to = found.size() == 1 && rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']';
            if (!to) {
                members += found;
                continue;
            }
            take('-');
            char const end = take_any();
            auto const last = end == '\\' ? escaped(take_any()) : std::string(1, end);
            if (last.size() != 1 || last[0] < found[0]) failed_ = true;
            for (char each = found[0]; !failed_; ++each) {
                members.push_back(each);
                if (each == last[0]) break;
            }
        }
        take(']');
        if (negated) members = others(members);
        if (members.empty()) failed_ = true;
        return members;
    }

    static std::string others(std::string const& excluded) {
        std::string found;
        for (char c = ' '; c < '\x7f'; ++c)
            if (excluded.find(c) == std::string::npos) found.push_back(c);
        return found;
    }

    node repeated(node made) {
        if (take('*'))
            made.least = 0, made.most = 4;
        else if (take('+'))
            made.least = 1, made.most = 4;
        else if (take('?'))
            made.least = 0, made.most = 1;
        else if (take('{'))
            read_counts(made);
        else
            return made;
        if (!take('?')) take('+'); // lazy and possessive forms match the same texts
        return made;
    }

    void read_counts(node& made) {
        made.least = count();
        made.most = made.least;
        if (take(',')) made.most = rest_.starts_with('}') ? made.least + 4 : count();
        if (!take('}') || made.most < made.least || made.least > most_repeats) failed_ = true;
        made.most = std::min(made.most, most_repeats);
    }

    std::size_t count() {
        std::size_t number = 0;
        bool any = false;
        while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
            number = std::min<std::size_t>(number * 10 + static_cast<std::size_t>(rest_.front() - '0'), 1'000'000);
            rest_.remove_prefix(1);
            any = true;
        }
        if (!any) failed_ = true;
        return number;
    }

    void write(std::vector<sequence> const& choices, std::string& to) {
        for (auto const& each : dice_.pick(choices)) {
            auto const times = each.least + dice_.below(each.most - each.least + 1);
            for (std::size_t i = 0; i < times && !failed_; ++i) {
                if (each.choices.empty())
                    to.push_back(dice_.pick(each.characters));
                else
                    write(each.choices, to);
                if (to.size() > longest_text || ++nodes_written_ > longest_text) failed_ = true;
            }
        }
    }

    std::string_view rest_;
    seeded_random& dice_;
    bool failed_ = false;
    std::size_t nodes_written_ = 0;
};

TELNYX_DECL std::optional<std::string> regex_text(std::string_view pattern, seeded_random& dice) {
    return regex_writer(pattern, dice).text();
}

} // namespace telnyx::testing::detail
