#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/base/errc.hpp"
#include "telnyx/errors/error_detail.hpp"
#include "telnyx/http/headers.hpp"
#include "telnyx/testing/gate.hpp"

#include <boost/json/value.hpp>
#include <boost/system/error_code.hpp>

#include <concepts>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace telnyx::testing {

class reply;

namespace detail {
class scripted_body;
class scripted_exchange;
} // namespace detail

/// A response of a `scripted_transport`: its content, its chunks, and its faults. Setters can be chained:
///
///     scripted_reply::json(200, R"({"data": []})").pieces(1)
///     scripted_reply(200, "data: {}\n\n", "text/event-stream").then_reset(boost::asio::error::connection_reset)
///
/// The body consists of the constructor's argument and the steps added by the setters that begin with `then`, in the
/// order of the calls.
class scripted_reply {
  public:
    /// A response with a body of any type; an empty `content_type` sends no Content-Type.
    explicit scripted_reply(int status = 200, std::string body = {}, std::string_view content_type = {});

    /// A response with a JSON body.
    static scripted_reply json(int status, boost::json::value const& body);

    /// A response with a JSON body as text, valid or not.
    template <std::convertible_to<std::string_view> Text>
    static scripted_reply json(int status, Text const& body) {
        return scripted_reply(status, std::string(std::string_view(body)), "application/json");
    }

    /// A response with a plain text body.
    static scripted_reply text(int status, std::string body);

    /// An error in Telnyx's format: one entry in `errors`, with those members that are not empty.
    static scripted_reply error(int status, error_detail const& detail);

    /// A stream of server-sent events, one for each element of `data`, each in its own chunk. Nothing is added, so end
    /// it with `[DONE]` if the client expects that.
    static scripted_reply events(std::vector<std::string> const& data);

    /// No response, but a broken connection: an `api_connection_error` with this code.
    static scripted_reply reset(boost::system::error_code code);

    /// No response in time: an `api_timeout_error` with this code, at once.
    static scripted_reply time_out(errc limit);

    /// No response, but this exception.
    template <class Error>
    static scripted_reply failure(Error error) {
        scripted_reply made(0);
        made.head_.emplace_back([error = std::move(error)] { throw error; });
        return made;
    }

    /// No response at all: the call waits until a time limit is reached on the client's clock, it is cancelled, or the
    /// transport is aborted.
    static scripted_reply silence();

    /// Sets a header field; it replaces any of the same name.
    /// @throws invalid_argument_error if the name or the value is not valid in a header.
    scripted_reply& header(std::string_view name, std::string_view value);

    /// Holds the head back until the gate is open, or a time limit is reached on the client's clock. A `manual_clock`
    /// does not advance by itself in the meantime.
    scripted_reply& head_after(gate until) { return head_.emplace_back(std::move(until)), *this; }

    /// Appends to the body: a chunk of its own, unless `pieces()` splits it further.
    scripted_reply& then(std::string bytes) { return add(std::move(bytes)); }

    /// Holds the rest back until the gate is open, like `head_after()`.
    scripted_reply& then_hold(gate until) { return add(std::move(until)); }

    /// Stalls: a wait for the rest ends when a time limit is reached on the client's clock, when it is cancelled or the
    /// transport is aborted.
    scripted_reply& then_stall() { return add(stall()); }

    /// Breaks the connection within the body: an `api_connection_error` with this code.
    scripted_reply& then_reset(boost::system::error_code code);

    /// Makes the wait for more of the body time out: an `api_timeout_error` with this code, at once.
    scripted_reply& then_time_out(errc limit);

    /// Ends the body with this exception.
    template <class Error>
    scripted_reply& then_failure(Error error) {
        return add([error = std::move(error)] { throw error; });
    }

    /// Calls a function when the reader has reached this position, on the reader's thread. It may do anything, such as
    /// advance a clock, which then counts as time spent waiting; its exceptions propagate to the reader.
    scripted_reply& then_call(std::function<void()> function) { return add(std::move(function)); }

    /// Splits the body into chunks of at most this many bytes.
    /// @throws invalid_argument_error if `size` is 0.
    scripted_reply& pieces(std::size_t size);

    /// Makes each chunk, and the end, available only after a wait.
    scripted_reply& waits(bool each = true) { return waits_ = each, *this; }

    /// Allows the reader to abandon the body before its end, which otherwise fails the test.
    scripted_reply& may_be_given_up(bool may = true) { return may_be_given_up_ = may, *this; }

  private:
    friend class detail::scripted_body;
    friend class detail::scripted_exchange;

    struct stall {};
    using step = std::variant<std::string, gate, stall, std::function<void()>>;

    static scripted_reply made_of(reply const& other);
    template <class Step>
    scripted_reply& add(Step next) {
        return body_.emplace_back(std::move(next)), *this;
    }

    int status_;
    telnyx::headers headers_;
    std::vector<step> head_; // steps before the head
    std::vector<step> body_;
    std::size_t piece_size_ = static_cast<std::size_t>(-1);
    bool waits_ = false;
    bool may_be_given_up_ = false;
};

} // namespace telnyx::testing

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/scripted_reply.ipp"
#endif
