#pragma once

#include "telnyx/base/text_view.hpp"
#include "telnyx/options/tls_options.hpp"
#include "telnyx/testing/certificate.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace telnyx {
class clock;
}

namespace telnyx::testing {

/// Options of a sandbox. Setters can be chained.
class sandbox_options {
  public:
    sandbox_options() {}

    /// Address to listen on: one in 127.0.0.0/8, or `::1`. Default: 127.0.0.1.
    sandbox_options& address(text_view text) { return address_ = text, *this; }
    std::string const& address() const { return address_; }

    /// Port to listen on; default: 0, which selects a free port.
    sandbox_options& port(std::uint16_t number) { return port_ = number, *this; }
    std::uint16_t port() const { return port_; }

    /// Uses HTTP without TLS.
    sandbox_options& plain_http(bool plain = true) { return plain_http_ = plain, *this; }
    bool plain_http() const { return plain_http_; }

    /// Certificate chain and its key to use, both as PEM. Default: a certificate for `localhost`, 127.0.0.1, ::1 and
    /// `address()`, issued by an authority of the sandbox.
    sandbox_options& certificate(text_view chain_pem, text_view key_pem) {
        certificate_chain_pem_ = chain_pem;
        private_key_pem_ = key_pem;
        return *this;
    }

    /// Uses a certificate with its intermediate authorities.
    sandbox_options& certificate(testing::certificate const& shown) {
        certificate(shown.chain_pem, shown.key_pem);
        return *this;
    }
    std::string const& certificate_chain_pem() const { return certificate_chain_pem_; }
    std::string const& private_key_pem() const { return private_key_pem_; }

    /// Requires a client certificate issued by one of these authorities (PEM).
    sandbox_options& client_authority(text_view ca_pem) { return client_ca_pem_ = ca_pem, *this; }
    std::string const& client_authority() const { return client_ca_pem_; }

    /// TLS versions to accept; default: TLS 1.2 and 1.3.
    sandbox_options& tls_versions(tls_version lowest, tls_version highest) {
        return lowest_version_ = lowest, highest_version_ = highest, *this;
    }
    tls_version lowest_version() const { return lowest_version_; }
    tls_version highest_version() const { return highest_version_; }

    /// Number of session tickets to send in each handshake; 0 makes resumption impossible. Default: 2.
    sandbox_options& session_tickets(std::size_t count) { return session_tickets_ = count, *this; }
    std::size_t session_tickets() const { return session_tickets_; }

    /// Protocols to negotiate by ALPN; the first one that the client also offers is selected. An empty list disables
    /// ALPN. Default: `http/1.1`. Whatever is negotiated, the sandbox speaks HTTP/1.1, except after `h2` (see
    /// `http2()`).
    sandbox_options& application_protocols(std::vector<std::string> names) {
        return application_protocols_ = std::move(names), *this;
    }
    std::vector<std::string> const& application_protocols() const { return application_protocols_; }

    /// Speaks HTTP/2 with clients that offer it: puts `h2` before the `application_protocols()`, unless these are empty
    /// or contain it. Default: on. Has no effect without TLS, or if the library is compiled without HTTP/2.
    sandbox_options& http2(bool on = true) { return http2_ = on, *this; }
    bool http2() const { return http2_; }

    /// Number of streams that a client may have open on one HTTP/2 connection; default: 1,000. Further ones are
    /// refused.
    sandbox_options& max_concurrent_streams(std::uint32_t count) { return max_streams_ = count, *this; }
    std::uint32_t max_concurrent_streams() const { return max_streams_; }

    /// Number of bytes of a request body that a client may send on an HTTP/2 stream before the sandbox reads them;
    /// default: 1 MiB.
    sandbox_options& stream_window(std::uint32_t bytes) { return stream_window_ = bytes, *this; }
    std::uint32_t stream_window() const { return stream_window_; }

    /// Accepts only this API key; default: any key that is not empty.
    sandbox_options& accept_only_key(text_view key) { return only_key_ = key, *this; }
    std::string const& accept_only_key() const { return only_key_; }

    /// Responds with status 500 to requests that no expectation matches, and makes `verify()` report them.
    sandbox_options& strict(bool on = true) { return strict_ = on, *this; }
    bool strict() const { return strict_; }

    /// Compresses responses with gzip if the client accepts it.
    sandbox_options& gzip(bool on = true) { return gzip_ = on, *this; }
    bool gzip() const { return gzip_; }

    /// Time between the tokens of a streamed response of the built-in API; default: 15 ms, a brisk reading pace.
    sandbox_options& token_delay(std::chrono::nanoseconds delay) { return token_delay_ = delay, *this; }
    std::chrono::nanoseconds token_delay() const { return token_delay_; }

    /// Number of tokens in every answer of the built-in chat; default: as many as its text needs.
    sandbox_options& answer_tokens(std::size_t count) { return answer_tokens_ = count, *this; }
    std::size_t answer_tokens() const { return answer_tokens_; }

    /// Lets the built-in chat accept any model name. By default it rejects models that are not listed by `GET
    /// /ai/models`, with status 422.
    sandbox_options& accept_any_model(bool on = true) { return any_model_ = on, *this; }
    bool accept_any_model() const { return any_model_; }

    /// Lets the built-in chat refuse to answer if the user's last message contains this word or phrase, ignoring case.
    /// By default it refuses only if the message contains `[refuse]`; see `sandbox`.
    sandbox_options& refused_words(text_view words) { return refused_words_ = words, *this; }
    std::string const& refused_words() const { return refused_words_; }

    /// Limits the requests per minute to the built-in chat, for each model; default: 0, no limit. The limit refills
    /// evenly: with 60, one request per second.
    ///
    /// All chat responses then have the headers `x-ratelimit-limit-requests`, `x-ratelimit-remaining-requests` and
    /// `x-ratelimit-reset-requests`, in OpenAI's format. A request above the limit gets a response with status 429,
    /// `retry-after` and `retry-after-ms`. Requests that are refused for any reason do not count.
    sandbox_options& requests_per_minute(std::size_t count) { return requests_per_minute_ = count, *this; }
    std::size_t requests_per_minute() const { return requests_per_minute_; }

    /// The same for the tokens of prompts and answers, with headers that end in `-tokens`. The tokens of an answer
    /// count from its beginning. A request with more tokens than the limit never succeeds, and gets no `retry-after`.
    sandbox_options& tokens_per_minute(std::size_t count) { return tokens_per_minute_ = count, *this; }
    std::size_t tokens_per_minute() const { return tokens_per_minute_; }

    /// Replaces the system's clocks for the rate limits, the background tasks and the times in responses. Delays and
    /// pauses of responses still take their time.
    sandbox_options& custom_clock(std::shared_ptr<clock> instead) { return clock_ = std::move(instead), *this; }
    std::shared_ptr<clock> const& custom_clock() const { return clock_; }

    /// Duration of background tasks: embedding, clustering, fine-tuning, test runs, insights, reports; default: 2
    /// seconds. With 0 they are complete at the first poll. A task fails if the object it works on has "fail" in its
    /// name.
    sandbox_options& task_duration(std::chrono::nanoseconds duration) { return task_duration_ = duration, *this; }
    std::chrono::nanoseconds task_duration() const { return task_duration_; }

    /// Maximum size of a request body in bytes; default: 64 MiB. Longer ones get a response with status 413.
    sandbox_options& max_body_size(std::size_t bytes) { return max_body_size_ = bytes, *this; }
    std::size_t max_body_size() const { return max_body_size_; }

    /// Number of the newest requests that `requests()` keeps; default: 100,000.
    sandbox_options& max_recorded_requests(std::size_t count) { return max_recorded_ = count, *this; }
    std::size_t max_recorded_requests() const { return max_recorded_; }

  private:
    std::string address_ = "127.0.0.1";
    std::uint16_t port_ = 0;
    bool plain_http_ = false;
    std::string certificate_chain_pem_;
    std::string private_key_pem_;
    std::string client_ca_pem_;
    tls_version lowest_version_ = tls_version::tls_1_2;
    tls_version highest_version_ = tls_version::tls_1_3;
    std::size_t session_tickets_ = 2;
    std::vector<std::string> application_protocols_{"http/1.1"};
    bool http2_ = true;
    std::uint32_t max_streams_ = 1000;
    std::uint32_t stream_window_ = 1024 * 1024;
    std::string only_key_;
    bool strict_ = false;
    bool gzip_ = false;
    std::chrono::nanoseconds token_delay_ = std::chrono::milliseconds(15);
    std::size_t answer_tokens_ = 0;
    bool any_model_ = false;
    std::string refused_words_;
    std::size_t requests_per_minute_ = 0;
    std::size_t tokens_per_minute_ = 0;
    std::shared_ptr<clock> clock_;
    std::chrono::nanoseconds task_duration_ = std::chrono::seconds(2);
    std::size_t max_body_size_ = 64 * 1024 * 1024;
    std::size_t max_recorded_ = 100'000;
};

} // namespace telnyx::testing
