#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace telnyx::ai {

/// Which tests to list.
struct assistant_test_list_params {
    telnyx::optional<std::int64_t> page_number{};                ///< first page to return, from 1; 1 by default
    telnyx::optional<std::int64_t> page_size{};                  ///< maximum items per page, 1 to 100; 20 by default
    telnyx::optional<std::string> destination{};                 ///< only those with this destination
    telnyx::optional<std::string> telnyx_conversation_channel{}; ///< only those using this channel
    telnyx::optional<std::string> test_suite{};                  ///< only those in this suite

    static constexpr std::array<std::pair<std::string_view, std::string_view>, 2> json_names{
        {{"page_number", "page[number]"}, {"page_size", "page[size]"}}};
};
BOOST_DESCRIBE_STRUCT(assistant_test_list_params, (),
                      (page_number, page_size, destination, telnyx_conversation_channel, test_suite))

} // namespace telnyx::ai
