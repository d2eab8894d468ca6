#pragma once

#include "telnyx/client.hpp"
#include "telnyx/core/call.hpp"
#include "telnyx/core/client_core.hpp"
#include "telnyx/core/prepared_request.hpp"

namespace telnyx {

TELNYX_DECL client::client(std::shared_ptr<core::client_core> core)
    : core_(core), ai(core), legacy(core), text_to_speech(core) {}

TELNYX_DECL boost::asio::awaitable<response<json_response>> client::call(std::string_view method, std::string_view path,
                                                                         boost::json::value const& body,
                                                                         request_options const& options) const {
    return core::call_untyped(core_, core::prepared_request::for_path(method, path, body, options));
}

TELNYX_DECL boost::asio::awaitable<response<json_response>> client::get(std::string_view path,
                                                                        request_options const& options) const {
    return call("GET", path, nullptr, options);
}

TELNYX_DECL boost::asio::awaitable<response<json_response>>
client::post(std::string_view path, boost::json::value const& body, request_options const& options) const {
    return call("POST", path, body, options);
}

TELNYX_DECL boost::asio::awaitable<response<json_response>>
client::put(std::string_view path, boost::json::value const& body, request_options const& options) const {
    return call("PUT", path, body, options);
}

TELNYX_DECL boost::asio::awaitable<response<json_response>>
client::patch(std::string_view path, boost::json::value const& body, request_options const& options) const {
    return call("PATCH", path, body, options);
}

TELNYX_DECL boost::asio::awaitable<response<json_response>> client::delete_(std::string_view path,
                                                                            request_options const& options) const {
    return call("DELETE", path, nullptr, options);
}

TELNYX_DECL boost::asio::awaitable<void> client::close() {
    return core::client_core::close(core_);
}

TELNYX_DECL void client::abort() {
    core_->abort();
}

TELNYX_DECL pool_statistics client::statistics() const {
    return core_->statistics();
}

} // namespace telnyx
