#pragma once

#include "telnyx/base/ascii.hpp"
#include "telnyx/core/read_origin.hpp"
#include "telnyx/core/redirect.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <array>

namespace telnyx::core {

namespace detail {

// More than every server should support (RFC 9110, section 4.1).
inline constexpr std::size_t longest_location = 8192;

inline redirect refused(std::string_view reason) {
    redirect made;
    made.reason = reason;
    return made;
}

// Removes the dot segments from a path that starts with a slash (RFC 3986, section 5.2.4).
inline std::string without_dot_segments(std::string_view path) {
    std::string walked;
    while (!path.empty()) {
        auto const step = path.substr(0, path.find('/', 1));
        path.remove_prefix(step.size());
        bool const up = step == "/..";
        if (up) walked.erase(std::min(walked.rfind('/'), walked.size()));
        if (!up && step != "/.")
            walked.append(step);
        else if (path.empty())
            walked += '/';
    }
    return walked;
}

inline bool same_origin(boost::urls::url_view const& location, origin const& from) {
    origin to;
    // If only the scheme is missing, it is that of the request.
    auto const whole = location.has_scheme() ? std::string() : (from.secure ? "https:" : "http:");
    auto const text = whole + std::string(location.buffer().data(), location.buffer().size());
    auto const absolute = boost::urls::parse_uri(text);
    if (!absolute || read_origin(*absolute, to) != nullptr) return false;
    return to.secure == from.secure && to.port == from.port && ascii::equal_ignoring_case(to.host, from.host);
}

// Path and query for a location without authority, or with this origin's (RFC 3986, section 5.2.2).
inline std::string resolved(boost::urls::url_view const& location, std::string_view base) {
    auto const base_path = base.substr(0, base.find('?'));
    std::string path(location.encoded_path().data(), location.encoded_path().size());
    bool const same_document = path.empty() && !location.has_authority();
    if (same_document)
        path = base_path;
    else if (!path.starts_with('/') && !location.has_authority())
        path = std::string(base_path.substr(0, base_path.rfind('/') + 1)) + path;
    auto target = same_document ? path : without_dot_segments(path);
    if (target.empty()) target = "/";
    if (location.has_query())
        target.append("?").append(location.encoded_query().data(), location.encoded_query().size());
    else if (same_document)
        target.append(base.substr(base_path.size()));
    return target;
}

} // namespace detail

TELNYX_DECL bool is_redirect(int status) {
    static constexpr std::array redirects{301, 302, 303, 307, 308};
    return std::find(redirects.begin(), redirects.end(), status) != redirects.end();
}

TELNYX_DECL redirect find_redirect(transport_request const& asked, headers const& fields, int followed, int most) {
    auto const named_location = [](headers::field const& each) {
        return ascii::equal_ignoring_case(each.name, "location");
    };
    auto const location = fields.get("location").value_or("");
    if (asked.source || (asked.method != "GET" && asked.method != "HEAD"))
        return detail::refused("only GET requests are redirected");
    if (followed >= most) return detail::refused(most > 0 ? "too many redirects" : "redirects are turned off");
    if (location.empty()) return detail::refused("no location is given");
    if (std::count_if(fields.begin(), fields.end(), named_location) > 1)
        return detail::refused("more than one location is given");
    if (location.size() > detail::longest_location) return detail::refused("the location is too long");
    auto const read = boost::urls::parse_uri_reference(location);
    if (!read) return detail::refused("the location is not a valid URL");
    if (read->has_userinfo()) return detail::refused("the location holds user info");
    if ((read->has_scheme() || read->has_authority()) && !detail::same_origin(*read, *asked.origin))
        return detail::refused("it leads to another origin");
    redirect made;
    made.target = detail::resolved(*read, asked.target);
    return made;
}

} // namespace telnyx::core
