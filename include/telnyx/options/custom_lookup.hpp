#pragma once

#include "telnyx/options/name_lookup.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/system/error_code.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace telnyx::detail {

/// The caller's lookup function, or none. Programs that set none do not compile the code that runs one.
class custom_lookup {
  public:
    using addresses = std::vector<boost::asio::ip::basic_endpoint<boost::asio::ip::tcp>>;
    /// `cause` says in words what failed.
    using result_handler = std::function<void(boost::system::error_code failure, std::string cause, addresses found)>;

    custom_lookup() {}
    custom_lookup(name_lookup function) : function_(std::move(function)), run_(&run) {}

    explicit operator bool() const { return static_cast<bool>(function_); }
    name_lookup const& function() const { return function_; }

    /// Calls the function and passes its result, or its exception, to `done`.
    void start(boost::asio::any_io_executor const& executor, std::string const& host, std::uint16_t port,
               result_handler done) const {
        run_(function_, executor, host, port, std::move(done));
    }

  private:
    static void run(name_lookup const& function, boost::asio::any_io_executor const& executor, std::string const& host,
                    std::uint16_t port, result_handler done);

    name_lookup function_;
    decltype(&run) run_ = nullptr;
};

} // namespace telnyx::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/options/impl/custom_lookup.ipp"
#endif
