// What one writes by hand: beast::ssl_stream, Beast's HTTP operations, boost::json::parse. No pool, no time limits, no
// errors other than exceptions.

#include "../support/asio_crew.hpp"
#include "../support/chat.hpp"
#include "../support/event_splitter.hpp"
#include "../support/transfer.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <memory>
#include <optional>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using bench::crew;

namespace {

/// What all connections of the program share: the settings of TLS, the server's address, and a session to resume.
class server {
  public:
    explicit server(crew& work)
        : work_(work), endpoint_(*tcp::resolver(work.io()).resolve(work.asked().host, work.asked().port).begin()) {
        context_.load_verify_file(work.asked().ca_file);
        context_.set_verify_mode(asio::ssl::verify_peer);
        context_.set_verify_callback(asio::ssl::host_name_verification(work.asked().host));
        SSL_CTX_set_session_cache_mode(context_.native_handle(),
                                       SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL_STORE);
        SSL_CTX_set_ex_data(context_.native_handle(), index(), this);
        SSL_CTX_sess_set_new_cb(context_.native_handle(), [](SSL* ssl, SSL_SESSION* session) {
            auto* const self = static_cast<server*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), index()));
            self->session_.reset(session);
            return 1;
        });
    }

    asio::ssl::context& context() { return context_; }
    tcp::endpoint const& endpoint() const { return endpoint_; }
    bench::command_line const& asked() const { return work_.asked(); }
    crew& work() { return work_; }
    SSL_SESSION* session() const { return session_.get(); }
    std::size_t opened = 0;

  private:
    struct free_session {
        void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); }
    };

    static int index() {
        static int const made = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
        return made;
    }

    crew& work_;
    tcp::endpoint endpoint_;
    asio::ssl::context context_{asio::ssl::context::tls_client};
    std::unique_ptr<SSL_SESSION, free_session> session_;
};

class connection {
  public:
    explicit connection(server& to) : to_(to), stream_(to.work().io(), to.context()) {}
    ~connection() {
        // OpenSSL gives up sessions for resumption that were not closed.
        SSL_set_shutdown(stream_.native_handle(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
    }
    connection(connection const&) = delete;
    connection& operator=(connection const&) = delete;

    asio::awaitable<void> open() {
        co_await stream_.next_layer().async_connect(to_.endpoint(), asio::deferred);
        stream_.next_layer().set_option(tcp::no_delay(true));
        SSL_set_tlsext_host_name(stream_.native_handle(), to_.asked().host.c_str());
        if (to_.session() != nullptr) SSL_set_session(stream_.native_handle(), to_.session());
        co_await stream_.async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
        ++to_.opened;
    }

    http::request<http::string_body> make_request(char const* path, std::string accept) const {
        http::request<http::string_body> request(http::verb::post, to_.asked().path + path, 11);
        request.set(http::field::host, to_.asked().host + ":" + to_.asked().port);
        request.set(http::field::user_agent, "beast/1.0");
        request.set(http::field::accept, accept);
        request.set(http::field::authorization, "Bearer " + std::string(bench::api_key));
        return request;
    }

    http::request<http::string_body> make_json_request(char const* path, std::string accept, std::string body) const {
        auto request = make_request(path, std::move(accept));
        request.set(http::field::content_type, "application/json");
        request.body() = std::move(body);
        request.prepare_payload();
        return request;
    }

    http::request<http::string_body> make_chat_request(std::size_t call, bool stream) const {
        return make_json_request("/ai/chat/completions", stream ? "text/event-stream" : "application/json",
                                 bench::chat_request(call, stream));
    }

    asio::awaitable<void> send(http::request<http::string_body> request) {
        co_await http::async_write(stream_, request, asio::deferred);
    }

    beast::ssl_stream<tcp::socket>& stream() { return stream_; }
    beast::flat_buffer& buffer() { return buffer_; }
    server& to() { return to_; }

  private:
    server& to_;
    beast::ssl_stream<tcp::socket> stream_;
    beast::flat_buffer buffer_;
};

/// One call, outside of what is measured; whether another can follow on the connection.
asio::awaitable<bool> call(connection& on, std::size_t number) {
    auto const request = on.make_chat_request(number, false);
    co_await http::async_write(on.stream(), request, asio::deferred);
    http::response<http::string_body> response;
    co_await http::async_read(on.stream(), on.buffer(), response, asio::deferred);
    bench::check(response.result() == http::status::ok, "an error status");
    bench::check_answer(response.body());
    co_return response.keep_alive();
}

asio::awaitable<void> make_calls(server& to) {
    auto& work = to.work();
    auto on = std::make_unique<connection>(to);
    co_await on->open();
    bool open = co_await call(*on, 0);
    co_await work.ready();
    while (work.take_call()) {
        auto const begun = bench::clock::now();
        if (!open) {
            on = std::make_unique<connection>(to);
            co_await on->open();
        }
        auto const request = on->make_chat_request(work.call(), false);
        co_await http::async_write(on->stream(), request, asio::deferred);
        http::response<http::string_body> response;
        co_await http::async_read(on->stream(), on->buffer(), response, asio::deferred);
        bench::check(response.result() == http::status::ok, "an error status");
        bench::check_answer(response.body());
        open = response.keep_alive();
        work.measured().add_latency(bench::clock::now() - begun);
        work.measured().add_requests(1);
    }
    work.done();
}

/// Reads a response piece by piece, each as soon as it is there.
class body_reader {
  public:
    explicit body_reader(connection& on) : on_(on) {
        on_.buffer().reserve(room_.size());
        parser_.body_limit(boost::none);
    }

    asio::awaitable<void> open() {
        co_await http::async_read_header(on_.stream(), on_.buffer(), parser_, asio::deferred);
        bench::check(parser_.get().result() == http::status::ok, "an error status");
    }

    bool is_done() const { return parser_.is_done(); }

    /// Waits for more; to be awaited, and its error given to `take_all()`.
    auto async_read() {
        make_room();
        return http::async_read_some(on_.stream(), on_.buffer(), parser_, asio::as_tuple(asio::deferred));
    }

    /// Gives what has been read to `receive`: all HTTP chunks that are there, without another operation for each.
    template <class Receiver>
    void take_all(boost::system::error_code failure, Receiver receive) {
        check_read(failure);
        receive(piece());
        while (!parser_.is_done() && on_.buffer().size() > 0) {
            make_room();
            on_.buffer().consume(parser_.put(on_.buffer().data(), failure));
            if (failure == http::error::need_more) break;
            check_read(failure);
            receive(piece());
        }
    }

  private:
    static void check_read(boost::system::error_code failure) {
        if (failure && failure != http::error::need_buffer) throw boost::system::system_error(failure);
    }

    void make_room() {
        parser_.get().body().data = room_.data();
        parser_.get().body().size = room_.size();
    }

    std::string_view piece() const { return {room_.data(), room_.size() - parser_.get().body().size}; }

    connection& on_;
    http::response_parser<http::buffer_body> parser_;
    std::vector<char> room_ = std::vector<char>(std::size_t(16) * 1024);
};

asio::awaitable<void> read_stream(server& to, bool paced) {
    auto& work = to.work();
    connection on(to);
    co_await on.open();
    co_await call(on, 0);
    co_await work.ready();
    co_await on.send(on.make_chat_request(1, true));
    body_reader body(on);
    co_await body.open();
    bench::stream_check seen;
    bench::event_splitter events;
    while (!body.is_done()) {
        auto const [failure, count] = co_await body.async_read();
        auto const receive = [&](std::string_view data) {
            auto const before = seen.events();
            bench::add_event(seen, data);
            if (paced && seen.events() != before) work.measured().add_latency(seen.age());
        };
        body.take_all(failure, [&](std::string_view piece) { events.add(piece, receive); });
    }
    seen.check_complete(work.asked().requests);
    work.measured().add_requests(seen.events());
    work.done();
}

asio::awaitable<void> call_once(server& to) {
    connection on(to);
    co_await on.open();
    co_await call(on, 0);
}

asio::awaitable<void> hold_connection(server& to) {
    connection on(to);
    co_await on.open();
    co_await call(on, 0);
    co_await to.work().hold();
}

asio::awaitable<void> hold_stream(server& to) {
    connection on(to);
    co_await on.open();
    co_await on.send(on.make_chat_request(1, true));
    body_reader body(on);
    co_await body.open();
    bench::event_splitter events;
    bench::stream_check seen;
    while (seen.events() == 0) {
        auto const [failure, count] = co_await body.async_read();
        auto const receive = [&](std::string_view data) { bench::add_event(seen, data); };
        body.take_all(failure, [&](std::string_view piece) { events.add(piece, receive); });
    }
    co_await to.work().hold();
}

asio::awaitable<void> upload(server& to) {
    connection on(to);
    co_await on.open();
    constexpr std::string_view boundary = "0123456789abcdef0123456789abcdef";
    auto const part = [&](std::string const& disposition) {
        return "--" + std::string(boundary) + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
    };
    auto const before =
        part("name=\"model\"") + "openai/whisper-large-v3-turbo\r\n" + part("name=\"file\"; filename=\"speech.wav\"");
    auto const after = "\r\n--" + std::string(boundary) + "--\r\n";
    auto const size = to.asked().requests;

    auto request = on.make_request("/ai/audio/transcriptions", "application/json");
    request.set(http::field::content_type, "multipart/form-data; boundary=" + std::string(boundary));
    request.content_length(before.size() + size + after.size());
    http::request_serializer<http::string_body> head(request);
    co_await http::async_write_header(on.stream(), head, asio::deferred);
    co_await asio::async_write(on.stream(), asio::buffer(before), asio::deferred);
    bench::file_pattern file(size);
    for (auto piece = file.next(); !piece.empty(); piece = file.next())
        co_await asio::async_write(on.stream(), asio::buffer(piece), asio::deferred);
    co_await asio::async_write(on.stream(), asio::buffer(after), asio::deferred);

    http::response<http::string_body> response;
    co_await http::async_read(on.stream(), on.buffer(), response, asio::deferred);
    auto const answer = boost::json::parse(response.body());
    bench::check_upload(std::string_view(answer.at("text").as_string()), size);
    to.work().measured().add_requests(size);
}

asio::awaitable<void> download(server& to) {
    connection on(to);
    co_await on.open();
    auto request = on.make_json_request("/text-to-speech/speech", "*/*", R"({"text":"Hello"})");
    co_await on.send(std::move(request));
    body_reader body(on);
    co_await body.open();
    bench::file_check seen;
    while (!body.is_done()) {
        auto const [failure, count] = co_await body.async_read();
        body.take_all(failure, [&](std::string_view piece) { seen.add(piece); });
    }
    seen.check_complete(to.asked().requests);
    to.work().measured().add_requests(seen.size());
}

void run(bench::command_line const& asked) {
    crew work(asked);
    server to(work);
    if (asked.work == "calls") {
        work.run_all([&] { return make_calls(to); });
    } else if (asked.work == "stream" || asked.work == "paced_streams") {
        work.run_all([&] { return read_stream(to, asked.work == "paced_streams"); });
    } else {
        work.run(call_once(to));
        work.measured().start();
        if (asked.work == "idle_connections") {
            work.run_all([&] { return hold_connection(to); });
        } else if (asked.work == "open_streams") {
            work.run_all([&] { return hold_stream(to); });
        } else if (asked.work == "upload" || asked.work == "download") {
            work.run(asked.work == "upload" ? upload(to) : download(to));
            work.measured().stop();
        } else {
            throw std::invalid_argument("no such work: " + asked.work);
        }
    }
    work.measured().print("beast", asked, to.opened);
}

} // namespace

int main(int argc, char** argv) {
    return bench::run_main(argc, argv, run);
}
