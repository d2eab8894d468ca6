#pragma once

#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// A group of texts on one subject, with its subgroups.
struct recursive_cluster {
    /// A text in a cluster.
    struct node {
        std::string filename{}; ///< file in the storage bucket that contains it
        std::string text{};     ///< the text
    };

    std::string cluster_id{};                                    ///< ID of the cluster
    std::string cluster_summary{};                               ///< summary of its texts
    std::int64_t total_number_of_nodes{};                        ///< number of texts, including subclusters
    std::optional<std::string> cluster_header{};                 ///< subject in a few words
    std::optional<std::vector<node>> nodes{};                    ///< its texts, if requested
    std::optional<std::vector<recursive_cluster>> subclusters{}; ///< smaller clusters in it
};
BOOST_DESCRIBE_STRUCT(recursive_cluster::node, (), (filename, text))
BOOST_DESCRIBE_STRUCT(recursive_cluster, (),
                      (cluster_id, cluster_summary, total_number_of_nodes, cluster_header, nodes, subclusters))

} // namespace telnyx::ai
