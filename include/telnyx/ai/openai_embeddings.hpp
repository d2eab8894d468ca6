#pragma once

// Embedding vectors for texts.

#include "telnyx/ai/resources/openai_embeddings_resource.hpp"
#include "telnyx/ai/types/openai_embedding_create_params.hpp"
#include "telnyx/ai/types/openai_embedding_list.hpp"
#include "telnyx/ai/types/openai_embedding_model_list.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/openai_embeddings.ipp"
#endif
