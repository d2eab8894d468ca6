#pragma once

#include <array>
#include <cstdlib>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

namespace telnyx::tests {

/// Runs a function in a process of its own, which begins as a copy of this one. Not for tests with other threads.
class other_process {
  public:
    /// What the function talks to this process through.
    class pipe {
      public:
        pipe(int out, int end) : out_(out), end_(end) {}

        void write(std::string_view text) const {
            while (!text.empty()) {
                auto const count = ::write(out_, text.data(), text.size());
                if (count <= 0) return;
                text.remove_prefix(static_cast<std::size_t>(count));
            }
            ::close(out_);
        }

        /// Returns when the other side has no use for this process any more.
        void wait_for_end() const {
            char nothing = 0;
            while (::read(end_, &nothing, 1) > 0) {
            }
        }

      private:
        int out_;
        int end_;
    };

    explicit other_process(std::function<void(pipe const&)> const& function) {
        std::array<int, 2> out{};
        std::array<int, 2> end{};
        if (::pipe(out.data()) != 0 || ::pipe(end.data()) != 0) throw std::runtime_error("no pipe");
        process_ = ::fork();
        if (process_ < 0) throw std::runtime_error("no process");
        if (process_ == 0) {
            ::close(out[0]);
            ::close(end[1]);
            try {
                function(pipe(out[1], end[0]));
            } catch (...) {
            }
            std::_Exit(0);
        }
        ::close(out[1]);
        ::close(end[0]);
        out_ = out[0];
        end_ = end[1];
    }
    other_process(other_process const&) = delete;
    other_process& operator=(other_process const&) = delete;
    ~other_process() {
        ::close(out_);
        ::close(end_);
        ::waitpid(process_, nullptr, 0);
    }

    /// All that the function has written.
    std::string read() const {
        std::string text;
        std::array<char, 4096> buffer{};
        while (true) {
            auto const count = ::read(out_, buffer.data(), buffer.size());
            if (count <= 0) return text;
            text.append(buffer.data(), static_cast<std::size_t>(count));
        }
    }

  private:
    pid_t process_ = 0;
    int out_ = 0;
    int end_ = 0;
};

} // namespace telnyx::tests
