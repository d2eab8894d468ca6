#pragma once

#include <optional>
#include <string_view>

namespace relay {

/// A file of the folder `page/`, which the build puts into the program.
struct page_file {
    std::string_view type{}; ///< for Content-Type
    std::string_view text{};
};

/// The file that a browser finds at this path.
std::optional<page_file> find_page(std::string_view path);

} // namespace relay
