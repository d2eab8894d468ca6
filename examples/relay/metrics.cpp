#include "metrics.hpp"

#include <algorithm>
#include <sstream>
#include <string_view>

namespace relay {
namespace {

constexpr std::array<std::string_view, 3> end_names{"complete", "browser_left", "failed"};

void begin(std::ostream& out, std::string_view name, std::string_view type, std::string_view help) {
    out << "# HELP " << name << ' ' << help << "\n# TYPE " << name << ' ' << type << '\n';
}

void write(std::ostream& out, std::string_view name, std::string_view type, std::string_view help,
           std::uint64_t value) {
    begin(out, name, type, help);
    out << name << ' ' << value << '\n';
}

} // namespace

void metrics::first_token(std::chrono::steady_clock::duration elapsed) {
    auto const seconds = std::chrono::duration<double>(elapsed).count();
    auto const bucket = std::lower_bound(limits.begin(), limits.end(), seconds) - limits.begin();
    ++first_tokens_[static_cast<std::size_t>(bucket)];
    auto const microseconds = std::chrono::duration_cast<std::chrono::microseconds>(elapsed).count();
    first_token_microseconds_ += static_cast<std::uint64_t>(microseconds);
}

std::string metrics::text(std::size_t open_streams, std::size_t open_connections) const {
    std::ostringstream out;
    write(out, "relay_connections_open", "gauge", "Open connections of browsers.", open_connections);
    write(out, "relay_streams_open", "gauge", "Answers being streamed.", open_streams);
    write(out, "relay_chat_requests_total", "counter", "Requests for an answer.", requests_);
    write(out, "relay_refused_total", "counter", "Of those, the ones refused because of the limit.", refused_);
    write(out, "relay_rejected_total", "counter", "Of those, the ones that were not valid.", rejected_);
    write(out, "relay_tokens_total", "counter", "Tokens sent to browsers.", tokens_);

    begin(out, "relay_streams_total", "counter", "Streams that have ended, and how.");
    for (std::size_t i = 0; i < ended_.size(); ++i)
        out << "relay_streams_total{end=\"" << end_names[i] << "\"} " << ended_[i] << '\n';

    begin(out, "relay_first_token_seconds", "histogram", "From the request to the first token.");
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < limits.size(); ++i)
        out << "relay_first_token_seconds_bucket{le=\"" << limits[i] << "\"} " << (count += first_tokens_[i]) << '\n';
    count += first_tokens_.back();
    out << "relay_first_token_seconds_bucket{le=\"+Inf\"} " << count << "\nrelay_first_token_seconds_sum "
        << static_cast<double>(first_token_microseconds_) / 1e6 << "\nrelay_first_token_seconds_count " << count
        << '\n';
    return out.str();
}

} // namespace relay
