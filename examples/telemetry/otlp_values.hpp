#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

// Values in OTLP's JSON encoding: 64-bit integers are strings.

namespace otlp {

using wall_time = std::chrono::system_clock::time_point;

inline std::string nanoseconds(wall_time time) {
    return std::to_string(std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count());
}

inline double seconds(std::chrono::steady_clock::duration time) {
    return std::chrono::duration<double>(time).count();
}

/// A list of attributes.
class attributes {
  public:
    attributes& add(std::string_view key, std::string_view text) { return set(key, {{"stringValue", text}}); }
    attributes& add(std::string_view key, char const* text) { return add(key, std::string_view(text)); }
    attributes& add(std::string_view key, std::int64_t number) {
        return set(key, {{"intValue", std::to_string(number)}});
    }
    attributes& add(std::string_view key, int number) { return add(key, std::int64_t(number)); }
    attributes& add(std::string_view key, double number) { return set(key, {{"doubleValue", number}}); }
    attributes& add(std::string_view key, bool value) { return set(key, {{"boolValue", value}}); }

    /// A list with one text.
    attributes& add_list(std::string_view key, std::string_view text) {
        boost::json::array const values{{{"stringValue", text}}};
        return set(key, {{"arrayValue", {{"values", values}}}});
    }

    /// Adds a text unless it is empty.
    attributes& add_known(std::string_view key, std::string_view text) { return text.empty() ? *this : add(key, text); }

    boost::json::array const& list() const { return list_; }

    /// The list as a text that can be compared.
    std::string const& key() const {
        if (key_.empty()) key_ = boost::json::serialize(list_);
        return key_;
    }

  private:
    attributes& set(std::string_view key, boost::json::object value) {
        list_.push_back({{"key", key}, {"value", std::move(value)}});
        key_.clear();
        return *this;
    }

    boost::json::array list_;
    mutable std::string key_;
};

} // namespace otlp
