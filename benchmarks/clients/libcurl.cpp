// libcurl's multi interface in its fastest form, on epoll, with boost::json::parse.

#include "../support/chat.hpp"
#include "../support/command_line.hpp"
#include "../support/event_splitter.hpp"
#include "../support/measurement.hpp"
#include "../support/stream_timer.hpp"
#include "../support/transfer.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <sys/epoll.h>
#include <vector>

namespace {

void require(CURLcode code) {
    if (code != CURLE_OK) throw std::runtime_error(curl_easy_strerror(code));
}

void require(CURLMcode code) {
    if (code != CURLM_OK) throw std::runtime_error(curl_multi_strerror(code));
}

/// Transfers and the loop that drives them.
class multi {
  public:
    explicit multi(bench::command_line const& asked) : handle_(curl_multi_init()), epoll_(epoll_create1(0)) {
        auto const connections = static_cast<long>(asked.connections);
        require(curl_multi_setopt(handle_, CURLMOPT_MAXCONNECTS, connections));
        if (asked.http2) {
            long const streams = 100; // on one connection, as many as this library and the server allow
            require(curl_multi_setopt(handle_, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX));
            require(curl_multi_setopt(handle_, CURLMOPT_MAX_CONCURRENT_STREAMS, streams));
            require(curl_multi_setopt(handle_, CURLMOPT_MAX_HOST_CONNECTIONS, (connections + streams - 1) / streams));
        }
        require(curl_multi_setopt(handle_, CURLMOPT_SOCKETFUNCTION, &multi::on_socket));
        require(curl_multi_setopt(handle_, CURLMOPT_SOCKETDATA, this));
        require(curl_multi_setopt(handle_, CURLMOPT_TIMERFUNCTION, &multi::on_timer));
        require(curl_multi_setopt(handle_, CURLMOPT_TIMERDATA, this));
    }
    ~multi() {
        curl_multi_cleanup(handle_);
        close(epoll_);
    }
    multi(multi const&) = delete;
    multi& operator=(multi const&) = delete;

    void start(CURL* transfer) {
        require(curl_multi_add_handle(handle_, transfer));
        ++running_;
    }

    void give_up(CURL* transfer) {
        require(curl_multi_remove_handle(handle_, transfer));
        --running_;
    }

    /// Calls `on_done` with each transfer that has ended, until there is none left.
    template <class OnDone>
    void run(OnDone on_done) {
        while (running_ != 0) {
            wait();
            take_ended(on_done);
        }
    }

    /// Lets transfers go on until `enough()`; none of them is to end before.
    template <class Enough>
    void run_until(Enough enough) {
        while (!enough()) {
            wait();
            take_ended([](CURL*) { throw std::runtime_error("a transfer ended too early"); });
        }
    }

  private:
    void wait() {
        std::array<epoll_event, 256> events{};
        int const count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), time_left());
        int still_running = 0;
        for (int i = 0; i < count; ++i) {
            auto const& event = events[static_cast<std::size_t>(i)];
            int const action = (event.events & EPOLLIN ? CURL_CSELECT_IN : 0) |
                               (event.events & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
                               (event.events & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0);
            require(curl_multi_socket_action(handle_, event.data.fd, action, &still_running));
        }
        if (due_ && bench::clock::now() >= *due_) {
            due_.reset();
            require(curl_multi_socket_action(handle_, CURL_SOCKET_TIMEOUT, 0, &still_running));
        }
    }

    template <class OnDone>
    void take_ended(OnDone on_done) {
        int left = 0;
        while (CURLMsg const* const message = curl_multi_info_read(handle_, &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            auto* const transfer = message->easy_handle;
            require(message->data.result);
            require(curl_multi_remove_handle(handle_, transfer));
            --running_;
            on_done(transfer);
        }
    }

    int time_left() const {
        if (!due_) return -1;
        auto const left = std::chrono::ceil<std::chrono::milliseconds>(*due_ - bench::clock::now()).count();
        return left < 0 ? 0 : static_cast<int>(left);
    }

    static int on_socket(CURL*, curl_socket_t socket, int what, void* self, void* known) {
        auto& loop = *static_cast<multi*>(self);
        if (what == CURL_POLL_REMOVE) return epoll_ctl(loop.epoll_, EPOLL_CTL_DEL, socket, nullptr), 0;
        epoll_event event{};
        event.events = (what & CURL_POLL_IN ? EPOLLIN : 0u) | (what & CURL_POLL_OUT ? EPOLLOUT : 0u);
        event.data.fd = socket;
        epoll_ctl(loop.epoll_, known != nullptr ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event);
        curl_multi_assign(loop.handle_, socket, self);
        return 0;
    }

    static int on_timer(CURLM*, long milliseconds, void* self) {
        auto& due = static_cast<multi*>(self)->due_;
        if (milliseconds < 0)
            due.reset();
        else
            due = bench::clock::now() + std::chrono::milliseconds(milliseconds);
        return 0;
    }

    CURLM* handle_;
    int epoll_;
    std::optional<bench::clock::time_point> due_;
    std::size_t running_ = 0;
};

/// One transfer at a time, for as many as are wanted.
class transfer {
  public:
    /// `content_type` is a whole header line; so is `accept`.
    transfer(bench::command_line const& asked, char const* path, char const* accept,
             char const* content_type = "Content-Type: application/json")
        : handle_(curl_easy_init()) {
        add_header(accept);
        if (content_type != nullptr) add_header(content_type);
        add_header("Expect:"); // or large uploads wait for a response of the server first
        for (auto const& each : bench::request_fields())
            add_header((each.name + ": " + each.value).c_str());
        set(CURLOPT_URL, (asked.url + path).c_str());
        set(CURLOPT_CAINFO, asked.ca_file.c_str());
        set(CURLOPT_HTTP_VERSION, asked.http2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1);
        if (asked.http2) set(CURLOPT_PIPEWAIT, 1L); // for a connection to share
        set(CURLOPT_HTTPHEADER, headers_);
        set(CURLOPT_FAILONERROR, 1L);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_PRIVATE, this);
        set(CURLOPT_WRITEDATA, this);
        set(CURLOPT_WRITEFUNCTION, &transfer::on_body);
    }
    ~transfer() {
        curl_easy_cleanup(handle_);
        curl_slist_free_all(headers_);
    }
    transfer(transfer const&) = delete;
    transfer& operator=(transfer const&) = delete;

    static transfer& of(CURL* handle) {
        transfer* self = nullptr;
        curl_easy_getinfo(handle, CURLINFO_PRIVATE, &self);
        return *self;
    }

    template <class Value>
    void set(CURLoption option, Value value) {
        require(curl_easy_setopt(handle_, option, value));
    }

    /// Makes `body` the body of the next request.
    void post(std::string body) {
        request_ = std::move(body);
        response_.clear();
        set(CURLOPT_POSTFIELDS, request_.c_str());
        set(CURLOPT_POSTFIELDSIZE, static_cast<long>(request_.size()));
        begun_ = bench::clock::now();
    }

    /// Gives the response's body to `receive` as it comes, and does not keep it. What it throws ends the transfer.
    void receive_by(std::function<void(std::string_view)> receive) { receive_ = std::move(receive); }

    CURL* handle() const { return handle_; }
    std::string const& response() const { return response_; }
    bench::clock::time_point begun() const { return begun_; }

    std::size_t connections_made() const {
        long count = 0;
        curl_easy_getinfo(handle_, CURLINFO_NUM_CONNECTS, &count);
        return static_cast<std::size_t>(count);
    }

  private:
    void add_header(char const* line) { headers_ = curl_slist_append(headers_, line); }

    static std::size_t on_body(char const* bytes, std::size_t, std::size_t size, void* self) {
        auto& to = *static_cast<transfer*>(self);
        if (!to.receive_) {
            to.response_.append(bytes, size);
            return size;
        }
        try {
            to.receive_({bytes, size});
            return size;
        } catch (std::exception const& failure) {
            std::cerr << failure.what() << std::endl;
            return 0;
        }
    }

    CURL* handle_;
    curl_slist* headers_ = nullptr;
    std::string request_;
    std::string response_;
    std::function<void(std::string_view)> receive_;
    bench::clock::time_point begun_;
};

struct bench_run {
    bench::command_line asked;
    bench::measurement measured{asked.requests};
    multi loop{asked};
    std::vector<std::unique_ptr<transfer>> transfers{};
    std::size_t connections = 0;
};

/// One call on each connection, so that all are open.
void open_connections(bench_run& run) {
    for (std::size_t i = 0; i < run.asked.connections; ++i) {
        auto& each = *run.transfers.emplace_back(
            std::make_unique<transfer>(run.asked, "/ai/chat/completions", "Accept: application/json"));
        each.post(bench::chat_request(0, false));
        run.loop.start(each.handle());
    }
    run.loop.run([&](CURL* ended) {
        bench::check_answer(transfer::of(ended).response());
        run.connections += transfer::of(ended).connections_made();
    });
}

/// Starts calls on each connection until there have been as many as were asked for; `on_done` looks at each.
template <class OnDone>
void make_all(bench_run& run, bool stream, OnDone on_done) {
    std::size_t taken = 0;
    auto const start_another = [&](transfer& on) {
        if (taken == run.asked.requests) return;
        on.post(bench::chat_request(++taken, stream));
        run.loop.start(on.handle());
    };
    for (auto const& each : run.transfers)
        start_another(*each);
    run.loop.run([&](CURL* ended) {
        auto& on = transfer::of(ended);
        on_done(on);
        run.measured.add_requests(1);
        run.connections += on.connections_made();
        start_another(on);
    });
}

void make_calls(bench_run& run) {
    open_connections(run);
    run.measured.start();
    make_all(run, false, [&](transfer& on) {
        bench::check_answer(on.response());
        run.measured.add_latency(bench::clock::now() - on.begun());
    });
    run.measured.stop();
}

/// Takes a stream apart and checks it.
class stream_reader {
  public:
    stream_reader(bench_run& run, transfer& on) : timer_(run.measured, run.asked.work) {
        on.receive_by([this](std::string_view piece) {
            events_.add(piece, [this](std::string_view data) {
                if (bench::add_event(seen_, data)) timer_.add_event(seen_);
            });
        });
    }
    stream_reader(stream_reader const&) = delete;
    stream_reader& operator=(stream_reader const&) = delete;

    bench::stream_check const& seen() const { return seen_; }

  private:
    bench::stream_timer timer_;
    bench::event_splitter events_;
    bench::stream_check seen_;
};

void read_streams(bench_run& run) {
    open_connections(run);
    run.measured.start();
    std::vector<std::unique_ptr<stream_reader>> readers;
    for (auto const& on : run.transfers) {
        readers.push_back(std::make_unique<stream_reader>(run, *on));
        on->post(bench::chat_request(1, true));
        run.loop.start(on->handle());
    }
    run.loop.run([](CURL*) {});
    for (auto const& each : readers) {
        each->seen().check_complete(run.asked.requests);
        run.measured.add_requests(each->seen().events());
    }
    run.measured.stop();
}

/// One after another on one connection.
void read_short_streams(bench_run& run) {
    open_connections(run);
    run.measured.start();
    auto& only = *run.transfers.at(0);
    std::optional<stream_reader> reader(std::in_place, run, only);
    make_all(run, true, [&](transfer&) {
        reader->seen().check_complete(1);
        reader.emplace(run, only);
    });
    run.measured.stop();
}

void hold_streams(bench_run& run) {
    { // What is needed only once, such as the authorities to trust, does not count.
        transfer first(run.asked, "/ai/chat/completions", "Accept: application/json");
        first.post(bench::chat_request(0, false));
        run.loop.start(first.handle());
        run.loop.run([](CURL*) {});
    }
    run.measured.start();
    std::vector<std::unique_ptr<stream_reader>> readers;
    for (std::size_t i = 0; i < run.asked.connections; ++i) {
        auto& on = *run.transfers.emplace_back(
            std::make_unique<transfer>(run.asked, "/ai/chat/completions", "Accept: text/event-stream"));
        readers.push_back(std::make_unique<stream_reader>(run, on));
        on.post(bench::chat_request(1, true));
        run.loop.start(on.handle());
    }
    auto const has_begun = [](auto const& each) { return each->seen().events() != 0; };
    run.loop.run_until([&] { return std::all_of(readers.begin(), readers.end(), has_begun); });
    run.measured.add_requests(readers.size());
    run.measured.stop();
    for (auto const& each : run.transfers)
        run.loop.give_up(each->handle());
}

/// What is measured is opening connections, each with a call.
void open_and_hold(bench_run& run) {
    run.measured.start();
    open_connections(run);
    run.measured.add_requests(run.asked.connections);
    run.measured.stop();
}

void run_alone(bench_run& run, transfer& only) {
    run.measured.start();
    run.loop.start(only.handle());
    run.loop.run([](CURL*) {});
    run.measured.add_requests(run.asked.requests);
    run.measured.stop();
    run.connections += only.connections_made();
}

void download(bench_run& run) {
    transfer file(run.asked, "/text-to-speech/speech", "Accept: */*");
    bench::file_check seen;
    file.receive_by([&](std::string_view piece) { seen.add(piece); });
    file.post(R"({"text":"Hello"})");
    run_alone(run, file);
    seen.check_complete(run.asked.requests);
}

std::size_t read_file(char* to, std::size_t, std::size_t room, void* file) {
    auto const piece = static_cast<bench::file_pattern*>(file)->next(room);
    std::copy(piece.begin(), piece.end(), to);
    return piece.size();
}

void upload(bench_run& run) {
    transfer call(run.asked, "/ai/audio/transcriptions", "Accept: application/json", nullptr);
    bench::file_pattern file(run.asked.requests);
    auto* const form = curl_mime_init(call.handle());
    auto* const model = curl_mime_addpart(form);
    curl_mime_name(model, "model");
    curl_mime_data(model, "openai/whisper-large-v3-turbo", CURL_ZERO_TERMINATED);
    auto* const part = curl_mime_addpart(form);
    curl_mime_name(part, "file");
    curl_mime_filename(part, "speech.wav");
    curl_mime_data_cb(part, static_cast<curl_off_t>(run.asked.requests), &read_file, nullptr, nullptr, &file);
    call.set(CURLOPT_MIMEPOST, form);
    call.set(CURLOPT_UPLOAD_BUFFERSIZE, static_cast<long>(bench::chunk_size));
    run_alone(run, call);
    auto const answer = boost::json::parse(call.response());
    bench::check_upload(std::string_view(answer.at("text").as_string()), run.asked.requests);
    curl_mime_free(form);
}

void run(bench::command_line const& asked) {
    require(curl_global_init(CURL_GLOBAL_DEFAULT));
    bench_run run{asked};
    static std::map<std::string, void (*)(bench_run&)> const kinds{
        {"calls", make_calls},
        {"stream", read_streams},
        {"paced_streams", read_streams},
        {"short_streams", read_short_streams},
        {"idle_connections", open_and_hold},
        {"cold_calls", open_and_hold},
        {"open_streams", hold_streams},
        {"upload", upload},
        {"download", download},
    };
    kinds.at(asked.work)(run);
    run.measured.print("libcurl", asked, run.connections);
}

} // namespace

int main(int argc, char** argv) {
    return bench::run_main(argc, argv, run);
}
