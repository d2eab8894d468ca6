#pragma once

#include "telnyx/base/lasting_failure.hpp"
#include "telnyx/base/quoted_beginning.hpp"
#include "telnyx/core/decoded_body.hpp"
#include "telnyx/errors/api_connection_error.hpp"
#include "telnyx/errors/api_response_error.hpp"
#include "telnyx/http/content_decoder.hpp"

#include <boost/asio/error.hpp>

#include <utility>

namespace telnyx::core {

namespace detail {

/// A body with one of its content codings decoded.
class decoded_body final : public response_body {
  public:
    decoded_body(std::unique_ptr<response_body> coded, http::content_coding coding)
        : coded_(std::move(coded)), decoder_(std::in_place, coding) {}

    std::optional<std::string_view> poll() override {
        failure_.check();
        while (decoder_) {
            boost::system::error_code failure;
            auto const decoded = decoder_->decode(failure);
            if (failure) fail(failure);
            if (!decoded.empty()) return decoded;
            auto const coded = coded_->poll();
            if (!coded) return std::nullopt;
            if (coded->empty())
                end();
            else
                decoder_->provide(*coded);
        }
        return std::string_view();
    }

    boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration at_most) override {
        failure_.check();
        return coded_->wait(at_most);
    }

  private:
    void end() {
        boost::system::error_code failure;
        decoder_->end_of_input(failure);
        if (failure) fail(failure);
        decoder_.reset();
    }

    [[noreturn]] void fail(boost::system::error_code failure) {
        decoder_.reset();
        try {
            throw api_connection_error(failure, failure == boost::asio::error::eof
                                                    ? "the compressed body of the response breaks off"
                                                    : "the compressed body of the response is damaged");
        } catch (...) {
            failure_.keep();
        }
    }

    std::unique_ptr<response_body> coded_;
    std::optional<http::content_decoder> decoder_;
    telnyx::detail::lasting_failure failure_;
};

/// A body with an unknown content coding, which is an error unless it is empty.
class unreadable_body final : public response_body {
  public:
    unreadable_body(std::unique_ptr<response_body> coded, http_info http)
        : coded_(std::move(coded)), http_(std::move(http)) {}

    std::optional<std::string_view> poll() override {
        failure_.check();
        auto const coded = coded_->poll();
        if (!coded || coded->empty()) return coded;
        auto const coding = http_.headers().get("content-encoding").value_or("");
        try {
            throw api_response_error(errc::unsupported_coding, "content coding " + base::quoted_beginning(coding), {},
                                     http_);
        } catch (...) {
            failure_.keep();
        }
    }

    boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration at_most) override {
        failure_.check();
        return coded_->wait(at_most);
    }

  private:
    std::unique_ptr<response_body> coded_;
    http_info http_;
    telnyx::detail::lasting_failure failure_;
};

} // namespace detail

TELNYX_DECL void decode_content(transport_response& response, int attempts) {
    if (!response.headers.contains("content-encoding")) return;
    auto const codings = http::parse_content_codings(response.headers);
    if (!codings) {
        http_info http(response.status, response.headers, {}, attempts);
        response.body = std::make_unique<detail::unreadable_body>(std::move(response.body), std::move(http));
        return;
    }
    for (auto coding = codings->rbegin(); coding != codings->rend(); ++coding)
        response.body = std::make_unique<detail::decoded_body>(std::move(response.body), *coding);
}

} // namespace telnyx::core
