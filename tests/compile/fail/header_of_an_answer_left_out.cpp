// expect: include "telnyx/ai/models\.hpp"
// pass-with: -DWITH_HEADER
#include "telnyx/ai/chat.hpp"
#ifdef WITH_HEADER
#include "telnyx/ai/models.hpp"
#endif

boost::asio::awaitable<std::size_t> count_models(telnyx::client client) {
    auto const models = co_await client.ai.retrieve_models();
    co_return models.data.size();
}
