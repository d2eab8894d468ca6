// The C++ of doc/observability.md that stands in no example.

#include "telnyx/ai/chat.hpp"
#include "telnyx/observe/log_observer.hpp"

#include <boost/asio/io_context.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <iostream>
#include <memory>
#include <string_view>

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace guide_observability {

/// Counts calls, failures and retries, and how long it took until a response began.
class call_metrics final : public telnyx::observer {
  public:
    void on(headers_received const& event) noexcept override {
        std::size_t bucket = 0;
        while (bucket < bounds.size() && event.elapsed > bounds[bucket])
            ++bucket;
        ++latency_[bucket];
    }
    void on(retry_scheduled const&) noexcept override { ++retries_; }
    void on(call_finished const& event) noexcept override { ++(event.error.empty() ? succeeded_ : failed_); }
    void on(connections_exhausted const&) noexcept override { ++exhausted_; }

  private:
    static constexpr std::array<std::chrono::milliseconds, 6> bounds{50ms, 100ms, 250ms, 500ms, 1s, 5s};

    std::array<std::atomic<std::size_t>, bounds.size() + 1> latency_{};
    std::atomic<std::size_t> succeeded_{0};
    std::atomic<std::size_t> failed_{0};
    std::atomic<std::size_t> retries_{0};
    std::atomic<std::size_t> exhausted_{0};
};

telnyx::client observed_client(asio::io_context& io, std::shared_ptr<call_metrics> metrics) {
    auto const options = telnyx::client_options()
                             .observe(std::move(metrics))
                             .log(telnyx::log_level::warn)
                             .log_to([](telnyx::log_level, std::string_view line) { std::clog << line << '\n'; });
    return telnyx::client(io.get_executor(), options);
}

} // namespace guide_observability
