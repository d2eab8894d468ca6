#pragma once

#include "telnyx/base/text_view.hpp"
#include "telnyx/options/tls_options.hpp"
#include "telnyx/testing/certificate.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace telnyx::testing {

/// How a sandbox listens and behaves. Setters can be chained.
class sandbox_options {
  public:
    sandbox_options() {}

    /// Address to listen on: one of 127.0.0.0/8, or `::1`. 127.0.0.1 unless set.
    sandbox_options& address(text_view text) { return address_ = text, *this; }
    std::string const& address() const { return address_; }

    /// Port to listen on; 0, the default, takes one that is free.
    sandbox_options& port(std::uint16_t number) { return port_ = number, *this; }
    std::uint16_t port() const { return port_; }

    /// Speaks HTTP without TLS.
    sandbox_options& plain_http(bool plain = true) { return plain_http_ = plain, *this; }
    bool plain_http() const { return plain_http_; }

    /// Certificate chain to show and its key, both PEM, instead of one for `localhost`, 127.0.0.1, ::1 and `address()`
    /// that an authority of the sandbox has issued.
    sandbox_options& certificate(text_view chain_pem, text_view key_pem) {
        certificate_chain_pem_ = chain_pem;
        private_key_pem_ = key_pem;
        return *this;
    }

    /// Shows a certificate with the intermediate authorities above it.
    sandbox_options& certificate(testing::certificate const& shown) {
        certificate(shown.chain_pem, shown.key_pem);
        return *this;
    }
    std::string const& certificate_chain_pem() const { return certificate_chain_pem_; }
    std::string const& private_key_pem() const { return private_key_pem_; }

    /// Demands a certificate from clients, issued by one of these authorities (PEM).
    sandbox_options& client_authority(text_view ca_pem) { return client_ca_pem_ = ca_pem, *this; }
    std::string const& client_authority() const { return client_ca_pem_; }

    /// Protocol versions to accept; TLS 1.2 and 1.3 unless set.
    sandbox_options& tls_versions(tls_version lowest, tls_version highest) {
        return lowest_version_ = lowest, highest_version_ = highest, *this;
    }
    tls_version lowest_version() const { return lowest_version_; }
    tls_version highest_version() const { return highest_version_; }

    /// Session tickets to give out in each handshake; 0 makes resumption impossible. 2 unless set.
    sandbox_options& session_tickets(std::size_t count) { return session_tickets_ = count, *this; }
    std::size_t session_tickets() const { return session_tickets_; }

    /// Protocols to agree on by ALPN, the first that the client offers as well; none makes the sandbox say nothing
    /// about protocols. `http/1.1` unless set; only that one is spoken, whatever is agreed on.
    sandbox_options& application_protocols(std::vector<std::string> names) {
        return application_protocols_ = std::move(names), *this;
    }
    std::vector<std::string> const& application_protocols() const { return application_protocols_; }

    /// Accepts only this API key; any that is not empty unless set.
    sandbox_options& accept_only_key(text_view key) { return only_key_ = key, *this; }
    std::string const& accept_only_key() const { return only_key_; }

    /// Answers a request that no expectation fits with status 500, and has `verify()` report it.
    sandbox_options& strict(bool on = true) { return strict_ = on, *this; }
    bool strict() const { return strict_; }

    /// Compresses answers with gzip where the client accepts it.
    sandbox_options& gzip(bool on = true) { return gzip_ = on, *this; }
    bool gzip() const { return gzip_; }

    /// Time between the tokens of a streamed answer of the built-in API; 15 ms, a brisk reading pace, unless set.
    sandbox_options& token_delay(std::chrono::nanoseconds delay) { return token_delay_ = delay, *this; }
    std::chrono::nanoseconds token_delay() const { return token_delay_; }

    /// Makes every answer of the built-in chat have this many tokens; as many as its text needs unless set.
    sandbox_options& answer_tokens(std::size_t count) { return answer_tokens_ = count, *this; }
    std::size_t answer_tokens() const { return answer_tokens_; }

    /// Lets the built-in chat take any model's name. Unless set it refuses, with status 422, a model that is not among
    /// those of `GET /ai/models`.
    sandbox_options& accept_any_model(bool on = true) { return any_model_ = on, *this; }
    bool accept_any_model() const { return any_model_; }

    /// How long work in the background takes from its start to its end: embedding, clustering, fine-tuning, test runs,
    /// insights, reports; 2 seconds unless set. With 0 it is done when it is first looked at. A task fails when what it
    /// works on has "fail" in its name.
    sandbox_options& task_duration(std::chrono::nanoseconds duration) { return task_duration_ = duration, *this; }
    std::chrono::nanoseconds task_duration() const { return task_duration_; }

    /// Most bytes in a request's body, 64 MiB unless set; longer ones are answered with status 413.
    sandbox_options& max_body_size(std::size_t bytes) { return max_body_size_ = bytes, *this; }
    std::size_t max_body_size() const { return max_body_size_; }

    /// How many requests `requests()` remembers, the newest ones; 100,000 unless set.
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
    std::string only_key_;
    bool strict_ = false;
    bool gzip_ = false;
    std::chrono::nanoseconds token_delay_ = std::chrono::milliseconds(15);
    std::size_t answer_tokens_ = 0;
    bool any_model_ = false;
    std::chrono::nanoseconds task_duration_ = std::chrono::seconds(2);
    std::size_t max_body_size_ = 64 * 1024 * 1024;
    std::size_t max_recorded_ = 100'000;
};

} // namespace telnyx::testing
