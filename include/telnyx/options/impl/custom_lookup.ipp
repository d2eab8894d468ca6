#pragma once

#include "telnyx/options/custom_lookup.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/system_error.hpp>

#include <exception>

namespace telnyx::detail {

// Why a lookup failed, in words, and its error code; `host_not_found` if the exception has none.
inline std::string cause_of(std::exception_ptr const& thrown, boost::system::error_code& code) {
    code = boost::asio::error::host_not_found;
    try {
        std::rethrow_exception(thrown);
    } catch (boost::system::system_error const& failure) {
        if (failure.code()) code = failure.code();
        return code.message();
    } catch (std::exception const& failure) {
        return failure.what();
    } catch (...) {
        return "the lookup threw something other than a std::exception";
    }
}

TELNYX_DECL void custom_lookup::run(name_lookup const& function, boost::asio::any_io_executor const& executor,
                                    std::string const& host, std::uint16_t port, result_handler done) {
    try {
        boost::asio::co_spawn(executor, function(host, port), [done](std::exception_ptr thrown, addresses found) {
            boost::system::error_code failure;
            auto cause = thrown ? cause_of(thrown, failure) : std::string();
            if (!failure && found.empty()) {
                failure = boost::asio::error::host_not_found;
                cause = "the lookup found no address";
            }
            done(failure, std::move(cause), std::move(found));
        });
    } catch (...) {
        boost::system::error_code failure;
        auto cause = cause_of(std::current_exception(), failure);
        done(failure, std::move(cause), {}); // the function is not a coroutine, and threw at once
    }
}

} // namespace telnyx::detail
