// What one writes by hand: beast::ssl_stream, Beast's HTTP operations, boost::json::parse. No pool, no time limits, no
// errors other than exceptions.

#include "../support/asio_client.hpp"
#include "../support/chat.hpp"
#include "../support/event_splitter.hpp"
#include "../support/stream_timer.hpp"
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

#include <limits>
#include <memory>
#include <optional>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using bench::crew;
using request = http::request<http::string_body>;
using response_parser = http::response_parser<http::string_body>;

namespace {

constexpr char const* chat_path = "/ai/chat/completions";
constexpr std::size_t response_size = 4096; // more than a response of a call has

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
    explicit connection(server& to, char const* accept = "application/json")
        : to_(to), stream_(to.work().io(), to.context()), chat_(make_json_request(chat_path, accept)) {}
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

    request make_request(char const* path, char const* accept) const {
        request made(http::verb::post, to_.asked().path + path, 11);
        made.set(http::field::host, to_.asked().host + ":" + to_.asked().port);
        made.set(http::field::accept, accept);
        for (auto const& each : bench::request_fields())
            made.set(each.name, each.value);
        return made;
    }

    request make_json_request(char const* path, char const* accept) const {
        auto made = make_request(path, accept);
        made.set(http::field::content_type, "application/json");
        return made;
    }

    /// The same object again and again, so that only the body and its length are written anew.
    request const& chat_request(std::size_t call, bool stream) {
        chat_.body() = bench::chat_request(call, stream);
        chat_.prepare_payload();
        return chat_;
    }

    /// To read the next response with, into the memory of the last one.
    response_parser& next_response() {
        std::string storage;
        if (response_) storage = std::move(response_->get().body());
        storage.clear();
        response_.emplace();
        response_->get().body() = std::move(storage);
        return *response_;
    }

    /// Whether another call can follow.
    bool check_response() const {
        auto const& response = response_->get();
        bench::check(response.result() == http::status::ok, "an error status");
        bench::check_answer(response.body());
        return response.keep_alive();
    }

    /// Gives back the memory that is of no use until the next call.
    void rest() {
        response_.reset();
        buffer_.shrink_to_fit();
    }

    beast::ssl_stream<tcp::socket>& stream() { return stream_; }
    beast::flat_buffer& buffer() { return buffer_; }

  private:
    server& to_;
    beast::ssl_stream<tcp::socket> stream_;
    beast::flat_buffer buffer_;
    request chat_;
    std::optional<response_parser> response_;
};

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

class beast_client final : public bench::asio_client {
  public:
    explicit beast_client(crew& work) : asio_client(work), server_(work) {}

    std::size_t opened() const { return server_.opened; }

  private:
    static constexpr char const* event_stream = "text/event-stream";

    /// One call, outside of what is measured.
    asio::awaitable<void> call(connection& on) {
        co_await http::async_write(on.stream(), on.chat_request(0, false), asio::deferred);
        co_await http::async_read(on.stream(), on.buffer(), on.next_response(), asio::deferred);
        on.check_response();
    }

    asio::awaitable<void> call_once() override {
        connection on(server_);
        co_await on.open();
        co_await call(on);
    }

    // The first call is to warm up.
    asio::awaitable<void> make_calls() override {
        std::unique_ptr<connection> on;
        bool open = false;
        for (bool warm = false; !warm || work().take_call(); warm = true) {
            auto const begun = bench::clock::now();
            if (!open) {
                on = std::make_unique<connection>(server_);
                on->buffer().reserve(response_size);
                co_await on->open();
            }
            co_await http::async_write(on->stream(), on->chat_request(work().call(), false), asio::deferred);
            co_await http::async_read(on->stream(), on->buffer(), on->next_response(), asio::deferred);
            open = on->check_response();
            if (warm) {
                measured().add_latency(bench::clock::now() - begun);
                measured().add_requests(1);
            } else {
                co_await work().ready();
            }
        }
        work().done();
    }

    struct open_stream {
        explicit open_stream(connection& on) : body(on) {}
        body_reader body;
        bench::event_splitter events{};
        bench::stream_check seen{};
    };

    /// Reads a stream until `enough` events have come, or to its end.
    asio::awaitable<void> read_events(connection& on, open_stream& stream, std::size_t enough) {
        bench::stream_timer timer(measured(), asked().work);
        co_await http::async_write(on.stream(), on.chat_request(work().call(), true), asio::deferred);
        co_await stream.body.open();
        auto const take_event = [&](std::string_view data) {
            if (bench::add_event(stream.seen, data)) timer.add_event(stream.seen);
        };
        auto const take_piece = [&](std::string_view piece) { stream.events.add(piece, take_event); };
        while (!stream.body.is_done() && stream.seen.events() < enough) {
            auto const [failure, count] = co_await stream.body.async_read();
            stream.body.take_all(failure, take_piece);
        }
    }

    asio::awaitable<void> read_to_end(connection& on, std::size_t events) {
        open_stream stream(on);
        co_await read_events(on, stream, std::numeric_limits<std::size_t>::max());
        stream.seen.check_complete(events);
        measured().add_requests(events);
    }

    asio::awaitable<void> read_stream() override {
        connection on(server_, event_stream);
        co_await on.open();
        co_await call(on);
        co_await work().ready();
        co_await read_to_end(on, asked().requests);
        work().done();
    }

    asio::awaitable<void> read_short_streams() override {
        connection on(server_, event_stream);
        co_await on.open();
        co_await call(on);
        co_await work().ready();
        while (work().take_call())
            co_await read_to_end(on, 1);
        work().done();
    }

    asio::awaitable<void> hold_connection() override {
        connection on(server_);
        co_await on.open();
        co_await call(on);
        on.rest();
        co_await work().hold();
    }

    asio::awaitable<void> hold_stream() override {
        connection on(server_, event_stream);
        co_await on.open();
        open_stream stream(on);
        co_await read_events(on, stream, 1);
        co_await work().hold();
    }

    asio::awaitable<void> upload() override {
        connection on(server_);
        co_await on.open();
        constexpr std::string_view boundary = "0123456789abcdef0123456789abcdef";
        auto const part = [&](std::string const& disposition) {
            return "--" + std::string(boundary) + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
        };
        auto const before = part("name=\"model\"") + "openai/whisper-large-v3-turbo\r\n" +
                            part("name=\"file\"; filename=\"speech.wav\"");
        auto const after = "\r\n--" + std::string(boundary) + "--\r\n";
        auto const size = asked().requests;

        auto head = on.make_request("/ai/audio/transcriptions", "application/json");
        head.set(http::field::content_type, "multipart/form-data; boundary=" + std::string(boundary));
        head.content_length(before.size() + size + after.size());
        http::request_serializer<http::string_body> head_text(head);
        co_await http::async_write_header(on.stream(), head_text, asio::deferred);
        co_await asio::async_write(on.stream(), asio::buffer(before), asio::deferred);
        bench::file_pattern file(size);
        for (auto piece = file.next(); !piece.empty(); piece = file.next())
            co_await asio::async_write(on.stream(), asio::buffer(piece), asio::deferred);
        co_await asio::async_write(on.stream(), asio::buffer(after), asio::deferred);

        auto& response = on.next_response();
        co_await http::async_read(on.stream(), on.buffer(), response, asio::deferred);
        auto const answer = boost::json::parse(response.get().body());
        bench::check_upload(std::string_view(answer.at("text").as_string()), size);
        measured().add_requests(size);
    }

    asio::awaitable<void> download() override {
        connection on(server_);
        co_await on.open();
        auto question = on.make_json_request("/text-to-speech/speech", "*/*");
        question.body() = R"({"text":"Hello"})";
        question.prepare_payload();
        co_await http::async_write(on.stream(), question, asio::deferred);
        body_reader body(on);
        co_await body.open();
        bench::file_check seen;
        auto const take_piece = [&](std::string_view piece) { seen.add(piece); };
        while (!body.is_done()) {
            auto const [failure, count] = co_await body.async_read();
            body.take_all(failure, take_piece);
        }
        seen.check_complete(asked().requests);
        measured().add_requests(seen.size());
    }

    server server_;
};

void run(bench::command_line const& asked) {
    crew work(asked);
    beast_client client(work);
    client.run();
    work.measured().print("beast", asked, client.opened());
}

} // namespace

int main(int argc, char** argv) {
    return bench::run_main(argc, argv, run);
}
