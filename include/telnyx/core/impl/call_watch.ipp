#pragma once

#include "telnyx/base/redact.hpp"
#include "telnyx/core/call_watch.hpp"
#include "telnyx/core/outgoing_call.hpp"
#include "telnyx/errors/api_status_error.hpp"
#include "telnyx/errors/api_user_abort_error.hpp"

#include <boost/asio/error.hpp>

#include <utility>

namespace telnyx::core {

TELNYX_DECL detail::failure_summary detail::summary_of(std::exception_ptr const& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (api_user_abort_error const& known) {
        return {.text = known.message(), .code = known.code(), .cancelled = true};
    } catch (api_status_error const& known) {
        return {.text = known.message(), .status = known.status(), .code = known.code()};
    } catch (error const& known) {
        return {.text = known.message(), .code = known.code()};
    } catch (boost::system::system_error const& known) {
        bool const cancelled = known.code() == boost::asio::error::operation_aborted;
        return {.text = known.what(), .code = known.code(), .cancelled = cancelled};
    } catch (std::exception const& unknown) {
        return {.text = unknown.what()};
    } catch (...) {
        return {.text = "unknown error"};
    }
}

TELNYX_DECL call_watch::call_watch(audience told, outgoing_call const& call, bool streamed)
    : told_(std::move(told)),
      context_(call.request.context),
      call_(call.request.call),
      operation_(call.operation),
      begun_(told_.time.now()),
      streamed_(streamed) {
    auto const authority = call.request.origin->host_and_port();
    auto const model = call.model ? std::string_view(call.model->name) : std::string_view();
    base::redacted_view const shown(model, told_.key);
    told_.listeners.tell(observer::call_started{call_, operation_, authority, shown, streamed_, context_.get()});
}

TELNYX_DECL std::chrono::steady_clock::duration call_watch::elapsed() const {
    return told_.time.now() - begun_;
}

TELNYX_DECL void call_watch::received(int status, int attempts) {
    status_ = status;
    attempts_ = attempts;
    received_ = true;
}

TELNYX_DECL void call_watch::chunk_received() {
    auto const now = elapsed();
    if (++chunks_ == 1) first_chunk_ = now;
    told_.listeners.tell(observer::chunk_received{call_, operation_, chunks_, now, context_.get()});
}

TELNYX_DECL void call_watch::failed(std::exception_ptr const& failure) {
    end(ending::failed, failure);
}

TELNYX_DECL void call_watch::end(ending how, std::exception_ptr const& failure) {
    if (std::exchange(ended_, true)) return;
    auto const what = failure ? detail::summary_of(failure) : detail::failure_summary();
    if (what.cancelled) how = ending::cancelled;
    if (what.status != 0) status_ = what.status;
    base::redacted_view const error(what.text, told_.key);
    base::redacted_view const id(response_.id, told_.key);
    base::redacted_view const model(response_.model, told_.key);
    base::redacted_view const reason(response_.finish_reason, told_.key);
    told_.listeners.tell(observer::call_ended{call_, operation_, how, attempts_, status_, error, what.code, elapsed(),
                                              chunks_, first_chunk_, id, model, reason, response_.usage,
                                              context_.get()});
}

} // namespace telnyx::core
