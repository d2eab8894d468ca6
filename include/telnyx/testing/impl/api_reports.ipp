#pragma once

#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/query_value.hpp"
#include "telnyx/testing/impl/resource.hpp"

namespace telnyx::testing::detail {

namespace report_handling {

inline constexpr task_texts statuses{"PENDING", "PENDING", "COMPLETE", "FAILED"};

inline constexpr std::array report_members{
    member::date_time("start_date").required(),
    member::date_time("end_date").required(),
};

/// Starts a report; it fails if its end date is before its start date.
inline void start(api_state& state, boost::json::object& report) {
    report["record_type"] = "speech_to_text_report";
    bool const fails = parse_time(text_member(report, "end_date")) < parse_time(text_member(report, "start_date"));
    state.tasks.start(text_member(report, "id"), fails ? "fail" : "");
}

inline boost::json::object shown(api_state const& state, boost::json::object report) {
    auto const id = text_member(report, "id");
    auto const status = state.tasks.status(id, statuses);
    report["status"] = status;
    if (status == statuses[2]) report["download_link"] = "https://example.com/reports/" + id + ".csv";
    return report;
}

inline reply usage(recorded_request const& request) {
    boost::json::object report{{"record_type", "speech_to_text_usage_report"}, {"total_minutes", 42}, {"cost", "1.05"}};
    for (auto const* const name : {"start_date", "end_date"})
        if (query_time(request, name)) report[name] = *request.query_parameter(name);
    return reply::json(200, boost::json::object{{"data", std::move(report)}});
}

} // namespace report_handling

TELNYX_DECL void add_report_routes(router& routes, api_state& state) {
    using namespace report_handling;
    resource reports(routes, state,
                     {.name = "report",
                      .collection = "speech_to_text_reports",
                      .path = "/v2/legacy/reporting/batch_detail_records/speech_to_text",
                      .parameter = "id",
                      .members = report_members,
                      .in_data = true,
                      .shown = [&state](recorded_request const&, boost::json::object const& report) {
                          return shown(state, report);
                      }});
    reports.create(200, [&state](recorded_request const&, boost::json::object& report) { start(state, report); })
        .retrieve()
        .list()
        .add("DELETE", "/{id}", [reports, &state](recorded_request const& request) {
            auto const removed = reports.respond(request, reports.find(request));
            state.data.erase("speech_to_text_reports", request.path_parameters.at("id"));
            return removed;
        });
    routes.add("GET", "/v2/legacy/reporting/usage_reports/speech_to_text", usage);
}

} // namespace telnyx::testing::detail
