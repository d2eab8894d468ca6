// Runs a program against a sandbox: `with_sandbox PROGRAM [ARGUMENT...]`. The program finds the sandbox through its
// environment, as it would find Telnyx, and needs no change for that. Exits as the program does.

#include "telnyx/testing/sandbox.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace {

/// A file that lasts as long as the object.
class temporary_file {
  public:
    explicit temporary_file(std::string const& content) {
        std::string pattern = (std::filesystem::temp_directory_path() / "telnyx-ca-XXXXXX").string();
        int const descriptor = mkstemp(pattern.data());
        if (descriptor < 0) throw std::runtime_error("cannot make a temporary file");
        close(descriptor);
        path_ = pattern;
        std::ofstream(path_) << content;
    }
    ~temporary_file() { std::filesystem::remove(path_); }
    temporary_file(temporary_file const&) = delete;
    temporary_file& operator=(temporary_file const&) = delete;

    std::string const& path() const { return path_; }

  private:
    std::string path_;
};

int run(char** command) {
    pid_t const child = fork();
    if (child < 0) throw std::runtime_error("cannot start a process");
    if (child == 0) {
        execv(command[0], command);
        _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "Usage: with_sandbox PROGRAM [ARGUMENT...]\n";
        return 2;
    }
    telnyx::testing::sandbox const server(telnyx::testing::sandbox_options()
                                              .token_delay(std::chrono::nanoseconds(0))
                                              .task_duration(std::chrono::nanoseconds(0)));
    temporary_file const authority(server.ca_pem());
    setenv("TELNYX_API_KEY", server.api_key().c_str(), 1);
    setenv("TELNYX_BASE_URL", server.base_url().c_str(), 1);
    setenv("SSL_CERT_FILE", authority.path().c_str(), 1);
    return run(argv + 1);
}
