#pragma once

#include "telnyx/testing/impl/request_log.hpp"
#include "telnyx/testing/impl/server_tls.hpp"
#include "telnyx/testing/recorded_request.hpp"
#include "telnyx/testing/reply.hpp"
#include "telnyx/testing/sandbox_options.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <optional>
#include <string>

namespace telnyx::testing::detail {

class server_connection;

/// Interface of the server for the connections that it accepted. Used only on the server's thread.
class connection_owner : public std::enable_shared_from_this<connection_owner> {
  public:
    connection_owner() = default;
    connection_owner(connection_owner const&) = delete;
    connection_owner& operator=(connection_owner const&) = delete;

    virtual boost::asio::io_context& context() = 0;
    virtual sandbox_options const& options() const = 0;
    virtual server_tls const& tls() const = 0;
    virtual request_log& log() = 0;

    /// The response to a request whose body need not be read; `std::nullopt` if it must be read.
    virtual std::optional<reply> respond_to_head(recorded_request& request) = 0;
    virtual reply respond(recorded_request& request) = 0;
    virtual std::string next_request_id() = 0;

    virtual void add_failure(std::string failure) = 0;
    virtual void forget(std::shared_ptr<server_connection> const& connection) = 0;

  protected:
    ~connection_owner() = default;
};

} // namespace telnyx::testing::detail
