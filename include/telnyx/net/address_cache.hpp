#pragma once

#include "telnyx/async/one_shot.hpp"
#include "telnyx/http/origin.hpp"
#include "telnyx/options/custom_lookup.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace telnyx::net {

/// Cached addresses of hosts. Callers that need the same host at the same time share one lookup. Safe to use from
/// several threads at once.
class address_cache : public std::enable_shared_from_this<address_cache> {
  public:
    using addresses = std::vector<boost::asio::ip::tcp::endpoint>;

    /// A lookup that may still be in progress. A waiting caller can leave at any time: the lookup itself cannot be
    /// cancelled (getaddrinfo), continues on its own and fills the cache.
    class lookup {
      public:
        /// An event that is set when the lookup has ended.
        std::shared_ptr<async::one_shot> subscribe();

        /// The results; call this after the event.
        addresses const& found() const { return found_; }
        boost::system::error_code failure() const { return failure_; }
        /// The description of the failure.
        std::string const& cause() const { return cause_; }

      private:
        friend class address_cache;
        void finish(boost::system::error_code failure, std::string cause, addresses found);

        std::mutex mutex_;
        std::vector<std::shared_ptr<async::one_shot>> waiters_;
        addresses found_;
        boost::system::error_code failure_;
        std::string cause_;
        bool finished_ = false;
    };

    /// Results are used for `lifetime`; 0 disables the cache. An empty `custom` means the system resolver.
    address_cache(std::chrono::steady_clock::duration lifetime, telnyx::detail::custom_lookup custom);

    /// The addresses available without waiting: of an IP address, or from the cache; otherwise empty.
    addresses known(origin const& peer);

    /// Starts a lookup on `executor`, or joins the one in progress, unless that one has been running for `patience` or
    /// longer, the time that the caller would wait: it may never end. In addition to the newest, there are at most
    /// `most_overdue` lookups per host, and one more for each minute; beyond that, the newest one is joined anyway.
    std::shared_ptr<lookup> begin(boost::asio::any_io_executor const& executor, origin const& peer,
                                  std::chrono::steady_clock::duration patience);
    static constexpr std::size_t most_overdue = 4;

    /// Drops the cached addresses of the host, after none could be reached.
    void forget(origin const& peer);

  private:
    struct entry {
        addresses found;
        std::chrono::steady_clock::time_point valid_until{};
        std::shared_ptr<lookup> pending; // the newest
        std::chrono::steady_clock::time_point pending_since{};
        std::size_t under_way = 0;

        bool joins_pending(std::chrono::steady_clock::duration patience) const;
    };

    void start_system(boost::asio::any_io_executor const& executor, origin const& peer,
                      std::shared_ptr<lookup> pending);
    void start_custom(boost::asio::any_io_executor const& executor, origin const& peer,
                      std::shared_ptr<lookup> pending);
    void finish(std::string const& key, lookup& ended, boost::system::error_code failure, std::string cause,
                addresses found);

    std::chrono::steady_clock::duration const lifetime_;
    telnyx::detail::custom_lookup const custom_;
    std::mutex mutex_;
    std::map<std::string, entry> entries_;
};

} // namespace telnyx::net

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/net/impl/address_cache.ipp"
#endif
