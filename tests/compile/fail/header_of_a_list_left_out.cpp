// expect: include the header of the calls that return it, such as "telnyx/ai/clusters\.hpp"
// pass-with: -DWITH_HEADER
#include "telnyx/ai/chat.hpp"
#ifdef WITH_HEADER
#include "telnyx/ai/clusters.hpp"
#endif

void list(telnyx::client client) {
    auto const tasks = client.ai.clusters.list();
    static_cast<void>(tasks);
}
