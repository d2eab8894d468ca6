#pragma once

namespace telnyx {

/// Options of `for_each_limited()` and `transform_limited()`. Setters can be chained, also in place.
class for_each_options {
  public:
    for_each_options() {}

    /// Whether the first exception of an item ends the whole: no further item starts, and those that run are cancelled.
    /// Default: false, the others go on.
    for_each_options& stop_on_error(bool stop = true) { return stop_on_error_ = stop, *this; }
    bool stop_on_error() const { return stop_on_error_; }

  private:
    bool stop_on_error_ = false;
};

} // namespace telnyx
