#pragma once

#include "telnyx/async/clock.hpp"
#include "telnyx/async/custom_clock.hpp"
#include "telnyx/base/implicit.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/base/secret_string.hpp"
#include "telnyx/base/text_view.hpp"
#include "telnyx/base/utf8.hpp"
#include "telnyx/http/headers.hpp"
#include "telnyx/observe/log_level.hpp"
#include "telnyx/observe/observer_list.hpp"
#include "telnyx/options/caller_header.hpp"
#include "telnyx/options/compression.hpp"
#include "telnyx/options/custom_lookup.hpp"
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

/// Settings of a client. All have defaults that fit Telnyx's service; what is left empty comes from the environment
/// where a variable is named. Setters can be chained, also in place.
///
/// A time limit of `duration::max()` means none. Setters throw `invalid_argument_error`, which names the option, for a
/// time limit or size that is not positive, and for a negative count or time; where zero has a meaning, it is told.
class client_options {
  public:
    using duration = std::chrono::steady_clock::duration;

    client_options() {}

    /// API key; `TELNYX_API_KEY` unless set. The memory of every copy that the library makes is overwritten before it
    /// is given back, and so is that of a string that is moved into the call.
    template <detail::text Text>
    client_options& api_key(Text&& key) {
        text_view const text(key);
        api_key_.reserve(text.size() < 32 ? 32 : text.size()); // never within this object
        api_key_ = text;
        if constexpr (std::same_as<Text, std::string>) detail::cleanse(key.data(), key.size());
        return *this;
    }
    std::string_view api_key() const { return api_key_; }

    /// Where the API is; `TELNYX_BASE_URL` unless set, and `https://api.telnyx.com/v2` without either.
    client_options& base_url(text_view url) { return base_url_ = url, *this; }
    std::string const& base_url() const { return base_url_; }

    /// Lets `http://` base URLs lead elsewhere than to this machine. The API key then crosses the network in the clear.
    client_options& allow_plain_http(bool allow = true) { return allow_plain_http_ = allow, *this; }
    bool plain_http_allowed() const { return allow_plain_http_; }

    /// A header to send with every request, in place of the built-in one of this name. An `X-Stainless-Retry-Count` of
    /// the caller's stays as it is over all attempts, here and in `request_options`.
    /// Throws `invalid_argument_error` when `name` is no HTTP token, `value` holds a control character such as CR, LF
    /// or NUL, or the header belongs to the connection (`Host`, `Content-Length`, `Transfer-Encoding`, `Connection`,
    /// `Upgrade`, `Proxy-Authorization`: see `proxy()`).
    client_options& header(text_view name, text_view value) {
        detail::set_caller_header(default_headers_, name, value);
        return *this;
    }
    headers const& default_headers() const { return default_headers_; }

    /// A query parameter to send with every request, in place of another of this name; encoded as needed. Parameters
    /// of the call (`request_options::query()`, an endpoint's own, those in the path of `client::get()`) win over it.
    /// Like every query it is shown in logs. Throws `invalid_argument_error` for what is not UTF-8.
    client_options& query(text_view name, text_view value) {
        if (!is_utf8(name) || !is_utf8(value)) throw invalid_argument_error("query", "not valid UTF-8");
        std::erase_if(default_query_, [&](auto const& each) { return each.name == name; });
        default_query_.push_back({std::string(name), std::string(value)});
        return *this;
    }
    std::vector<request_options::query_item> const& default_query() const { return default_query_; }

    /// Text behind the library's own in the User-Agent header, such as `my-app/1.2`.
    client_options& user_agent_suffix(text_view text) { return user_agent_suffix_ = text, *this; }
    std::string const& user_agent_suffix() const { return user_agent_suffix_; }

    /// Longest wait for the response headers of each attempt, the wait for a connection included; 60 s.
    client_options& timeout(detail::time_span limit) {
        timeout_ = detail::positive_time("timeout", limit);
        return *this;
    }
    duration timeout() const { return timeout_; }

    /// Longest time to get a connection: name lookup, TCP, proxy and TLS; 10 s.
    client_options& connect_timeout(detail::time_span limit) {
        connect_timeout_ = detail::positive_time("connect_timeout", limit);
        return *this;
    }
    duration connect_timeout() const { return connect_timeout_; }

    /// Longest silence in the middle of a response body or stream; 60 s.
    client_options& silence_timeout(detail::time_span limit) {
        silence_timeout_ = detail::positive_time("silence_timeout", limit);
        return *this;
    }
    duration silence_timeout() const { return silence_timeout_; }

    /// Longest wait for the next event of a stream, whatever keep-alive comments and pings come meanwhile; no limit
    /// unless set. `silence_timeout` is for a connection over which nothing comes at all, this one for a server that
    /// keeps it alive without an answer. The time that the reader takes between events does not count.
    client_options& event_timeout(detail::time_span limit) {
        event_timeout_ = detail::positive_time("event_timeout", limit);
        return *this;
    }
    duration event_timeout() const { return event_timeout_; }

    /// Longest time of a whole call, with all attempts, pauses and the body; no limit unless set.
    client_options& deadline(detail::time_span limit) {
        deadline_ = detail::positive_time("deadline", limit);
        return *this;
    }
    duration deadline() const { return deadline_; }

    /// How often a failed attempt is repeated; 2, 0 for never. What acts in the world, such as the sending of a text
    /// message, is not repeated once the server may have read it, unless `request_options::max_retries()` says so for
    /// the call.
    client_options& max_retries(int count) {
        max_retries_ = detail::count_or_zero("max_retries", count);
        return *this;
    }
    int max_retries() const { return max_retries_; }

    /// Longest pause that a server may ask for before a retry; when it asks for more, the call fails at once. 60 s, 0
    /// for no pause but the library's own.
    client_options& max_retry_delay(detail::time_span limit) {
        max_retry_delay_ = detail::time_or_zero("max_retry_delay", limit);
        return *this;
    }
    duration max_retry_delay() const { return max_retry_delay_; }

    /// How many redirects a call follows, 0 for none; 5. Only GET requests follow them, and only within the origin
    /// (scheme, host and port) of the base URL, so that the API key goes nowhere else. Other redirects fail the call
    /// with a `redirect_error`. Following is no retry: the request and where it is led to are one attempt, within its
    /// time. A retry begins where the call began, and may be redirected as often again.
    client_options& max_redirects(int count) {
        max_redirects_ = detail::count_or_zero("max_redirects", count);
        return *this;
    }
    int max_redirects() const { return max_redirects_; }

    /// Which answers to ask for in gzip; lists. Compressed answers are read in any case, gzip and deflate, and the
    /// limits of sizes are for what comes out.
    ///
    /// Where it pays, measured on one core: a chat completion of 0.9 KB shrinks to 0.6 KB, which saves no packet, for
    /// 3 us of the client's time (a third of what the whole call takes) and 0.1 ms of the server's. A list of 10 MB
    /// shrinks to a tenth or less and takes 6 ms to unpack: 0.7 s instead of 10 s over a link of 1 MB/s, 76 ms instead
    /// of 1 s at 10 MB/s, and 13 ms instead of 100 ms at 100 MB/s.
    client_options& compression(telnyx::compression wanted) { return compression_ = wanted, *this; }
    telnyx::compression compression() const { return compression_; }

    /// Most connections at a time; 64. Each call in flight and each open stream holds one. Those that find none wait in
    /// a queue, and fail with `errc::no_connection_free` when none becomes free within their `timeout()`.
    client_options& max_connections(std::size_t count) {
        max_connections_ = detail::positive_size("max_connections", count);
        return *this;
    }
    std::size_t max_connections() const { return max_connections_; }

    /// How long an unused connection is kept; 60 s, 0 for not at all.
    client_options& idle_time(detail::time_span limit) {
        idle_time_ = detail::time_or_zero("idle_time", limit);
        return *this;
    }
    duration idle_time() const { return idle_time_; }

    /// How long the addresses of a host are remembered; 60 s, 0 for not at all.
    client_options& dns_cache_time(detail::time_span limit) {
        dns_cache_time_ = detail::time_or_zero("dns_cache_time", limit);
        return *this;
    }
    duration dns_cache_time() const { return dns_cache_time_; }

    /// How connections are secured.
    client_options& tls(tls_options options) { return tls_ = std::move(options), *this; }
    tls_options const& tls() const { return tls_; }

    /// Most bytes of a response head; 64 KiB.
    client_options& max_header_size(std::size_t bytes) {
        max_header_size_ = detail::positive_size("max_header_size", bytes);
        return *this;
    }
    std::size_t max_header_size() const { return max_header_size_; }

    /// Most bytes of a response body; 64 MiB. Streams may be endless.
    client_options& max_response_size(std::size_t bytes) {
        max_response_size_ = detail::positive_size("max_response_size", bytes);
        return *this;
    }
    std::size_t max_response_size() const { return max_response_size_; }

    /// Most bytes of one event of a stream; 1 MiB.
    client_options& max_event_size(std::size_t bytes) {
        max_event_size_ = detail::positive_size("max_event_size", bytes);
        return *this;
    }
    std::size_t max_event_size() const { return max_event_size_; }

    /// HTTP proxy through which to reach an `https://` base URL, such as `http://user:password@host:3128`; what stands
    /// in `https_proxy` or `HTTPS_PROXY` unless set. An empty text means none, whatever the environment says. The
    /// password is percent-encoded in the URL; it is sent to the proxy only, and never shown.
    client_options& proxy(text_view url) { return proxy_ = url, *this; }
    std::optional<std::string> const& proxy() const { return proxy_; }

    /// Hosts to reach without the proxy, separated by commas or blanks; what stands in `no_proxy` or `NO_PROXY` unless
    /// set. An entry is a name, which stands for all names below it as well, an address, a block of addresses such as
    /// `10.0.0.0/8`, or `*` for all; `:port` behind a name or address restricts it to that port.
    client_options& no_proxy(text_view hosts) { return no_proxy_ = hosts, *this; }
    std::optional<std::string> const& no_proxy() const { return no_proxy_; }

    /// Deepest nesting of JSON in responses; 64. Reading takes some hundred bytes of the stack for each level, so no
    /// more than 2,000 are read, whatever is set.
    client_options& max_json_depth(std::size_t levels) {
        constexpr std::size_t most_levels = 2000;
        max_json_depth_ = detail::positive_size("max_json_depth", levels < most_levels ? levels : most_levels);
        return *this;
    }
    std::size_t max_json_depth() const { return max_json_depth_; }

    /// How much is logged; `TELNYX_LOG` unless set, and nothing without either.
    client_options& log(log_level level) { return log_level_ = level, *this; }
    std::optional<log_level> log() const { return log_level_; }

    /// Where the lines of the log go; standard error unless set.
    client_options& log_to(log_sink lines) { return log_sink_ = std::move(lines), *this; }
    log_sink const& log_to() const { return log_sink_; }

    /// Adds somebody to be told what the client does; see `log_observer` for one that writes a log.
    client_options& observe(std::shared_ptr<observer> added) { return observers_.add(std::move(added)), *this; }
    observer_list const& observers() const { return observers_; }

    /// Finds addresses of hosts in place of the system's resolver.
    client_options& lookup(name_lookup function) { return lookup_ = std::move(function), *this; }
    name_lookup const& lookup() const { return lookup_.function(); }
    /// The same, for the client itself.
    detail::custom_lookup const& custom_lookup() const { return lookup_; }

    /// Sends requests in place of the client's own connection pool; all options about connections are then unused.
    client_options& custom_transport(std::shared_ptr<transport> instead) {
        return transport_ = std::move(instead), *this;
    }
    std::shared_ptr<transport> const& custom_transport() const { return transport_; }

    /// Tells the time in place of the system's clocks.
    client_options& custom_clock(std::shared_ptr<clock> instead) { return clock_ = std::move(instead), *this; }
    std::shared_ptr<clock> const& custom_clock() const { return clock_.time(); }
    /// The same, for the client itself.
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
    detail::custom_lookup lookup_;
    std::shared_ptr<transport> transport_;
    detail::custom_clock clock_;
};

} // namespace telnyx
