// expect: json_names of this struct has a name with quotes, backslashes or control characters
// pass-with: -DPLAIN
#include "telnyx/json/describe.hpp"
#include "telnyx/json/encode.hpp"

#include <array>
#include <string_view>
#include <utility>

struct page {
    int size{};

#ifdef PLAIN
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 1> json_names{{{"size", "page[size]"}}};
#else
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 1> json_names{{{"size", "\"size\""}}};
#endif
};
BOOST_DESCRIBE_STRUCT(page, (), (size))

auto const text = telnyx::json::encode(page{});
