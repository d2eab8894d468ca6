// Wherever a location says to go, what is asked for next is a path and query of the same origin that a request line can
// hold, and to redirect to it again stays where it is.

#include "telnyx/base/ascii.hpp"
#include "telnyx/core/redirect.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace {

void require(bool true_for_all) {
    if (!true_for_all) std::abort();
}

std::string target_of(telnyx::transport_request const& asked, std::string_view location) {
    telnyx::headers fields;
    fields.append_parsed("Location", location);
    auto const found = telnyx::core::find_redirect(asked, fields, 0, 5);
    require(found.target.empty() == !found.reason.empty());
    return found.target;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const location(reinterpret_cast<char const*>(data), size);
    if (location.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) return 0; // ends the field

    telnyx::transport_request asked;
    asked.origin = std::make_shared<telnyx::origin const>(telnyx::origin{true, "api.test", 443, false});
    asked.method = "GET";
    asked.target = "/v2/ai/models?a=b";
    auto const target = target_of(asked, location);
    if (target.empty()) return 0;
    require(target.starts_with('/'));
    require(std::all_of(target.begin(), target.end(), [](char c) { return c > ' ' && c < 0x7f && c != '#'; }));
    auto const path = target.substr(0, target.find('?'));
    require(path.find("/../") == path.npos && path.find("/./") == path.npos);

    // Two slashes at the beginning would name a host.
    if (!target.starts_with("//")) require(target_of(asked, target) == target);
    require(target_of(asked, "https://api.test" + target) == target);
    return 0;
}
