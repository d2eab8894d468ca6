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

/// The way to an origin through an HTTP proxy (CONNECT; RFC 9110, section 9.3.6): what to ask the proxy for, and what
/// its answer means. Does no I/O.
class tunnel {
  public:
    enum class progress {
        needs_input, ///< the answer is not complete
        open,        ///< from here on the bytes are the origin's
        failed,      ///< see `failure()`
    };

    /// `header_bytes` is the most that the head of the answer may have.
    tunnel(proxy const& through, origin const& to, std::size_t header_bytes);

    /// The request for the proxy. Holds the credentials for it, and nothing that is meant for the origin.
    std::string request() const;

    /// Reads from the front of `bytes` and tells by `used` how many are done with; hand in the others again, with more.
    progress parse(std::string_view bytes, std::size_t& used);

    /// The proxy has ended the connection.
    progress end_of_input();

    std::string proxy_name() const { return through_.name(); }

    /// Why there is no tunnel, in code and words.
    boost::system::error_code failure() const { return failure_; }
    std::string const& failure_text() const { return failure_text_; }

    /// Status of an answer that refuses, and the beginning of its body; 0 and empty when there is none.
    int status() const { return status_; }
    std::string const& body() const { return body_; }

    /// How many bytes have been looked at so far, each as often as it was.
    std::uint64_t work() const { return framer_.work(); }

    /// Whether the answer is one that refuses, although more of its body may be to come.
    bool refused() const { return framer_.has_head() && framer_.status() >= 300; }

  private:
    progress fail(boost::system::error_code code, std::string text);
    progress refuse();
    std::string wanted_authentication();
    std::string credentials() const;
    void hide_secrets();

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
