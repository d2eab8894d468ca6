// What decodes, encodes, and decodes to the same again; a reused object ends up like a fresh one; nothing that
// Boost.JSON refuses is taken for a free-form value.

#include "telnyx/ai/types/assistant.hpp"
#include "telnyx/ai/types/chat_completion.hpp"
#include "telnyx/ai/types/chat_completion_chunk.hpp"
#include "telnyx/ai/types/recursive_cluster.hpp"
#include "telnyx/ai/types/scheduled_event_response.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/encode.hpp"

#include <boost/json/parse.hpp>

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace {

template <class T>
std::optional<std::string> written_back(std::string_view text) {
    try {
        return telnyx::json::encode(telnyx::json::decode<T>(text));
    } catch (telnyx::json::decode_error const&) {
        return std::nullopt;
    }
}

template <class T>
void check(std::string_view text) {
    auto const first = written_back<T>(text);
    if (!first) return;
    if (written_back<T>(*first) != first) std::abort();
}

void check_reuse(std::string_view text) {
    static telnyx::ai::chat_completion_chunk reused;
    static telnyx::json::decoder decoder;
    auto const fresh = written_back<telnyx::ai::chat_completion_chunk>(text);
    try {
        decoder.decode_into(reused, text);
        if (telnyx::json::encode(reused) != fresh) std::abort();
    } catch (telnyx::json::decode_error const&) {
        if (fresh) std::abort();
    }
}

void check_free_form(std::string_view text) {
    if (!written_back<boost::json::value>(text)) return;
    boost::json::parse_options options;
    options.max_depth = 64;
    boost::system::error_code failure;
    boost::json::parse(text, failure, {}, options);
    if (failure) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    check<telnyx::ai::assistant>(text);
    check<telnyx::ai::chat_completion>(text);
    check<telnyx::ai::chat_completion_chunk>(text);
    check<telnyx::ai::recursive_cluster>(text);
    check<telnyx::ai::scheduled_event_response>(text);
    check_reuse(text);
    check_free_form(text);
    return 0;
}
