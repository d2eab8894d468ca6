#pragma once

#include <string>
#include <string_view>

namespace telnyx::testing::detail {

/// One field of a form. The content refers to the request body, which must outlive it.
struct form_part {
    std::string name;
    std::string file_name; // empty if the field is not a file
    std::string content_type;
    std::string_view content;
};

} // namespace telnyx::testing::detail
