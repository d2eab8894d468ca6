#pragma once

#include <string>
#include <string_view>

namespace bench {

/// Splits a body into events, and finds their data. For clients that have nothing of that kind.
class event_splitter {
  public:
    template <class Receiver>
    void add(std::string_view piece, Receiver receive) {
        rest_.append(piece);
        std::string_view unread(rest_);
        for (auto end = unread.find("\n\n"); end != std::string_view::npos; end = unread.find("\n\n")) {
            constexpr std::string_view field = "data: ";
            if (unread.starts_with(field)) receive(unread.substr(field.size(), end - field.size()));
            unread.remove_prefix(end + 2);
        }
        rest_.erase(0, rest_.size() - unread.size());
    }

  private:
    std::string rest_;
};

} // namespace bench
