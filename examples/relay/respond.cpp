#include "respond.hpp"

#include <utility>

namespace relay {

response make_response(http::status status, std::string_view type, std::string body, unsigned version,
                       bool keep_alive) {
    response made(status, version);
    made.set(http::field::content_type, type);
    made.set(http::field::cache_control, "no-cache");
    made.set("X-Content-Type-Options", "nosniff");
    made.set("Referrer-Policy", "no-referrer");
    // Scripts and styles are files of their own, so that nothing in a page, whoever wrote it, runs as a script.
    made.set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
                                        "connect-src 'self'; base-uri 'none'; form-action 'none'; "
                                        "frame-ancestors 'none'");
    made.keep_alive(keep_alive);
    made.body() = std::move(body);
    made.prepare_payload();
    return made;
}

response error_response(failure const& what, unsigned version, bool keep_alive) {
    auto made =
        make_response(what.status, "application/json", "{\"error\": " + what.json() + "}\n", version, keep_alive);
    if (what.retry_after > 0) made.set(http::field::retry_after, std::to_string(what.retry_after));
    return made;
}

} // namespace relay
