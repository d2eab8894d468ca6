#pragma once

#include "telnyx/core/call.hpp"
#include "telnyx/core/client_core.hpp"
#include "telnyx/core/client_settings.hpp"
#include "telnyx/core/impl/run_call.ipp"
#include "telnyx/core/make_client_core.hpp"
#include "telnyx/core/proxy_choice.hpp"
#include "telnyx/net/pool.hpp"

#include <utility>

namespace telnyx::core {

namespace detail {

inline net::pool_options pool_options_of(client_settings const& settings) {
    auto const& options = settings.options;
    net::pool_options pool;
    pool.proxy = choose_proxy(options, *settings.base.origin);
    pool.tls = options.tls();
    pool.lookup = options.custom_lookup();
    pool.observers = settings.observers;
    pool.connections = options.max_connections();
    pool.http2 = options.http2();
    pool.streams = options.max_streams_per_connection();
    pool.read_ahead = options.max_read_ahead();
    pool.header_bytes = options.max_header_size();
    pool.idle_time = options.idle_time();
    pool.address_lifetime = options.dns_cache_time();
    return pool;
}

} // namespace detail

template <class Tag>
std::shared_ptr<client_core> make_client_core(boost::asio::any_io_executor const& executor,
                                              client_options const& options) {
    client_settings settings(options);
    auto over = settings.options.custom_transport();
    if (!over) over = std::make_shared<net::basic_pool<Tag>>(executor, detail::pool_options_of(settings));
    std::shared_ptr<call_gate> gate;
    if (auto const& limits = settings.options.limits()) gate = limits->make_gate(settings.options.custom_clock());
    client_core::call_functions const how{&client_core::start<Tag>, &decode_body};
    return std::make_shared<client_core>(executor, std::move(settings), std::move(over), how, std::move(gate));
}

} // namespace telnyx::core
