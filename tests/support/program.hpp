#pragma once

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace telnyx::tests {

/// A program that runs beside the test, with what it prints. It is killed with the object.
class program {
  public:
    /// `environment` has entries such as `NAME=value`, which are added to the test's own; `NAME` removes one.
    program(std::vector<std::string> command, std::vector<std::string> environment = {}) {
        std::array<int, 2> out{};
        if (::pipe(out.data()) != 0) throw std::runtime_error("no pipe");
        for (char** own = ::environ; *own != nullptr; ++own)
            if (!replaced(*own, environment)) environment.emplace_back(*own);
        std::erase_if(environment, [](std::string const& each) { return each.find('=') == std::string::npos; });
        auto arguments = pointers(command);
        auto variables = pointers(environment);
        process_ = ::fork(); // between this and execve nothing is allocated: the test has threads
        if (process_ < 0) throw std::runtime_error("no process");
        if (process_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL); // when the test dies without destructors
            ::dup2(out[1], STDOUT_FILENO);
            ::close(out[0]);
            ::close(out[1]);
            ::execve(arguments[0], arguments.data(), variables.data());
            ::_exit(127);
        }
        ::close(out[1]);
        out_ = out[0];
    }

    ~program() {
        if (process_ > 0) {
            signal(SIGKILL);
            wait();
        }
        ::close(out_);
    }
    program(program const&) = delete;
    program& operator=(program const&) = delete;

    pid_t id() const { return process_; }
    void signal(int number) const { ::kill(process_, number); }

    /// What follows `prefix` in the first line that begins with it. Throws if the program ends before it prints one.
    std::string line_after(std::string_view prefix) {
        for (std::string line; read_line(line);)
            if (line.starts_with(prefix)) return line.substr(prefix.size());
        throw std::runtime_error("the program has not printed: " + std::string(prefix));
    }

    /// Waits for its end; returns the exit status, or 128 and the number of the signal that ended it.
    int wait() {
        int status = 0;
        ::waitpid(std::exchange(process_, -1), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

    /// The rest of what it prints, up to its end.
    std::string read_to_end() {
        std::string text;
        for (std::string line; read_line(line);)
            text += line + '\n';
        return text;
    }

  private:
    static bool replaced(std::string_view own, std::vector<std::string> const& entries) {
        auto const name_of = [](std::string_view entry) { return entry.substr(0, entry.find('=')); };
        for (auto const& each : entries)
            if (name_of(each) == name_of(own)) return true;
        return false;
    }

    static std::vector<char*> pointers(std::vector<std::string>& texts) {
        std::vector<char*> result;
        for (auto& each : texts)
            result.push_back(each.data());
        result.push_back(nullptr);
        return result;
    }

    bool read_line(std::string& line) {
        line.clear();
        char next = 0;
        while (::read(out_, &next, 1) == 1) {
            if (next == '\n') return true;
            line += next;
        }
        return !line.empty();
    }

    pid_t process_ = -1;
    int out_ = -1;
};

} // namespace telnyx::tests
