#pragma once

#include <boost/asio/associated_allocator.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/cancellation_type.hpp>

#include <memory>
#include <utility>

namespace telnyx::async {

/// Handler in a caller's cancellation slot: calls `cancel_operation()` of an object, if it still exists.
template <class Target>
class operation_canceller {
  public:
    explicit operation_canceller(std::weak_ptr<Target> target) : target_(std::move(target)) {}

    void operator()(boost::asio::cancellation_type_t type) const {
        using kind = boost::asio::cancellation_type;
        if ((type & (kind::terminal | kind::partial | kind::total)) == kind::none) return;
        if (auto const target = target_.lock()) target->cancel_operation();
    }

  private:
    std::weak_ptr<Target> target_;
};

/// Lets the caller of an operation cancel it through `cancel_operation()` of `target`, with any cancellation type.
///
/// Asio's own handler in the slot would access the socket or timer without locking the mutex that guards it. The
/// handler holds only a weak pointer: a slot may outlive the execution context of the operation.
template <class Handler, class Target>
void cancel_through(Handler const& handler, std::weak_ptr<Target> target) {
    auto slot = boost::asio::get_associated_cancellation_slot(handler);
    if (slot.is_connected()) slot.template emplace<operation_canceller<Target>>(std::move(target));
}

/// The handler of an operation that is cancelled by `cancel_through()`: hides the slot from Asio. `Kept` is destroyed
/// when the operation ends, before the handler is called, and also if the handler is dropped without a call.
template <class Handler, class Kept>
class own_cancellation_handler {
  public:
    using executor_type = boost::asio::associated_executor_t<Handler>;
    using allocator_type = boost::asio::associated_allocator_t<Handler>;

    own_cancellation_handler(Handler handler, Kept kept) : handler_(std::move(handler)), kept_(std::move(kept)) {}

    executor_type get_executor() const noexcept { return boost::asio::get_associated_executor(handler_); }
    allocator_type get_allocator() const noexcept { return boost::asio::get_associated_allocator(handler_); }

    template <class... Results>
    void operator()(Results... results) {
        { [[maybe_unused]] auto const over = std::move(kept_); }
        auto slot = boost::asio::get_associated_cancellation_slot(handler_);
        if (slot.is_connected()) slot.clear();
        std::move(handler_)(std::move(results)...);
    }

  private:
    Handler handler_;
    Kept kept_;
};

} // namespace telnyx::async
