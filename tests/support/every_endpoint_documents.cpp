#include "support/endpoint_rows.hpp"
#include "support/every_endpoint.hpp"
#include "telnyx/ai/clusters.hpp"
#include "telnyx/ai/embeddings.hpp"

namespace telnyx::tests {

using path_values = endpoint::path_values;

void add_documents(std::vector<endpoint>& rows) {
    rows.push_back(with_query<ai::cluster_list_params>(
        "ai.clusters.list", "GET", "/ai/clusters",
        [](client const& c, path_values const&, auto const&... params) { return c.ai.clusters.list(params...); }));
    rows.push_back(with_body<ai::cluster_compute_params>(
        "ai.clusters.compute", "POST", "/ai/clusters",
        [](client const& c, path_values const&, ai::cluster_compute_params const& params) {
            return c.ai.clusters.compute(params);
        }));
    rows.push_back(
        with_query<ai::cluster_retrieve_params>("ai.clusters.retrieve", "GET", "/ai/clusters/{task_id}",
                                                [](client const& c, path_values const& p, auto const&... params) {
                                                    return c.ai.clusters.retrieve(p[0], params...);
                                                }));
    rows.push_back(without_params("ai.clusters.delete", "DELETE", "/ai/clusters/{task_id}",
                                  [](client const& c, path_values const& p) { return c.ai.clusters.delete_(p[0]); }));
    rows.push_back(
        with_query<ai::cluster_fetch_graph_params>("ai.clusters.fetch_graph", "GET", "/ai/clusters/{task_id}/graph",
                                                   [](client const& c, path_values const& p, auto const&... params) {
                                                       return c.ai.clusters.fetch_graph(p[0], params...);
                                                   }));
    rows.push_back(with_query<ai::embedding_list_params>(
        "ai.embeddings.list", "GET", "/ai/embeddings",
        [](client const& c, path_values const&, auto const&... params) { return c.ai.embeddings.list(params...); }));
    rows.push_back(with_body<ai::embedding_create_params>(
        "ai.embeddings.create", "POST", "/ai/embeddings",
        [](client const& c, path_values const&, ai::embedding_create_params const& params) {
            return c.ai.embeddings.create(params);
        }));
    rows.push_back(without_params("ai.embeddings.buckets.list", "GET", "/ai/embeddings/buckets",
                                  [](client const& c, path_values const&) { return c.ai.embeddings.buckets.list(); }));
    rows.push_back(
        without_params("ai.embeddings.buckets.retrieve", "GET", "/ai/embeddings/buckets/{bucket_name}",
                       [](client const& c, path_values const& p) { return c.ai.embeddings.buckets.retrieve(p[0]); }));
    rows.push_back(
        without_params("ai.embeddings.buckets.delete", "DELETE", "/ai/embeddings/buckets/{bucket_name}",
                       [](client const& c, path_values const& p) { return c.ai.embeddings.buckets.delete_(p[0]); }));
    rows.push_back(with_body<ai::embedding_similarity_search_params>(
        "ai.embeddings.similarity_search", "POST", "/ai/embeddings/similarity-search",
        [](client const& c, path_values const&, ai::embedding_similarity_search_params const& params) {
            return c.ai.embeddings.similarity_search(params);
        }));
    rows.push_back(with_body<ai::embedding_url_params>(
        "ai.embeddings.url", "POST", "/ai/embeddings/url",
        [](client const& c, path_values const&, ai::embedding_url_params const& params) {
            return c.ai.embeddings.url(params);
        }));
    rows.push_back(
        without_params("ai.embeddings.retrieve", "GET", "/ai/embeddings/{task_id}",
                       [](client const& c, path_values const& p) { return c.ai.embeddings.retrieve(p[0]); }));
}

} // namespace telnyx::tests
