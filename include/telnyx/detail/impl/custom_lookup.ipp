#pragma once

#include "telnyx/detail/custom_lookup.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/system_error.hpp>

#include <exception>

namespace telnyx::detail {

inline boost::system::error_code code_of(std::exception_ptr const& thrown) {
    try {
        std::rethrow_exception(thrown);
    } catch (boost::system::system_error const& failure) {
        return failure.code();
    } catch (...) {
        return boost::asio::error::host_not_found;
    }
}

TELNYX_DECL void custom_lookup::run(name_lookup const& function, boost::asio::any_io_executor const& executor,
                                    std::string const& host, std::uint16_t port, result_handler done) {
    try {
        boost::asio::co_spawn(executor, function(host, port), [done](std::exception_ptr thrown, addresses found) {
            auto failure = thrown ? code_of(thrown) : boost::system::error_code();
            if (!failure && found.empty()) failure = boost::asio::error::host_not_found;
            done(failure, std::move(found));
        });
    } catch (...) {
        done(code_of(std::current_exception()), {}); // it is no coroutine, and threw at once
    }
}

} // namespace telnyx::detail
