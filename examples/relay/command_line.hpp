#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <iomanip>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The options of a program, such as `--port 8080`, with what `--help` says about them.
class command_line {
  public:
    using duration = std::chrono::milliseconds;

    /// What is wrong with the arguments, in words.
    struct usage_error : std::runtime_error {
        using runtime_error::runtime_error;
    };

    /// An option without a value.
    void add_flag(std::string name, std::string help, bool& target) {
        options_.push_back({std::move(name), "", std::move(help), [&target](std::string const&) { target = true; }});
    }

    /// A text.
    void add(std::string name, std::string value, std::string help, std::string& target) {
        options_.push_back({std::move(name), std::move(value), std::move(help),
                            [&target](std::string const& text) { target = text; }});
    }

    /// A whole number from `lowest` to `highest`.
    template <class Number>
    void add(std::string name, std::string value, std::string help, Number& target, std::size_t lowest,
             std::size_t highest) {
        auto const set = [&target, name, lowest, highest](std::string const& text) {
            auto const number = parsed<std::size_t>(text);
            if (!number || *number < lowest || *number > highest)
                throw usage_error(name + " takes a number from " + std::to_string(lowest) + " to " +
                                  std::to_string(highest) + ", not \"" + text + '"');
            target = static_cast<Number>(*number);
        };
        options_.push_back({name, std::move(value), std::move(help), set});
    }

    /// A time in seconds, such as 0.25.
    void add(std::string name, std::string value, std::string help, duration& target, duration lowest) {
        auto const set = [&target, name, lowest](std::string const& text) {
            constexpr double longest = 1e6;
            auto const seconds = parsed<double>(text);
            auto const time = duration(static_cast<long long>(seconds && *seconds <= longest ? *seconds * 1e3 : -1));
            if (time < lowest) throw usage_error(name + " takes a time in seconds, not \"" + text + '"');
            target = time;
        };
        options_.push_back({name, std::move(value), std::move(help), set});
    }

    /// A share from 0 to 1.
    void add_share(std::string name, std::string value, std::string help, double& target) {
        auto const set = [&target, name](std::string const& text) {
            auto const share = parsed<double>(text);
            if (!share || !(*share >= 0 && *share <= 1))
                throw usage_error(name + " takes a number from 0 to 1, not \"" + text + '"');
            target = *share;
        };
        options_.push_back({name, std::move(value), std::move(help), set});
    }

    /// Reads the arguments of `main`. Returns false if help is wanted.
    /// @throws usage_error if an argument is unknown, or a value is missing or wrong
    bool parse(int argc, char const* const* argv) const {
        for (int i = 1; i < argc; ++i) {
            std::string const name = argv[i];
            if (name == "--help" || name == "-h") return false;
            auto const& known = find(name);
            if (!known.value.empty() && ++i == argc) throw usage_error(name + " needs a value");
            known.set(known.value.empty() ? std::string() : argv[i]);
        }
        return true;
    }

    /// A line for each option.
    std::string help() const {
        std::ostringstream out;
        for (auto const& each : options_) {
            auto const left = each.value.empty() ? each.name : each.name + ' ' + each.value;
            out << "  " << std::left << std::setw(24) << left << ' ' << each.help << '\n';
        }
        return out.str();
    }

  private:
    struct option {
        std::string name{};
        std::string value{}; // what help calls it; empty if the option has none
        std::string help{};
        std::function<void(std::string const&)> set{};
    };

    template <class Number>
    static std::optional<Number> parsed(std::string const& text) {
        std::istringstream in(text);
        Number number{};
        bool const starts_well = !text.empty() && text.front() >= '0' && text.front() <= '9';
        if (!starts_well || !(in >> number) || in.peek() != std::istringstream::traits_type::eof()) return {};
        return number;
    }

    option const& find(std::string const& name) const {
        for (auto const& each : options_)
            if (each.name == name) return each;
        throw usage_error("unknown option " + name);
    }

    std::vector<option> options_;
};
