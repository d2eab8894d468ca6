#pragma once

#include "telnyx/core/resource.hpp"

namespace telnyx::ai {

struct embedding_bucket;      // include "telnyx/ai/embeddings.hpp"
struct embedding_bucket_list; // include "telnyx/ai/embeddings.hpp"

/// Calls under `client.ai.embeddings.buckets`. Include `telnyx/ai/embeddings.hpp` to use them.
///
/// Every call throws `invalid_argument_error` immediately if an argument cannot be sent; awaiting it throws the errors
/// listed in `errors.hpp`.
class embedding_buckets_resource {
  public:
    explicit embedding_buckets_resource(std::shared_ptr<core::client_core> core) : core_(std::move(core)) {}

    /// Lists the files of a bucket and their embedding status: `GET /ai/embeddings/buckets/{bucket_name}`.
    boost::asio::awaitable<response<embedding_bucket>>
    retrieve(std::string_view bucket_name, request_options const& options = request_options()) const;

    /// Lists the embedded buckets: `GET /ai/embeddings/buckets`.
    boost::asio::awaitable<response<embedding_bucket_list>>
    list(request_options const& options = request_options()) const;

    /// Deletes all vectors of a bucket, which then becomes an ordinary storage bucket:
    /// `DELETE /ai/embeddings/buckets/{bucket_name}`.
    boost::asio::awaitable<response<void>> delete_(std::string_view bucket_name,
                                                   request_options const& options = request_options()) const;

  private:
    std::shared_ptr<core::client_core> core_;
};

} // namespace telnyx::ai
