// The C++ of doc/observability.md that stands in no example.

#include "telnyx/ai/chat.hpp"
#include "telnyx/observe/log_observer.hpp"
#include "telnyx/observe/metrics_observer.hpp"

#include <boost/asio/io_context.hpp>

#include <any>
#include <array>
#include <atomic>
#include <cstddef>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace asio = boost::asio;

namespace guide_observability {

struct user_id {
    std::size_t number = 0;
};

/// Counts chunks, failures, and the streams that users gave up.
class call_metrics final : public telnyx::observer {
  public:
    void on(chunk_received const&) noexcept override { ++chunks_; }
    void on(call_ended const& event) noexcept override {
        if (event.how == ending::failed) ++failed_;
        auto const* const user = std::any_cast<user_id>(event.context);
        if (event.how == ending::given_up && user != nullptr) ++given_up_by_[user->number % given_up_by_.size()];
    }

  private:
    std::array<std::atomic<std::size_t>, 16> given_up_by_{};
    std::atomic<std::size_t> chunks_{0};
    std::atomic<std::size_t> failed_{0};
};

telnyx::request_options options_for(user_id user) {
    return telnyx::request_options().context(user);
}

telnyx::client counted_client(asio::io_context& io, std::shared_ptr<telnyx::metrics_observer> metrics) {
    return telnyx::client(io.get_executor(), telnyx::client_options().observe(std::move(metrics)));
}

/// The response to `GET /metrics`, with the media type `telnyx::metrics_observer::content_type`.
std::string metrics_page(telnyx::metrics_observer const& metrics, telnyx::client const& client) {
    return metrics.text(client.statistics());
}

telnyx::client observed_client(asio::io_context& io, std::shared_ptr<call_metrics> metrics) {
    auto const options = telnyx::client_options()
                             .observe(std::move(metrics))
                             .log(telnyx::log_level::warn)
                             .log_to([](telnyx::log_level, std::string_view line) { std::clog << line << '\n'; });
    return telnyx::client(io.get_executor(), options);
}

} // namespace guide_observability
