// Exports the statistics of calls and connections in Prometheus' text format.

#include "run.hpp"

#include "telnyx/ai/models.hpp"

#include <iostream>
#include <ostream>
#include <string_view>

namespace asio = boost::asio;

void write_metric(std::ostream& out, std::string_view name, std::string_view kind, std::string_view help,
                  std::uint64_t value) {
    out << "# HELP " << name << ' ' << help << "\n# TYPE " << name << ' ' << kind << '\n'
        << name << ' ' << value << '\n';
}

void write_metrics(std::ostream& out, telnyx::pool_statistics const& now) {
    write_metric(out, "telnyx_connections_open", "gauge", "Connections that are open or being opened.", now.open);
    write_metric(out, "telnyx_connections_idle", "gauge", "Open connections that wait for a call.", now.idle);
    write_metric(out, "telnyx_connections_in_use", "gauge", "Open connections that serve a call.", now.in_use);
    write_metric(out, "telnyx_calls_in_flight", "gauge", "Calls and streams in flight.", now.calls);
    write_metric(out, "telnyx_calls_pausing", "gauge", "Calls that wait for their next attempt.", now.pausing);
    write_metric(out, "telnyx_calls_waiting", "gauge", "Calls that wait for a connection.", now.waiting);
    write_metric(out, "telnyx_calls_queued_total", "counter", "Calls that had to wait for one.", now.queued);
    write_metric(out, "telnyx_connections_created_total", "counter", "Connections established.", now.created);
    write_metric(out, "telnyx_connections_reused_total", "counter", "Calls on an open connection.", now.reused);
    write_metric(out, "telnyx_connections_failed_total", "counter", "Connections that failed or broke.", now.failed);
}

asio::awaitable<void> work_and_report() {
    telnyx::client client{co_await asio::this_coro::executor};
    for (int i = 0; i < 3; ++i)
        co_await client.ai.retrieve_models();
    write_metrics(std::cout, client.statistics());
}

int main() {
    return run(work_and_report());
}
