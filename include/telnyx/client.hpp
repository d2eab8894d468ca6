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

class event_stream; // include "telnyx/streams/event_stream.hpp"
template <class T>
class typed_stream; // include "telnyx/streams/typed_stream.hpp"

/// A client of Telnyx's API.
///
/// A client is a cheap handle: copies share options and connections. It may be used from any thread and any coroutine;
/// one client per single-threaded `io_context` is fastest. Calls in flight keep what they need alive, so a client may
/// be destroyed at any time.
///
/// A client, its streams and its lists may outlive the execution context of their connections: the end of the context
/// acts like `abort()`. Later uses, from another context, fail with `errc::client_closed`. No other thread may be in a
/// call of the client while the context is being destroyed.
class client {
  public:
    /// Creates a client whose connections run on `executor`.
    /// @throws configuration_error if the options are invalid, for example if there is no API key (see
    ///   `TELNYX_API_KEY`).
    ///
    /// A template, of which callers need not know, so that a header-only program compiles the network code only in
    /// those of its source files that construct clients.
    template <class Tag = void>
    explicit client(boost::asio::any_io_executor const& executor, client_options const& options = client_options())
        : client(core::make_client_core<Tag>(executor, options)) {}

    /// Calls an endpoint that the library has no method for, with the same retries and errors.
    ///
    /// `path` is relative to the base URL and begins with a slash; values of placeholders must already be
    /// percent-encoded. Pass a query by `options.query(...)`, and decode a response into your own type by
    /// `telnyx::json::decode<T>(response.http().body())`. Awaiting the call throws the errors listed in `errors.hpp`.
    /// @throws invalid_argument_error at once if the path or body cannot be sent.
    boost::asio::awaitable<response<json_response>> get(std::string_view path,
                                                        request_options const& options = request_options()) const;
    /// Like `get()`, with `POST` and a body; a null body sends none. For a request that must not be processed twice,
    /// set `options.max_retries(0)`, or a header by which the server recognizes a retry.
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

    /// Calls an endpoint that streams its response as server-sent events and that the library has no method for.
    /// Include `telnyx/streams/event_stream.hpp` to use it.
    ///
    /// `method` is `GET`, `POST`, `PUT`, `PATCH` or `DELETE`; `path` and `body` are as in `post()`. Whatever makes the
    /// endpoint stream, such as a member `"stream": true`, belongs to the body. The wait ends when the response head
    /// has arrived; retries happen only before that. Awaiting the call throws the errors listed in `errors.hpp`,
    /// `api_response_error` if the response is not an event stream.
    /// @throws invalid_argument_error at once if the method, path or body cannot be sent.
    boost::asio::awaitable<event_stream> stream(std::string_view method, std::string_view path,
                                                boost::json::value const& body = nullptr,
                                                request_options const& options = request_options()) const;
    /// Like `stream()`, with events that are decoded into a `T`: a struct described with `BOOST_DESCRIBE_STRUCT` or
    /// another type that `telnyx::json::decode()` takes. Include `telnyx/streams/typed_stream.hpp` to use it.
    template <class T>
    boost::asio::awaitable<typed_stream<T>> stream_as(std::string_view method, std::string_view path,
                                                      boost::json::value const& body = nullptr,
                                                      request_options const& options = request_options()) const;

    /// Rejects new calls, fails those that wait for their first connection with `errc::client_closed`, closes idle
    /// connections, and waits until the calls in flight have ended. Like every call, it does nothing before it is
    /// awaited.
    ///
    /// A call is in flight from the time it is awaited until its response has been read, including retries, redirects
    /// and the pauses before them; a stream until it has ended, or is closed or destroyed. A wait for a background task
    /// fails with `errc::client_closed` at its next poll, and a list at its next page.
    ///
    /// @throws api_user_abort_error if cancelled; the client is closed nevertheless, and only the wait ends.
    boost::asio::awaitable<void> close();

    /// Like `close()`, but aborts the calls in flight with `errc::client_closed`, whatever they are doing, including
    /// pauses. Takes effect at once. Thread-safe.
    void abort();

    /// State of the calls and connections.
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
    text_to_speech::text_to_speech_resource text_to_speech; ///< text to speech
};

} // namespace telnyx

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/impl/client.ipp"
#endif
