#pragma once

#include "telnyx/ai/resources/ai_resource.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/core/make_client_core.hpp"
#include "telnyx/legacy/resources/legacy_resource.hpp"
#include "telnyx/options/client_options.hpp"
#include "telnyx/options/request_options.hpp"
#include "telnyx/results/json_response.hpp"
#include "telnyx/results/response.hpp"
#include "telnyx/text_to_speech/resources/text_to_speech_resource.hpp"
#include "telnyx/transport/pool_statistics.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <boost/json/value.hpp>

#include <memory>
#include <string_view>

namespace telnyx {

/// The way to Telnyx's API.
///
/// A client is a cheap handle: copies share settings and connections. It may be used from any thread and any
/// coroutine; one client for each single-threaded `io_context` is the fastest way. Calls in flight keep what they
/// need alive, so a client may be destroyed at any time.
///
/// A client, its streams and its lists may outlive the execution context of their connections: the end of the context
/// acts like `abort()`. Whoever uses them later, from another context, gets `errc::client_closed`. No other thread may
/// be in a call of the client while the context is being destroyed.
class client {
  public:
    /// Connections run on `executor`. Throws `configuration_error` for options that make no client, such as a missing
    /// API key (see `TELNYX_API_KEY`).
    ///
    /// A template, of which callers need not know, so that a header-only program compiles the way to the network only
    /// in those of its source files that construct clients.
    template <class Tag = void>
    explicit client(boost::asio::any_io_executor const& executor, client_options const& options = client_options())
        : client(core::make_client_core<Tag>(executor, options)) {}

    /// Calls an endpoint that the library has no method for, with the same retries and errors.
    ///
    /// `path` is taken below the base URL, and begins with a slash; what stands in for a placeholder has to be
    /// percent-encoded already. A query comes from `options.query(...)`, an answer of the caller's own type from
    /// `telnyx::json::decode<T>(answer.http().body())`. Throws `invalid_argument_error` at once for a path or body that
    /// cannot be sent; the wait throws what `errors.hpp` lists.
    boost::asio::awaitable<response<json_response>> get(std::string_view path,
                                                        request_options const& options = request_options()) const;
    /// Like `get()`, with `POST` and a body; a body of null sends none. A request that must not be carried out twice
    /// needs `options.max_retries(0)`, or a header that lets the server know it again.
    boost::asio::awaitable<response<json_response>> post(std::string_view path, boost::json::value const& body,
                                                         request_options const& options = request_options()) const;
    /// Like `post()`, with `PUT`.
    boost::asio::awaitable<response<json_response>> put(std::string_view path, boost::json::value const& body,
                                                        request_options const& options = request_options()) const;
    /// Like `post()`, with `PATCH`.
    boost::asio::awaitable<response<json_response>> patch(std::string_view path, boost::json::value const& body,
                                                          request_options const& options = request_options()) const;
    /// Like `get()`, with `DELETE`.
    boost::asio::awaitable<response<json_response>> delete_(std::string_view path,
                                                            request_options const& options = request_options()) const;

    /// Lets no new call in, fails those that wait for their first connection with `errc::client_closed`, and closes
    /// idle connections; the wait ends when the calls in flight have. Like every call, it does nothing before it is
    /// awaited.
    ///
    /// In flight is a call from when it is awaited until its answer has been read, with its retries and redirects and
    /// the pauses before them; so is a stream until it has ended, is closed or destroyed. A wait for a background task
    /// ends with `errc::client_closed` before it would look again, and a list before its next page.
    ///
    /// Throws `api_user_abort_error` when cancelled; then the client is closed, and only the wait is over.
    boost::asio::awaitable<void> close();

    /// Like `close()`, but breaks off the calls in flight with `errc::client_closed`, whatever they are doing, pauses
    /// included. At once; may be called from any thread.
    void abort();

    /// What the calls and connections are doing.
    pool_statistics statistics() const;

  private:
    explicit client(std::shared_ptr<core::client_core> core);
    boost::asio::awaitable<response<json_response>> call(std::string_view method, std::string_view path,
                                                         boost::json::value const& body,
                                                         request_options const& options) const;

    std::shared_ptr<core::client_core> core_;

  public:
    ai::ai_resource ai;                                     ///< everything under `/ai`
    legacy::legacy_resource legacy;                         ///< reports
    text_to_speech::text_to_speech_resource text_to_speech; ///< speech from text
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/impl/client.ipp"
#endif
