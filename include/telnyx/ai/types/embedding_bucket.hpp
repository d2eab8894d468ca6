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
        std::string filename{};                        ///< name of the file
        std::string status{};                          ///< embedding status
        std::optional<std::string> error_reason{};     ///< why embedding failed
        std::optional<std::string> last_embedded_at{}; ///< time of the latest embedding, ISO 8601
        std::optional<std::string> updated_at{};       ///< time of the latest change, ISO 8601
    };

    std::vector<file> data{}; ///< the files
};
BOOST_DESCRIBE_STRUCT(embedding_bucket::file, (),
                      (created_at, filename, status, error_reason, last_embedded_at, updated_at))
BOOST_DESCRIBE_STRUCT(embedding_bucket, (), (data))

} // namespace telnyx::ai
