#pragma once

// Documents grouped by subject.

#include "telnyx/ai/resources/clusters_resource.hpp"
#include "telnyx/ai/types/cluster_compute_params.hpp"
#include "telnyx/ai/types/cluster_compute_response.hpp"
#include "telnyx/ai/types/cluster_fetch_graph_params.hpp"
#include "telnyx/ai/types/cluster_list_params.hpp"
#include "telnyx/ai/types/cluster_retrieve_params.hpp"
#include "telnyx/ai/types/cluster_retrieve_response.hpp"
#include "telnyx/ai/types/cluster_task.hpp"
#include "telnyx/ai/types/recursive_cluster.hpp"
#include "telnyx/ai/types/task_status.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/lists/paginator.hpp"
#include "telnyx/options/wait_options.hpp"
#include "telnyx/results/binary_content.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/clusters.ipp"
#endif
