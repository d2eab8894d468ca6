#pragma once

#include "telnyx/http/origin.hpp"
#include "telnyx/http/proxy.hpp"
#include "telnyx/http/response_framer.hpp"

#include <boost/system/error_code.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace telnyx::http {

/// Connection to an origin through an HTTP proxy (CONNECT; RFC 9110, section 9.3.6): creates the request to the proxy
/// and interprets its response. Does no I/O.
class tunnel {
  public:
    enum class progress {
        needs_input, ///< the response is incomplete
        open,        ///< all further bytes are from the origin
        failed,      ///< see `failure()`
    };

    /// @param header_bytes maximum number of bytes of the head of the response
    tunnel(proxy const& through, origin const& to, std::size_t header_bytes);

    /// The request to the proxy. Contains the proxy credentials, and nothing that is meant for the origin.
    std::string request() const;

    /// Reads from the front of `bytes` and sets `used` to the number of bytes consumed; pass the others again, with
    /// more.
    progress parse(std::string_view bytes, std::size_t& used);

    /// The proxy has closed the connection.
    progress end_of_input();

    std::string proxy_name() const { return through_.name(); }

    /// Why the tunnel failed, as a code and in words.
    boost::system::error_code failure() const { return failure_; }
    std::string const& failure_text() const { return failure_text_; }

    /// Status and beginning of the body of a refusal; 0 and empty if there is none.
    int status() const { return status_; }
    std::string const& body() const { return body_; }

    /// Total number of bytes scanned so far, counting repeated work.
    std::uint64_t work() const { return framer_.work(); }

    /// Whether the response is a refusal, although more of its body may follow.
    bool refused() const { return framer_.has_head() && framer_.status() >= 300; }

  private:
    progress fail(boost::system::error_code code, std::string text);
    progress refuse();
    std::string wanted_authentication();
    std::string credentials() const;
    void hide_secrets(std::string& text) const;

    proxy const through_;
    origin const to_;
    response_framer framer_;
    boost::system::error_code failure_;
    std::string failure_text_;
    int status_ = 0;
    std::string body_;
};

} // namespace telnyx::http

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/http/impl/tunnel.ipp"
#endif
