// What decodes, encodes, and decodes to the same again; a reused object ends up like a fresh one; a free-form
// value is what Boost.JSON takes it for.

#include "telnyx/ai/types/assistant.hpp"
#include "telnyx/ai/types/chat_completion.hpp"
#include "telnyx/ai/types/chat_completion_chunk.hpp"
#include "telnyx/ai/types/recursive_cluster.hpp"
#include "telnyx/ai/types/scheduled_event_response.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/encode.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace {

template <class T>
std::optional<std::string> written_back(std::string_view text) {
    try {
        return telnyx::json::encode(telnyx::json::decode<T>(text));
    } catch (telnyx::json::decode_error const&) {
        return std::nullopt;
    }
}

/// The UTF-16 unit of an escape such as \u00e9 at a place in a text.
std::optional<unsigned> unit_at(std::string_view text, std::size_t at) {
    unsigned unit = 0;
    if (at > text.size() || text.size() - at < 6 || text.substr(at, 2) != "\\u") return std::nullopt;
    auto const* const end = text.data() + at + 6;
    if (std::from_chars(end - 4, end, unit, 16).ptr != end) return std::nullopt;
    return unit;
}

/// The text with an escape of U+FFFD in place of each half of a surrogate pair that is alone, which Boost.JSON refuses.
std::string with_whole_pairs(std::string_view text) {
    std::string whole(text);
    for (std::size_t at = 0; (at = whole.find('\\', at)) != std::string::npos;) {
        auto const unit = unit_at(whole, at);
        at += unit ? 6 : 2;
        if (!unit || *unit < 0xD800 || *unit >= 0xE000) continue;
        auto const second = unit_at(whole, at);
        if (*unit < 0xDC00 && second && *second >= 0xDC00 && *second < 0xE000)
            at += 6;
        else
            whole.replace(at - 4, 4, "fffd");
    }
    return whole;
}

/// The members of all objects in a text.
std::size_t count_members(std::string_view text) {
    std::size_t count = 0;
    bool in_string = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (in_string && text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            in_string = !in_string;
        else if (text[at] == ':' && !in_string)
            ++count;
    }
    return count;
}

/// The first of two values of a name can be one that a struct does not take; written back, only the second is left.
bool has_a_name_twice(std::string_view text) {
    boost::system::error_code failure;
    auto const parsed = boost::json::parse(with_whole_pairs(text), failure);
    return !failure && count_members(boost::json::serialize(parsed)) != count_members(text);
}

template <class T>
void check(std::string_view text) {
    auto const first = written_back<T>(text);
    if (!first || written_back<T>(*first) == first) return;
    if (!has_a_name_twice(text)) std::abort();
}

void check_reuse(std::string_view text) {
    static telnyx::ai::chat_completion_chunk reused;
    static telnyx::json::decoder decoder;
    auto const fresh = written_back<telnyx::ai::chat_completion_chunk>(text);
    try {
        decoder.decode_into(reused, text);
        if (telnyx::json::encode(reused) != fresh) std::abort();
    } catch (telnyx::json::decode_error const&) {
        if (fresh) std::abort();
    }
}

/// Boost.JSON's doubles are not always the nearest ones, and it makes NaN of zeros such as 0e309.
bool same_number(double a, double b) {
    if (std::isnan(b)) return a == 0;
    return std::abs(a - b) <= 1e-14 * std::abs(b) || std::abs(a - b) < std::numeric_limits<double>::min();
}

bool same(boost::json::value const& a, boost::json::value const& b) {
    if (a.kind() != b.kind()) return false;
    if (a.is_double()) return same_number(a.get_double(), b.get_double());
    if (a.is_array()) return std::ranges::equal(a.get_array(), b.get_array(), same);
    if (!a.is_object()) return a == b;
    return std::ranges::equal(a.get_object(), b.get_object(), [](auto const& one, auto const& other) {
        return one.key() == other.key() && same(one.value(), other.value());
    });
}

/// Boost.JSON takes the same texts, except that it makes infinity of numbers that are too large, and takes no half of a
/// surrogate pair.
void check_free_form(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = 64;
    boost::system::error_code failure;
    auto const expected = boost::json::parse(with_whole_pairs(text), failure, {}, options);
    try {
        auto const value = telnyx::json::decode<boost::json::value>(text);
        if (failure || !same(value, expected)) std::abort();
    } catch (telnyx::json::decode_error const& error) {
        if (!failure && error.reason() != "number out of range") std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    check<telnyx::ai::assistant>(text);
    check<telnyx::ai::chat_completion>(text);
    check<telnyx::ai::chat_completion_chunk>(text);
    check<telnyx::ai::recursive_cluster>(text);
    check<telnyx::ai::scheduled_event_response>(text);
    check_reuse(text);
    check_free_form(text);
    return 0;
}
