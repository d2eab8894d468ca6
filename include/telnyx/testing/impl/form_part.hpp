#pragma once

#include <string>
#include <string_view>

namespace telnyx::testing::detail {

/// One field of a form. The content is a part of the request's body, which must live as long.
struct form_part {
    std::string name;
    std::string file_name; // empty for a field that is no file
    std::string content_type;
    std::string_view content;
};

} // namespace telnyx::testing::detail
