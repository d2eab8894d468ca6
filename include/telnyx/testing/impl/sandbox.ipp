#pragma once

#include "telnyx/testing/impl/server.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <utility>

namespace telnyx::testing {

TELNYX_DECL sandbox::sandbox(sandbox_options const& options) : server_(std::make_shared<detail::server>(options)) {
    server_->start();
}

TELNYX_DECL sandbox::~sandbox() {
    server_->stop();
}

TELNYX_DECL std::string sandbox::base_url() const {
    auto const host = address().find(':') == std::string::npos ? address() : "[" + address() + "]";
    return (server_->options().plain_http() ? "http://" : "https://") + host + ":" + std::to_string(port()) + "/v2";
}

TELNYX_DECL std::string const& sandbox::address() const {
    return server_->options().address();
}

TELNYX_DECL std::uint16_t sandbox::port() const {
    return server_->port();
}

TELNYX_DECL std::string sandbox::api_key() const {
    auto const& only = server_->options().accept_only_key();
    return only.empty() ? "KEY_sandbox" : only;
}

TELNYX_DECL std::string sandbox::ca_pem() const {
    return authority().certificate_pem();
}

TELNYX_DECL certificate_authority const& sandbox::authority() const {
    return server_->authority();
}

TELNYX_DECL expectation sandbox::expect(std::string method, std::string path_pattern) {
    return expectation(server_->expectations(), std::move(method), std::move(path_pattern));
}

TELNYX_DECL expectation sandbox::on(std::string method, std::string path_pattern) {
    return expect(std::move(method), std::move(path_pattern)).always();
}

TELNYX_DECL void sandbox::handle(std::string method, std::string_view path_pattern,
                                 std::function<reply(recorded_request const&)> respond) {
    server_->handle(std::move(method), path_pattern, std::move(respond));
}

TELNYX_DECL void sandbox::alter(std::function<void(recorded_request const&, reply&)> change) {
    server_->alter(std::move(change));
}

TELNYX_DECL void sandbox::on_connection(std::size_t number, connection_script script) {
    server_->on_connection(number, std::move(script));
}

TELNYX_DECL void sandbox::on_connections(connection_script script) {
    server_->on_connections(std::move(script));
}

TELNYX_DECL void sandbox::end_connections(connection_end how) {
    server_->end_connections(how);
}

TELNYX_DECL void sandbox::retire_connections() {
    server_->retire_connections();
}

TELNYX_DECL std::vector<recorded_request> sandbox::requests() const {
    return server_->log().requests();
}

TELNYX_DECL sandbox_statistics sandbox::statistics() const {
    return server_->log().statistics();
}

TELNYX_DECL bool sandbox::wait_for_requests(std::size_t count, std::chrono::milliseconds timeout) const {
    return server_->log().wait_for(&sandbox_statistics::requests, count, timeout);
}

TELNYX_DECL bool sandbox::wait_for_replies(std::size_t count, std::chrono::milliseconds timeout) const {
    return server_->log().wait_for(&sandbox_statistics::replies, count, timeout);
}

TELNYX_DECL bool sandbox::wait_for_connections(std::size_t count, std::chrono::milliseconds timeout) const {
    return server_->log().wait_for(&sandbox_statistics::connections_accepted, count, timeout);
}

TELNYX_DECL bool sandbox::wait_for_closed_connections(std::size_t count, std::chrono::milliseconds timeout) const {
    return server_->log().wait_for(&sandbox_statistics::connections_closed, count, timeout);
}

TELNYX_DECL bool sandbox::wait_for_reset_streams(std::size_t count, std::chrono::milliseconds timeout) const {
    return server_->log().wait_for(&sandbox_statistics::streams_reset, count, timeout);
}

TELNYX_DECL std::vector<std::string> sandbox::failures() const {
    return server_->expectations()->failures();
}

TELNYX_DECL void sandbox::verify() const {
    if (auto found = failures(); !found.empty()) throw expectation_error(std::move(found));
}

} // namespace telnyx::testing
