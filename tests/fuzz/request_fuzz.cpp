// Whatever callers pass as path and query parameters, headers and base URL: it is refused, or the request has the
// structure that was meant.

#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/core/base_url.hpp"
#include "telnyx/core/target.hpp"
#include "telnyx/errors/configuration_error.hpp"
#include "telnyx/http/headers.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void require(bool ok) {
    if (!ok) std::abort();
}

void check_path(std::string_view text) {
    try {
        auto const path = telnyx::core::fill_path("/a/{id}/b", {{"id", text}});
        require(std::count(path.begin(), path.end(), '/') == 3);
        require(path.find_first_of("?# \r\n") == std::string::npos && path.starts_with("/a/") && path.ends_with("/b"));
        require(path.find("/./") == std::string::npos && path.find("/../") == std::string::npos);
    } catch (telnyx::invalid_argument_error const&) {
    }
}

void check_query(std::string_view text) {
    try {
        std::string target = "/a?x=1";
        telnyx::core::append_query(target, text, text);
        require(std::count(target.begin(), target.end(), '&') == 1 &&
                std::count(target.begin(), target.end(), '=') == 2);
        require(target.find_first_of("# \r\n") == std::string::npos);
        require(telnyx::core::find_query(target, text) == std::string(text) || text == "x");
        telnyx::core::remove_query(target, text);
        require(target == (text == "x" ? "/a" : "/a?x=1"));
    } catch (telnyx::invalid_argument_error const&) {
    }
}

void check_header(std::string_view text) {
    try {
        telnyx::headers fields;
        fields.append("A", "1");
        fields.set("x-test", text);
        require(fields.get("X-Test") == text);
        require(std::count(fields.text().begin(), fields.text().end(), '\n') == 2);
        require(fields.remove("x-test") == 1 && fields.text() == "A: 1\r\n");
    } catch (telnyx::invalid_argument_error const&) {
    }
}

void check_base_url(std::string_view text) {
    try {
        auto const read = telnyx::core::parse_base_url(text, false);
        require(!read.origin->host.empty() && read.origin->port != 0 && !read.path.ends_with('/'));
        require(read.path.empty() || read.path.starts_with('/'));
    } catch (telnyx::configuration_error const&) {
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    check_path(text);
    check_query(text);
    check_header(text);
    check_base_url(text);
    check_base_url("https://" + std::string(text));
    return 0;
}
