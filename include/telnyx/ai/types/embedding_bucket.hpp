#pragma once

#include "telnyx/json/describe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// The embedded files of a storage bucket.
struct embedding_bucket {
    /// A file.
    struct file {
        std::string created_at{};                      ///< when it was added, ISO 8601
        std::string filename{};                        ///< its name
        std::string status{};                          ///< how far its embedding is
        std::optional<std::string> error_reason{};     ///< why it could not be embedded
        std::optional<std::string> last_embedded_at{}; ///< when it was embedded last, ISO 8601
        std::optional<std::string> updated_at{};       ///< when it was changed last, ISO 8601
    };

    std::vector<file> data{}; ///< the files
};
BOOST_DESCRIBE_STRUCT(embedding_bucket::file, (),
                      (created_at, filename, status, error_reason, last_embedded_at, updated_at))
BOOST_DESCRIBE_STRUCT(embedding_bucket, (), (data))

} // namespace telnyx::ai
