#pragma once

#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace telnyx::ai {

/// A group of texts on one subject, with the smaller groups that it consists of.
struct recursive_cluster {
    /// A text in a cluster.
    struct node {
        std::string filename{}; ///< file in the storage bucket that it comes from
        std::string text{};     ///< the text
    };

    std::string cluster_id{};                                    ///< of the cluster
    std::string cluster_summary{};                               ///< what its texts are about
    std::int64_t total_number_of_nodes{};                        ///< texts in it, those in subclusters included
    std::optional<std::string> cluster_header{};                 ///< its subject in a few words
    std::optional<std::vector<node>> nodes{};                    ///< its texts, if they were asked for
    std::optional<std::vector<recursive_cluster>> subclusters{}; ///< smaller groups in it
};
BOOST_DESCRIBE_STRUCT(recursive_cluster::node, (), (filename, text))
BOOST_DESCRIBE_STRUCT(recursive_cluster, (),
                      (cluster_id, cluster_summary, total_number_of_nodes, cluster_header, nodes, subclusters))

} // namespace telnyx::ai
