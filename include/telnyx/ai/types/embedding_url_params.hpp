#pragma once

#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <string>

namespace telnyx::ai {

/// A website to embed.
struct embedding_url_params {
    required<std::string> bucket_name; ///< existing storage bucket for the pages
    required<std::string> url;         ///< first page
};
BOOST_DESCRIBE_STRUCT(embedding_url_params, (), (bucket_name, url))

} // namespace telnyx::ai
