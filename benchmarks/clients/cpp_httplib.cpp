// cpp-httplib, which blocks a thread for each connection, with boost::json::parse.

#define CPPHTTPLIB_OPENSSL_SUPPORT
#include <httplib.h>

#include "../support/chat.hpp"
#include "../support/command_line.hpp"
#include "../support/event_splitter.hpp"
#include "../support/measurement.hpp"

#include <atomic>
#include <barrier>
#include <mutex>
#include <thread>
#include <vector>

namespace {

/// What the threads share.
class crew {
  public:
    explicit crew(bench::command_line const& asked) : asked_(asked), measured_(asked.requests) {}

    void run() {
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < asked_.connections; ++i)
            threads.emplace_back([this] { work(); });
        for (auto& each : threads)
            each.join();
        measured_.stop();
        if (failure_) std::rethrow_exception(failure_);
        measured_.print("cpp-httplib", asked_, asked_.connections);
    }

  private:
    void work() try {
        httplib::SSLClient client(asked_.host, std::stoi(asked_.port));
        client.set_ca_cert_path(asked_.ca_file.c_str());
        client.enable_server_certificate_verification(true);
        client.set_keep_alive(true);
        client.set_tcp_nodelay(true);
        call(client, 0);
        all_ready_.arrive_and_wait();
        if (asked_.work == "stream")
            read_stream(client);
        else
            make_calls(client);
    } catch (...) {
        std::lock_guard const lock(mutex_);
        failure_ = std::current_exception();
        all_ready_.arrive_and_drop();
    }

    void make_calls(httplib::SSLClient& client) {
        std::vector<bench::clock::duration> latencies;
        for (auto number = ++taken_; number <= asked_.requests; number = ++taken_) {
            auto const begun = bench::clock::now();
            call(client, number);
            latencies.push_back(bench::clock::now() - begun);
        }
        std::lock_guard const lock(mutex_);
        measured_.add_requests(latencies.size());
        for (auto const& each : latencies)
            measured_.add_latency(each);
    }

    httplib::Headers headers(char const* accept) const {
        httplib::Headers fields{{"Accept", accept}};
        for (auto const& each : bench::request_fields())
            fields.emplace(each.name, each.value);
        return fields;
    }

    void call(httplib::SSLClient& client, std::size_t number) const {
        auto const answer = client.Post((asked_.path + "/ai/chat/completions").c_str(), headers("application/json"),
                                        bench::chat_request(number, false), "application/json");
        bench::check(answer && answer->status == 200, "no answer");
        bench::check_answer(answer->body);
    }

    void read_stream(httplib::SSLClient& client) {
        bench::event_splitter events;
        bench::stream_check seen;
        httplib::Request request;
        request.method = "POST";
        request.path = asked_.path + "/ai/chat/completions";
        request.headers = headers("text/event-stream");
        request.set_header("Content-Type", "application/json");
        request.body = bench::chat_request(1, true);
        request.content_receiver = [&](char const* bytes, std::size_t size, std::uint64_t, std::uint64_t) {
            events.add({bytes, size}, [&](std::string_view data) { bench::add_event(seen, data); });
            return true;
        };
        auto const answer = client.send(request);
        bench::check(answer && answer->status == 200, "no answer");
        seen.check_complete(asked_.requests);
        std::lock_guard const lock(mutex_);
        measured_.add_requests(seen.events());
    }

    bench::command_line const& asked_;
    std::mutex mutex_;
    bench::measurement measured_;
    struct start {
        crew* self;
        void operator()() noexcept { self->measured_.start(); }
    };
    std::barrier<start> all_ready_{static_cast<std::ptrdiff_t>(asked_.connections), start{this}};
    std::atomic<std::size_t> taken_{0};
    std::exception_ptr failure_;
};

void run(bench::command_line const& asked) {
    if (asked.work != "calls" && asked.work != "stream") throw std::invalid_argument("no such work: " + asked.work);
    crew(asked).run();
}

} // namespace

int main(int argc, char** argv) {
    return bench::run_main(argc, argv, run);
}
