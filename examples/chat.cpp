// Chat with a model in the terminal. Without TELNYX_API_KEY it talks to the sandbox that comes with the library.

#include "telnyx/ai/chat.hpp"
#include "telnyx/testing/sandbox.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace asio = boost::asio;
namespace ai = telnyx::ai;

namespace {

constexpr std::string_view usage = R"(Usage: chat [options] [prompt]

Streams a model's answer to the prompt, or holds a conversation when there is no prompt.

  --model NAME    the model that answers
  --system TEXT   instructions to the model
  --no-stream     wait for the whole answer
  --help          show this

With TELNYX_API_KEY set it talks to Telnyx, otherwise to a sandbox in this process. Ctrl-C ends a running answer.
)";

struct settings {
    std::optional<std::string> model;
    std::optional<std::string> system;
    std::optional<std::string> prompt;
    bool stream = true;
    bool help = false;
};

struct usage_error : std::runtime_error {
    using runtime_error::runtime_error;
};

settings parse(std::vector<std::string> const& arguments) {
    settings read;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        auto const& each = arguments[i];
        auto const value = [&] {
            if (i + 1 == arguments.size()) throw usage_error(each + " needs a value; see --help");
            return arguments[++i];
        };
        if (each == "--model")
            read.model = value();
        else if (each == "--system")
            read.system = value();
        else if (each == "--no-stream")
            read.stream = false;
        else if (each == "--help" || each == "-h")
            read.help = true;
        else if (each.starts_with("--"))
            throw usage_error("unknown option " + each + "; see --help");
        else
            read.prompt = read.prompt ? *read.prompt + " " + each : each;
    }
    return read;
}

/// The conversation so far, and how to go on with it.
class conversation {
  public:
    conversation(telnyx::client client, settings const& chosen) : client_(std::move(client)), stream_(chosen.stream) {
        params_.model = chosen.model;
        if (chosen.system) params_.messages->push_back(ai::system_message(*chosen.system));
    }

    /// Prints the answer to `prompt` and remembers both.
    asio::awaitable<void> answer(std::string prompt) {
        params_.messages->push_back(ai::user_message(std::move(prompt)));
        answer_.clear();
        if (stream_)
            co_await print_stream();
        else
            co_await print_whole();
        std::cout << std::endl;
        params_.messages->push_back(ai::assistant_message(answer_));
    }

    /// Forgets the question whose answer did not come.
    void forget_question() { params_.messages->pop_back(); }

  private:
    asio::awaitable<void> print_stream() {
        auto stream = co_await client_.ai.chat.stream_completion(params_);
        while (auto chunk = co_await stream.next())
            for (auto const& choice : chunk->choices)
                print(choice.delta.content.value_or(""));
    }

    asio::awaitable<void> print_whole() {
        auto const completion = co_await client_.ai.chat.create_completion(params_);
        if (!completion.choices.empty()) print(completion.choices[0].message.content.value_or(""));
    }

    void print(std::string const& text) {
        std::cout << text << std::flush;
        answer_ += text;
    }

    telnyx::client client_;
    bool stream_;
    ai::chat_completion_params params_{.messages = std::vector<ai::chat_message>()};
    std::string answer_;
};

/// Runs one answer to its end; `false` when Ctrl-C ended it.
bool run(asio::io_context& io, conversation& talk, std::string prompt) {
    asio::cancellation_signal cancel;
    asio::signal_set interrupt(io, SIGINT);
    interrupt.async_wait([&](boost::system::error_code failure, int) {
        if (!failure) cancel.emit(asio::cancellation_type::terminal);
    });
    std::exception_ptr failure;
    asio::co_spawn(io, talk.answer(std::move(prompt)),
                   asio::bind_cancellation_slot(cancel.slot(), [&](std::exception_ptr thrown) {
                       failure = thrown;
                       interrupt.cancel();
                   }));
    io.restart();
    io.run();
    if (!failure) return true;
    talk.forget_question();
    try {
        std::rethrow_exception(failure);
    } catch (boost::system::system_error const& error) {
        if (error.code() != asio::error::operation_aborted) throw;
    }
    std::cout << std::endl;
    return false;
}

bool input_is_terminal() {
#ifdef _WIN32
    return _isatty(_fileno(stdin)) != 0;
#else
    return isatty(STDIN_FILENO) == 1;
#endif
}

constexpr int interrupted = 128 + SIGINT;

int converse(asio::io_context& io, conversation& talk) {
    bool const shows_prompt = input_is_terminal();
    std::string line;
    while (true) {
        if (shows_prompt) std::cout << "> " << std::flush;
        if (!std::getline(std::cin, line)) break;
        if (line.empty()) continue;
        try {
            run(io, talk, line);
        } catch (telnyx::error const& error) {
            if (!shows_prompt) throw;
            std::cerr << "chat: " << error.what() << std::endl; // the next question may fare better
        }
    }
    if (shows_prompt) std::cout << std::endl;
    return EXIT_SUCCESS;
}

int chat(settings const& chosen) {
    asio::io_context io;
    std::optional<telnyx::testing::sandbox> sandbox;
    telnyx::client_options options;
    if (char const* const key = std::getenv("TELNYX_API_KEY"); key == nullptr || *key == '\0') {
        std::cerr << "TELNYX_API_KEY is not set: talking to the built-in sandbox, not to Telnyx.\n" << std::endl;
        sandbox.emplace();
        options.api_key(sandbox->api_key()).base_url(sandbox->base_url()).proxy("");
        options.tls(telnyx::tls_options().ca_pem(sandbox->ca_pem()));
    }
    conversation talk(telnyx::client(io.get_executor(), options), chosen);
    if (!chosen.prompt) return converse(io, talk);
    return run(io, talk, *chosen.prompt) ? EXIT_SUCCESS : interrupted;
}

} // namespace

int main(int argc, char** argv) {
    try {
        auto const chosen = parse({argv + 1, argv + argc});
        if (chosen.help) {
            std::cout << usage;
            return EXIT_SUCCESS;
        }
        return chat(chosen);
    } catch (std::exception const& error) {
        std::cerr << "chat: " << error.what() << std::endl;
        return EXIT_FAILURE;
    }
}
