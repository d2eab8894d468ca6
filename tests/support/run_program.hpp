#pragma once

#include "support/child_server.hpp"

#include <array>
#include <future>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace telnyx::tests {

/// What a program has done.
struct program_result {
    int status = -1;    ///< exit status; negative when a signal has ended it
    std::string text{}; ///< what it has written, to both its standard output and error
};

/// Runs a program that is on the PATH, and waits for its end.
inline program_result run_program(std::vector<std::string> arguments) {
    auto const program = child_server::find(arguments.front());
    std::array<int, 2> out{};
    if (program.empty() || ::pipe(out.data()) != 0) throw std::runtime_error("cannot run " + arguments.front());
    std::vector<char*> pointers;
    for (auto& each : arguments)
        pointers.push_back(each.data());
    pointers.push_back(nullptr);
    auto const process = ::fork();
    if (process == 0) {
        ::dup2(out[1], STDOUT_FILENO);
        ::dup2(out[1], STDERR_FILENO);
        ::close(out[0]);
        ::close(out[1]);
        ::alarm(120); // ends a program that hangs, also after it has begun
        ::execv(program.c_str(), pointers.data());
        ::_exit(127);
    }
    ::close(out[1]);
    program_result result;
    std::array<char, 4096> buffer{};
    for (ssize_t count = 0; (count = ::read(out[0], buffer.data(), buffer.size())) > 0;)
        result.text.append(buffer.data(), static_cast<std::size_t>(count));
    ::close(out[0]);
    int status = 0;
    ::waitpid(process, &status, 0);
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return result;
}

/// The same while the test goes on.
inline std::future<program_result> start_program(std::vector<std::string> arguments) {
    return std::async(std::launch::async, run_program, std::move(arguments));
}

} // namespace telnyx::tests
