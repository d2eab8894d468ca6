#pragma once

#include "telnyx/body/body_source.hpp"
#include "telnyx/body/reading.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

namespace telnyx::detail {

/// Runs a source on a strand, where it can be cancelled.
class reading_in_strand final : public body::reading, public std::enable_shared_from_this<reading_in_strand> {
  public:
    explicit reading_in_strand(boost::asio::any_io_executor const& executor)
        : strand_(boost::asio::make_strand(executor)) {}

    void start(std::shared_ptr<body_source> source) {
        auto finish = [self = shared_from_this(), source](std::exception_ptr thrown, std::string_view found) {
            self->failure = thrown;
            self->chunk = found;
            // Asio uses the signal until its coroutine has ended, which happens on the strand.
            boost::asio::post(self->strand_, [self] { self->finish(); });
        };
        boost::asio::co_spawn(strand_, source->read(),
                              boost::asio::bind_cancellation_slot(cancel_.slot(), std::move(finish)));
    }

    void cancel() override {
        boost::asio::dispatch(
            strand_, [self = shared_from_this()] { self->cancel_.emit(boost::asio::cancellation_type::terminal); });
    }

  private:
    boost::asio::strand<boost::asio::any_io_executor> strand_;
    boost::asio::cancellation_signal cancel_;
};

TELNYX_DECL std::shared_ptr<body::reading> start_reading(std::shared_ptr<body_source> source,
                                                         boost::asio::any_io_executor const& executor) {
    auto started = std::make_shared<reading_in_strand>(executor);
    started->start(std::move(source));
    return started;
}

} // namespace telnyx::detail
