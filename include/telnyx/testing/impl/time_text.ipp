#pragma once

#include "telnyx/testing/impl/time_text.hpp"

#include <cstddef>
#include <cstdio>

namespace telnyx::testing::detail {

/// Parses ISO 8601 from left to right. Each function returns false if the text does not match.
class time_reader {
  public:
    explicit time_reader(std::string_view text) : rest_(text) {}

    bool at_end() const { return rest_.empty(); }

    bool one_of(std::string_view marks) {
        if (rest_.empty() || marks.find(rest_.front()) == std::string_view::npos) return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool number(std::size_t digits, int most, int& to) {
        if (rest_.size() < digits) return false;
        to = 0;
        for (char const c : rest_.substr(0, digits)) {
            if (c < '0' || c > '9') return false;
            to = to * 10 + (c - '0');
        }
        rest_.remove_prefix(digits);
        return to <= most;
    }

    bool date(std::chrono::sys_days& to) {
        int year = 0;
        int month = 0;
        int day = 0;
        if (!number(4, 9999, year) || !one_of("-") || !number(2, 12, month) || !one_of("-") || !number(2, 31, day))
            return false;
        auto const read = std::chrono::year(year) / month / day;
        to = read;
        return read.ok();
    }

    bool time_of_day(std::chrono::microseconds& to) {
        int hours = 0;
        int minutes = 0;
        int seconds = 0;
        if (!number(2, 23, hours) || !one_of(":") || !number(2, 59, minutes)) return false;
        if (one_of(":") && !number(2, 60, seconds)) return false;
        to = std::chrono::hours(hours) + std::chrono::minutes(minutes) + std::chrono::seconds(seconds);
        return !one_of(".,") || fraction(to);
    }

    /// The offset to subtract from the time to get UTC.
    bool offset(std::chrono::minutes& to) {
        if (at_end() || one_of("Zz")) return true;
        bool const west = rest_.front() == '-';
        int hours = 0;
        int minutes = 0;
        if (!one_of("+-") || !number(2, 23, hours)) return false;
        one_of(":");
        if (!at_end() && !number(2, 59, minutes)) return false;
        to = (std::chrono::hours(hours) + std::chrono::minutes(minutes)) * (west ? -1 : 1);
        return true;
    }

  private:
    bool fraction(std::chrono::microseconds& to) {
        int digit = 0;
        if (!number(1, 9, digit)) return false;
        int unit = 100'000;
        do
            to += std::chrono::microseconds(digit * unit);
        while ((unit /= 10, number(1, 9, digit)));
        return true;
    }

    std::string_view rest_;
};

TELNYX_DECL std::string time_text(api_time time) {
    auto const day = std::chrono::floor<std::chrono::days>(time);
    std::chrono::year_month_day const date(day);
    std::chrono::hh_mm_ss const clock(time - day);
    char text[64];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%06dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return text;
}

TELNYX_DECL std::optional<api_time> parse_time(std::string_view text) {
    time_reader reader(text);
    std::chrono::sys_days day{};
    std::chrono::microseconds time{};
    std::chrono::minutes offset{};
    if (!reader.date(day)) return std::nullopt;
    bool const has_time = reader.one_of("Tt ");
    if (has_time && (!reader.time_of_day(time) || !reader.offset(offset))) return std::nullopt;
    if (!reader.at_end()) return std::nullopt;
    return day + time - offset;
}

} // namespace telnyx::testing::detail
