#pragma once

// Embedded documents and similarity search.

#include "telnyx/ai/resources/embeddings_resource.hpp"
#include "telnyx/ai/types/background_task_status.hpp"
#include "telnyx/ai/types/embedding_bucket.hpp"
#include "telnyx/ai/types/embedding_bucket_list.hpp"
#include "telnyx/ai/types/embedding_create_params.hpp"
#include "telnyx/ai/types/embedding_list.hpp"
#include "telnyx/ai/types/embedding_list_params.hpp"
#include "telnyx/ai/types/embedding_response.hpp"
#include "telnyx/ai/types/embedding_retrieve_response.hpp"
#include "telnyx/ai/types/embedding_similarity_search_params.hpp"
#include "telnyx/ai/types/embedding_similarity_search_response.hpp"
#include "telnyx/ai/types/embedding_url_params.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/options/wait_options.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/embeddings.ipp"
#endif
