#pragma once

#include "telnyx/net/address_cache.hpp"
#include "telnyx/transport/request_limits.hpp"

#include <boost/asio/error.hpp>

#include <utility>

namespace telnyx::net {

TELNYX_DECL std::shared_ptr<async::one_shot> address_cache::lookup::subscribe() {
    auto event = std::make_shared<async::one_shot>();
    std::lock_guard const lock(mutex_);
    if (finished_)
        event->set();
    else
        waiters_.push_back(event);
    return event;
}

TELNYX_DECL void address_cache::lookup::finish(boost::system::error_code failure, std::string cause, addresses found) {
    std::vector<std::shared_ptr<async::one_shot>> waiters;
    {
        std::lock_guard const lock(mutex_);
        found_ = std::move(found);
        failure_ = failure;
        cause_ = std::move(cause);
        finished_ = true;
        waiters.swap(waiters_);
    }
    for (auto const& each : waiters)
        each->set();
}

TELNYX_DECL address_cache::address_cache(std::chrono::steady_clock::duration lifetime,
                                         telnyx::detail::custom_lookup custom)
    : lifetime_(lifetime), custom_(std::move(custom)) {}

TELNYX_DECL address_cache::addresses address_cache::known(origin const& peer) {
    if (peer.is_address) return {{boost::asio::ip::make_address(peer.host), peer.port}};
    std::lock_guard const lock(mutex_);
    auto const found = entries_.find(peer.host_and_port());
    if (found == entries_.end() || found->second.valid_until <= std::chrono::steady_clock::now()) return {};
    return found->second.found;
}

TELNYX_DECL bool address_cache::entry::joins_pending(std::chrono::steady_clock::duration patience) const {
    if (!pending) return false;
    auto const age = std::chrono::steady_clock::now() - pending_since;
    return age < patience || (under_way > most_overdue && age < std::chrono::minutes(1));
}

TELNYX_DECL std::shared_ptr<address_cache::lookup> address_cache::begin(boost::asio::any_io_executor const& executor,
                                                                        origin const& peer,
                                                                        std::chrono::steady_clock::duration patience) {
    std::shared_ptr<lookup> started;
    {
        std::lock_guard const lock(mutex_);
        auto& known = entries_[peer.host_and_port()];
        if (known.joins_pending(patience)) return known.pending;
        started = known.pending = std::make_shared<lookup>();
        known.pending_since = std::chrono::steady_clock::now();
        ++known.under_way;
    }
    if (custom_)
        start_custom(executor, peer, started);
    else
        start_system(executor, peer, started);
    return started;
}

TELNYX_DECL void address_cache::start_system(boost::asio::any_io_executor const& executor, origin const& peer,
                                             std::shared_ptr<lookup> pending) {
    using boost::asio::ip::tcp;
    auto const resolver = std::make_shared<tcp::resolver>(executor);
    resolver->async_resolve(
        peer.host, std::to_string(peer.port), tcp::resolver::numeric_service | tcp::resolver::address_configured,
        [self = shared_from_this(), resolver, pending,
         key = peer.host_and_port()](boost::system::error_code failure, tcp::resolver::results_type const& results) {
            self->finish(key, *pending, failure, failure.message(), addresses(results.begin(), results.end()));
        });
}

TELNYX_DECL void address_cache::start_custom(boost::asio::any_io_executor const& executor, origin const& peer,
                                             std::shared_ptr<lookup> pending) {
    custom_.start(executor, peer.host, peer.port,
                  [self = shared_from_this(), pending, key = peer.host_and_port()](boost::system::error_code failure,
                                                                                   std::string cause, addresses found) {
                      self->finish(key, *pending, failure, std::move(cause), std::move(found));
                  });
}

TELNYX_DECL void address_cache::finish(std::string const& key, lookup& ended, boost::system::error_code failure,
                                       std::string cause, addresses found) {
    {
        std::lock_guard const lock(mutex_);
        auto& known = entries_[key];
        --known.under_way;
        bool const newest = known.pending.get() == &ended;
        if (newest) known.pending.reset();
        if (newest || !failure) { // the failure of an overdue lookup does not invalidate later results
            known.found = found;
            known.valid_until = failure ? std::chrono::steady_clock::time_point::min()
                                        : later(std::chrono::steady_clock::now(), lifetime_);
        }
    }
    ended.finish(failure, std::move(cause), std::move(found));
}

TELNYX_DECL void address_cache::forget(origin const& peer) {
    std::lock_guard const lock(mutex_);
    auto const found = entries_.find(peer.host_and_port());
    if (found != entries_.end()) found->second.valid_until = std::chrono::steady_clock::time_point::min();
}

} // namespace telnyx::net
