#pragma once

#include "telnyx/async/clock.hpp"
#include "telnyx/async/custom_clock.hpp"
#include "telnyx/base/implicit.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/base/secret_string.hpp"
#include "telnyx/base/text_view.hpp"
#include "telnyx/base/utf8.hpp"
#include "telnyx/http/caller_header.hpp"
#include "telnyx/http/headers.hpp"
#include "telnyx/observe/log_level.hpp"
#include "telnyx/observe/observer_list.hpp"
#include "telnyx/options/call_gate_source.hpp"
#include "telnyx/options/compression.hpp"
#include "telnyx/options/custom_lookup.hpp"
#include "telnyx/options/http2_mode.hpp"
#include "telnyx/options/name_lookup.hpp"
#include "telnyx/options/option_value.hpp"
#include "telnyx/options/request_options.hpp"
#include "telnyx/options/tls_options.hpp"
#include "telnyx/transport/transport.hpp"

#include <chrono>
#include <concepts>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telnyx {

/// Options of a client. All defaults suit Telnyx's service. Options that name an environment variable take their value
/// from it if they are not set. Setters can be chained, also in place.
///
/// A time limit of `duration::max()` means no limit. Setters throw `invalid_argument_error`, which names the option, if
/// a time limit or size is not positive, or if a count or time is negative. Where zero is allowed, the comment says
/// what it means.
class client_options {
  public:
    using duration = std::chrono::steady_clock::duration; ///< type of time limits

    client_options() {}

    /// API key; default: `TELNYX_API_KEY`. The library overwrites the memory of each of its copies before releasing it,
    /// and also the memory of a string that is moved into the call.
    template <detail::text Text>
    client_options& api_key(Text&& key) {
        text_view const text(key);
        api_key_.reserve(text.size() < 32 ? 32 : text.size()); // never within this object
        api_key_ = text;
        if constexpr (std::same_as<Text, std::string>) detail::cleanse(key.data(), key.size());
        return *this;
    }
    std::string_view api_key() const { return api_key_; }

    /// Base URL of the API; default: `TELNYX_BASE_URL`, or `https://api.telnyx.com/v2` if that is not set either.
    client_options& base_url(text_view url) { return base_url_ = url, *this; }
    std::string const& base_url() const { return base_url_; }

    /// Allows `http://` base URLs that lead to another machine. The API key then crosses the network in the clear.
    client_options& allow_plain_http(bool allow = true) { return allow_plain_http_ = allow, *this; }
    bool plain_http_allowed() const { return allow_plain_http_; }

    /// Sets a header to send with every request; it replaces the built-in one of this name. A caller's
    /// `X-Stainless-Retry-Count` stays the same for all attempts, here and in `request_options`.
    /// @throws invalid_argument_error if `name` is not an HTTP token, `value` contains a control character such as CR,
    ///   LF or NUL, or the header belongs to the connection (`Host`, `Content-Length`, `Transfer-Encoding`,
    ///   `Connection`, `Upgrade`, `Proxy-Authorization`: see `proxy()`).
    client_options& header(text_view name, text_view value) {
        detail::set_caller_header(default_headers_, name, value);
        return *this;
    }
    headers const& default_headers() const { return default_headers_; }

    /// Sets a query parameter to send with every request; it replaces an earlier one of this name and is encoded as
    /// needed. Parameters of the call (`request_options::query()`, an endpoint's own, those in the path of
    /// `client::get()`) take precedence. Like every query, it appears in logs.
    /// @throws invalid_argument_error if `name` or `value` is not valid UTF-8.
    client_options& query(text_view name, text_view value) {
        if (!is_utf8(name) || !is_utf8(value)) throw invalid_argument_error("query", "not valid UTF-8");
        std::erase_if(default_query_, [&](auto const& each) { return each.name == name; });
        default_query_.push_back({std::string(name), std::string(value)});
        return *this;
    }
    std::vector<request_options::query_item> const& default_query() const { return default_query_; }

    /// Text to append to the library's own in the User-Agent header, such as `my-app/1.2`.
    client_options& user_agent_suffix(text_view text) { return user_agent_suffix_ = text, *this; }
    std::string const& user_agent_suffix() const { return user_agent_suffix_; }

    /// Longest wait for the response headers of each attempt, including the wait for a connection; default: 60 s.
    client_options& timeout(detail::time_span limit) {
        timeout_ = detail::positive_time("timeout", limit);
        return *this;
    }
    duration timeout() const { return timeout_; }

    /// Longest time to establish a connection: name lookup, TCP, proxy and TLS; default: 10 s.
    client_options& connect_timeout(detail::time_span limit) {
        connect_timeout_ = detail::positive_time("connect_timeout", limit);
        return *this;
    }
    duration connect_timeout() const { return connect_timeout_; }

    /// Longest time without any data in the middle of a response body or stream; default: 60 s.
    client_options& silence_timeout(detail::time_span limit) {
        silence_timeout_ = detail::positive_time("silence_timeout", limit);
        return *this;
    }
    duration silence_timeout() const { return silence_timeout_; }

    /// Longest wait for the next event of a stream; keep-alive comments and pings do not count as events. Default: no
    /// limit. `silence_timeout` detects a connection that delivers no data at all, this one a server that keeps the
    /// connection alive without sending events. Time that the reader spends between events does not count.
    client_options& event_timeout(detail::time_span limit) {
        event_timeout_ = detail::positive_time("event_timeout", limit);
        return *this;
    }
    duration event_timeout() const { return event_timeout_; }

    /// Longest duration of a whole call, including all attempts, pauses and the body; default: no limit.
    client_options& deadline(detail::time_span limit) {
        deadline_ = detail::positive_time("deadline", limit);
        return *this;
    }
    duration deadline() const { return deadline_; }

    /// Maximum number of retries; default: 2, 0 for none. Requests with effects outside the API, such as sending a text
    /// message, are not retried once the server may have read them, unless `request_options::max_retries()` is set for
    /// the call.
    client_options& max_retries(int count) {
        max_retries_ = detail::count_or_zero("max_retries", count);
        return *this;
    }
    int max_retries() const { return max_retries_; }

    /// Longest pause that a server may ask for before a retry. If it asks for more, the call fails at once. Default: 60
    /// s; 0 accepts no pause but the library's own.
    client_options& max_retry_delay(detail::time_span limit) {
        max_retry_delay_ = detail::time_or_zero("max_retry_delay", limit);
        return *this;
    }
    duration max_retry_delay() const { return max_retry_delay_; }

    /// Maximum number of redirects that a call follows; default: 5, 0 for none. Only GET requests follow redirects, and
    /// only within the origin (scheme, host and port) of the base URL, so that the API key goes nowhere else. Other
    /// redirects fail the call with a `redirect_error`. Following a redirect is not a retry: the request and its
    /// redirects are one attempt and share its time limit. A retry starts again at the original URL, and may be
    /// redirected as often again.
    client_options& max_redirects(int count) {
        max_redirects_ = detail::count_or_zero("max_redirects", count);
        return *this;
    }
    int max_redirects() const { return max_redirects_; }

    /// Which responses to request gzip-compressed; default: lists. The client decompresses gzip and deflate in any
    /// case. Size limits apply to the decompressed body.
    ///
    /// When it pays off, measured on one core: a chat completion of 0.9 KB shrinks to 0.6 KB, which saves no packet and
    /// costs 3 us of the client's time (a third of the whole call) and 0.1 ms of the server's. A list of 10 MB shrinks
    /// to a tenth or less and takes 6 ms to decompress: 0.7 s instead of 10 s over a link of 1 MB/s, 76 ms instead of 1
    /// s at 10 MB/s, and 13 ms instead of 100 ms at 100 MB/s.
    client_options& compression(telnyx::compression wanted) { return compression_ = wanted, *this; }
    telnyx::compression compression() const { return compression_; }

    /// Whether to use HTTP/2; default: `http2_mode::off`. It is available if the library is built with libnghttp2
    /// (`TELNYX_HTTP2`).
    client_options& http2(http2_mode mode) { return http2_ = mode, *this; }
    http2_mode http2() const { return http2_; }

    /// Maximum number of calls and open streams that share an HTTP/2 connection; default: 100. A server may allow less.
    client_options& max_streams_per_connection(std::size_t count) {
        max_streams_per_connection_ = detail::positive_size("max_streams_per_connection", count);
        return *this;
    }
    std::size_t max_streams_per_connection() const { return max_streams_per_connection_; }

    /// Maximum number of bytes that all HTTP/2 streams together may receive ahead of their readers, in addition to 256
    /// KiB for each; default: 64 MiB. A stream whose reader keeps up gets a larger window, up to 8 MiB, as long as this
    /// allows it, and may have that much in memory, and as much again in the hands of its reader, when the reader
    /// stops. With 0, no stream gets more than 256 KiB, which limits it to 5 MB/s on a link of 50 ms.
    client_options& max_read_ahead(std::size_t bytes) { return max_read_ahead_ = bytes, *this; }
    std::size_t max_read_ahead() const { return max_read_ahead_; }

    /// Maximum number of connections; default: 64. Over HTTP/1.1, each call in flight and each open stream holds one.
    /// Calls that find none free wait in a queue, and fail with `errc::no_connection_free` if none becomes free within
    /// their `timeout()`.
    client_options& max_connections(std::size_t count) {
        max_connections_ = detail::positive_size("max_connections", count);
        return *this;
    }
    std::size_t max_connections() const { return max_connections_; }

    /// How long to keep an idle connection; default: 60 s, 0 to close it at once.
    client_options& idle_time(detail::time_span limit) {
        idle_time_ = detail::time_or_zero("idle_time", limit);
        return *this;
    }
    duration idle_time() const { return idle_time_; }

    /// How long to cache the addresses of a host; default: 60 s, 0 for no cache.
    client_options& dns_cache_time(detail::time_span limit) {
        dns_cache_time_ = detail::time_or_zero("dns_cache_time", limit);
        return *this;
    }
    duration dns_cache_time() const { return dns_cache_time_; }

    /// TLS options.
    client_options& tls(tls_options options) { return tls_ = std::move(options), *this; }
    tls_options const& tls() const { return tls_; }

    /// Maximum size of a response head in bytes; default: 64 KiB.
    client_options& max_header_size(std::size_t bytes) {
        max_header_size_ = detail::positive_size("max_header_size", bytes);
        return *this;
    }
    std::size_t max_header_size() const { return max_header_size_; }

    /// Maximum size of a response body in bytes; default: 64 MiB. Streams have no size limit.
    client_options& max_response_size(std::size_t bytes) {
        max_response_size_ = detail::positive_size("max_response_size", bytes);
        return *this;
    }
    std::size_t max_response_size() const { return max_response_size_; }

    /// Maximum size of one event of a stream in bytes; default: 1 MiB.
    client_options& max_event_size(std::size_t bytes) {
        max_event_size_ = detail::positive_size("max_event_size", bytes);
        return *this;
    }
    std::size_t max_event_size() const { return max_event_size_; }

    /// HTTP proxy for an `https://` base URL, such as `http://user:password@host:3128`; default: `https_proxy` or
    /// `HTTPS_PROXY`. An empty string means no proxy, whatever the environment says. The password is percent-encoded in
    /// the URL; it is sent only to the proxy, and never shown.
    client_options& proxy(text_view url) { return proxy_ = url, *this; }
    std::optional<std::string> const& proxy() const { return proxy_; }

    /// Hosts to connect to directly, separated by commas or whitespace; default: `no_proxy` or `NO_PROXY`. An entry is
    /// a name, which includes all its subdomains, an address, a block of addresses such as `10.0.0.0/8`, or `*` for all
    /// hosts. A `:port` after a name or address restricts the entry to that port.
    client_options& no_proxy(text_view hosts) { return no_proxy_ = hosts, *this; }
    std::optional<std::string> const& no_proxy() const { return no_proxy_; }

    /// Maximum nesting depth of JSON in responses; default: 64. Parsing takes some hundred bytes of stack per level, so
    /// values above 2,000 are treated as 2,000.
    client_options& max_json_depth(std::size_t levels) {
        constexpr std::size_t most_levels = 2000;
        max_json_depth_ = detail::positive_size("max_json_depth", levels < most_levels ? levels : most_levels);
        return *this;
    }
    std::size_t max_json_depth() const { return max_json_depth_; }

    /// Log level; default: `TELNYX_LOG`, or no log if that is not set either.
    client_options& log(log_level level) { return log_level_ = level, *this; }
    std::optional<log_level> log() const { return log_level_; }

    /// Receives the lines of the log; default: standard error.
    client_options& log_to(log_sink lines) { return log_sink_ = std::move(lines), *this; }
    log_sink const& log_to() const { return log_sink_; }

    /// Adds an observer, which is notified of what the client does; see `log_observer` for one that writes a log.
    client_options& observe(std::shared_ptr<observer> added) { return observers_.add(std::move(added)), *this; }
    observer_list const& observers() const { return observers_; }

    /// Limits how many calls of a model are in flight, and how many requests and tokens it gets per minute; calls
    /// beyond that wait. Limits are learned from the server, too: from its `x-ratelimit-` headers, and from the
    /// `retry-after` of a 429 or 503 response, after which all calls of the model wait, for at most a minute. The
    /// deadline of a call counts while it waits. And only a share of all calls is retried; see
    /// `call_limits::retry_share()`. Default: none of this. Takes a `call_limits`, which is in
    /// `telnyx/limits/call_limits.hpp`.
    client_options& limits(std::shared_ptr<call_gate_source const> limits) {
        limits_ = std::move(limits);
        return *this;
    }
    std::shared_ptr<call_gate_source const> const& limits() const { return limits_; }

    /// Replaces the system's resolver.
    client_options& lookup(name_lookup function) { return lookup_ = std::move(function), *this; }
    name_lookup const& lookup() const { return lookup_.function(); }
    /// For internal use: the same, with the code to run it.
    detail::custom_lookup const& custom_lookup() const { return lookup_; }

    /// Replaces the client's own connection pool; all connection options are then unused.
    client_options& custom_transport(std::shared_ptr<transport> instead) {
        return transport_ = std::move(instead), *this;
    }
    std::shared_ptr<transport> const& custom_transport() const { return transport_; }

    /// Replaces the system's clocks.
    client_options& custom_clock(std::shared_ptr<clock> instead) { return clock_ = std::move(instead), *this; }
    std::shared_ptr<clock> const& custom_clock() const { return clock_.time(); }
    /// For internal use: the same, with the code to sleep by it.
    detail::custom_clock const& clock_of_pauses() const { return clock_; }

  private:
    detail::secret_string api_key_;
    std::string base_url_;
    bool allow_plain_http_ = false;
    headers default_headers_;
    std::vector<request_options::query_item> default_query_;
    std::string user_agent_suffix_;
    duration timeout_ = std::chrono::seconds(60);
    duration connect_timeout_ = std::chrono::seconds(10);
    duration silence_timeout_ = std::chrono::seconds(60);
    duration event_timeout_ = duration::max();
    duration deadline_ = duration::max();
    int max_retries_ = 2;
    duration max_retry_delay_ = std::chrono::seconds(60);
    int max_redirects_ = 5;
    telnyx::compression compression_ = telnyx::compression::lists;
    http2_mode http2_ = http2_mode::off;
    std::size_t max_streams_per_connection_ = 100;
    std::size_t max_read_ahead_ = std::size_t(64) * 1024 * 1024;
    std::size_t max_connections_ = 64;
    duration idle_time_ = std::chrono::seconds(60);
    duration dns_cache_time_ = std::chrono::seconds(60);
    tls_options tls_;
    std::optional<std::string> proxy_;
    std::optional<std::string> no_proxy_;
    std::size_t max_header_size_ = std::size_t(64) * 1024;
    std::size_t max_response_size_ = std::size_t(64) * 1024 * 1024;
    std::size_t max_event_size_ = std::size_t(1024) * 1024;
    std::size_t max_json_depth_ = 64;
    std::optional<log_level> log_level_;
    log_sink log_sink_;
    observer_list observers_;
    std::shared_ptr<call_gate_source const> limits_;
    detail::custom_lookup lookup_;
    std::shared_ptr<transport> transport_;
    detail::custom_clock clock_;
};

} // namespace telnyx
