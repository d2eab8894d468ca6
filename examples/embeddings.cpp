// Embeds the documents of a storage bucket, waits, and searches them; then creates plain embeddings of two texts.

#include "run.hpp"

#include "telnyx/ai/clusters.hpp"
#include "telnyx/ai/embeddings.hpp"
#include "telnyx/ai/openai_embeddings.hpp"

#include <chrono>
#include <iostream>
#include <string>
#include <vector>

namespace asio = boost::asio;
namespace ai = telnyx::ai;
using namespace std::chrono_literals;

asio::awaitable<void> search_documents() {
    telnyx::client client{co_await asio::this_coro::executor};
    auto const& embeddings = client.ai.embeddings;
    auto const waiting = telnyx::wait_options().first_interval(50ms).deadline(1min);

    ai::embedding_create_params params{.bucket_name = "recipes"};
    auto const task = co_await embeddings.create(params);
    auto const done = co_await embeddings.wait(task.data.task_id.value_or(""), waiting);
    std::cout << "embedding: " << (done.data.status ? done.data.status->text() : "?") << '\n';

    ai::embedding_similarity_search_params search{.bucket_name = "recipes", .query = "cakes without eggs"};
    auto const matches = co_await embeddings.similarity_search(search);
    for (auto const& each : matches.data)
        std::cout << each.distance << ' ' << each.metadata.filename << '\n';

    ai::cluster_compute_params grouping{.bucket = "recipes"};
    auto const computation = co_await client.ai.clusters.compute(grouping);
    auto const clusters = co_await client.ai.clusters.wait(computation.data.task_id, waiting);
    std::cout << clusters.data.clusters.size() << " cluster(s)\n";

    ai::openai_embedding_create_params two{.input = std::vector<std::string>{"cake", "bread"},
                                           .model = "thenlper/gte-large"};
    auto const vectors = co_await client.ai.openai.embeddings.create_embeddings(two);
    std::cout << vectors.data.size() << " vectors\n";
}

int main() {
    return run(search_documents());
}
