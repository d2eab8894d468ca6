#pragma once

#include <boost/asio/error.hpp>
#include <boost/system/error_code.hpp>

#include <string>
#include <utility>

namespace telnyx::net {

/// Why a request and its response failed. The first failure counts: others follow from it.
class exchange_failure {
  public:
    boost::system::error_code code() const { return code_; }

    /// Description of the failure.
    std::string const& text() const { return text_; }

    explicit operator bool() const { return code_.failed(); }

    /// Whether the connection broke by itself, rather than being aborted by the caller.
    bool broke() const { return (code_ || sending_) && code_ != boost::asio::error::operation_aborted; }

    void record(boost::system::error_code code, std::string text) {
        if (code_) return;
        code_ = sending_ ? sending_ : code;
        text_ = std::move(text);
    }

    /// The cause is known better than from the operation that failed.
    void replace(boost::system::error_code code, std::string text) {
        clear();
        record(code, std::move(text));
    }

    /// Nothing more will be sent. A peer that hung up meanwhile may have sent the reason before, so a failure is put
    /// aside until reading fails, too; then its code counts.
    void read_on() {
        if (broke()) sending_ = std::exchange(code_, {});
    }

    /// A response has arrived, whether all of the request was sent or not.
    void responded() { sending_ = {}; }

    /// Prepares for the next request.
    void clear() {
        code_ = {};
        sending_ = {};
        text_.clear();
    }

  private:
    boost::system::error_code code_;
    boost::system::error_code sending_; // put aside by `read_on()`
    std::string text_;
};

} // namespace telnyx::net
