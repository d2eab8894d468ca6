#pragma once

#include "telnyx/testing/certificate_authority.hpp"
#include "telnyx/testing/connection_script.hpp"
#include "telnyx/testing/impl/api.hpp"
#include "telnyx/testing/impl/connection_owner.hpp"
#include "telnyx/testing/impl/expectation_list.hpp"
#include "telnyx/testing/impl/request_log.hpp"
#include "telnyx/testing/impl/server_tls.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <thread>
#include <unordered_set>
#include <utility>

namespace telnyx::testing::detail {

/// The server in a sandbox: accepts connections and decides how to respond to each request. Its connections live on one
/// thread; all other public functions may be called from any thread.
class server final : public connection_owner {
  public:
    explicit server(sandbox_options const& options);

    void start();

    /// Closes all connections and waits for the thread.
    void stop();

    sandbox_options const& options() const override { return options_; }
    certificate_authority const& authority() const { return authority_; }
    std::uint16_t port() const { return port_; }
    request_log& log() override { return log_; }
    std::shared_ptr<expectation_list> const& expectations() const { return expectations_; }

    void handle(std::string method, std::string_view pattern, handler respond);
    void alter(std::function<void(recorded_request const&, reply&)> change);
    void on_connection(std::size_t number, connection_script script);
    void on_connections(connection_script script);
    void end_connections(connection_end how);
    void retire_connections();

    boost::asio::io_context& context() override { return context_; }
    server_tls const& tls() const override { return *tls_; }
    TELNYX_DECL std::optional<reply> respond_to_head(recorded_request& request) override;
    TELNYX_DECL reply respond(recorded_request& request) override;
    TELNYX_DECL std::string next_request_id() override;
    void add_failure(std::string failure) override { expectations_->add_failure(std::move(failure)); }
    void forget(std::shared_ptr<server_connection> const& connection) override { connections_.erase(connection); }

  private:
    void listen();
    void run();
    void accept();
    void add_connection(boost::asio::ip::tcp::socket socket);
    connection_script script_for(std::size_t number);
    template <class Respond>
    auto guarded(recorded_request const& request, Respond respond) -> decltype(respond());

    sandbox_options const options_;
    certificate_authority const authority_;
    std::uint16_t port_ = 0;
    request_log log_;
    std::shared_ptr<expectation_list> const expectations_;

    std::mutex mutex_; // guards what tests change while the server runs
    router handlers_;
    std::shared_ptr<std::function<void(recorded_request const&, reply&)>> change_; // copies share what it captures
    std::map<std::size_t, connection_script> scripts_;
    connection_script default_script_;

    api api_;
    std::unique_ptr<server_tls> tls_;
    std::size_t accepted_ = 0;
    std::uint64_t request_ids_ = 0;

    boost::asio::io_context context_{1};
    boost::asio::ip::tcp::acceptor acceptor_{context_};
    boost::asio::steady_timer accept_retry_{context_};
    std::unordered_set<std::shared_ptr<server_connection>> connections_;
    std::thread thread_;
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/server.ipp"
#endif
