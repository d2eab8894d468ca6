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

/// Addresses of hosts, looked up once and kept for a while. Callers that want the same host at the same time share
/// one lookup. Safe for concurrent use.
class address_cache : public std::enable_shared_from_this<address_cache> {
  public:
    using addresses = std::vector<boost::asio::ip::tcp::endpoint>;

    /// A lookup that may still be under way. A waiting caller can leave at any time: the lookup itself cannot be
    /// cancelled (getaddrinfo), goes on by itself and fills the cache.
    class lookup {
      public:
        /// An event that happens when the lookup has ended.
        std::shared_ptr<async::one_shot> subscribe();

        /// Results; call after the event.
        addresses const& found() const { return found_; }
        boost::system::error_code failure() const { return failure_; }
        /// The failure in words.
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

    /// Results are used for `lifetime`; 0 looks up every time. An empty `custom` means the system's resolver.
    address_cache(std::chrono::steady_clock::duration lifetime, telnyx::detail::custom_lookup custom);

    /// Addresses that are known without waiting: of an IP address, or from the cache; else empty.
    addresses known(origin const& peer);

    /// Begins a lookup on `executor`, or joins the one under way, unless that one has been going on for `patience` or
    /// longer, the time that the caller would wait: it may never end. Beside the newest there are not more than
    /// `most_overdue` for a host, and one more for each minute; beyond that the newest is joined after all.
    std::shared_ptr<lookup> begin(boost::asio::any_io_executor const& executor, origin const& peer,
                                  std::chrono::steady_clock::duration patience);
    static constexpr std::size_t most_overdue = 4;

    /// Drops what is known of the host, after no address could be reached.
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
