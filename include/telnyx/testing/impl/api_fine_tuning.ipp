#pragma once

#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/checked_body.hpp"
#include "telnyx/testing/impl/resource.hpp"

namespace telnyx::testing::detail {

namespace tuning_handling {

inline constexpr task_texts statuses{"queued", "running", "succeeded", "failed"};
inline constexpr char organization_id[] = "00000000-0000-4000-9000-000000000002";

inline constexpr std::array hyperparameters{member::integer("n_epochs").between(1, 10)};

inline constexpr std::array job_members{
    member::text("model").required(),
    member::text("training_file").required(),
    member::object("hyperparameters", hyperparameters),
    member::text("suffix"),
};

inline std::int64_t unix_seconds(std::string_view time) {
    auto const read = parse_time(time).value_or(api_time());
    return std::chrono::floor<std::chrono::seconds>(read).time_since_epoch().count();
}

inline void complete(api_state& state, boost::json::object& job) {
    auto& parameters = job.emplace("hyperparameters", boost::json::object()).first->value().as_object();
    parameters.emplace("n_epochs", 3);
    job["organization_id"] = organization_id;
    state.tasks.start(text_member(job, "id"), text_member(job, "training_file") + " " + text_member(job, "suffix"));
}

/// A job in its current state, unless it was cancelled.
inline boost::json::object shown(api_state const& state, boost::json::object job) {
    constexpr std::int64_t tokens_in_an_epoch = 20480;
    auto const id = text_member(job, "id");
    auto const created = text_member(job, "created_at");
    bool const cancelled = job.contains("cancelled_at");
    auto const status = cancelled ? "cancelled" : state.tasks.status(id, statuses);
    job["status"] = status;
    job["created_at"] = unix_seconds(created);
    job["finished_at"] = nullptr;
    job["trained_tokens"] = nullptr;
    if (cancelled)
        job["finished_at"] = unix_seconds(text_member(job, "cancelled_at"));
    else if (state.tasks.done(id))
        job["finished_at"] = unix_seconds(state.end_of_task(created));
    if (status == statuses[2])
        job["trained_tokens"] = job.at("hyperparameters").at("n_epochs").to_number<std::int64_t>() * tokens_in_an_epoch;
    job.erase("cancelled_at");
    job.erase("suffix");
    return job;
}

} // namespace tuning_handling

TELNYX_DECL void add_fine_tuning_routes(router& routes, api_state& state) {
    using namespace tuning_handling;
    resource jobs(
        routes, state,
        {.name = "job",
         .collection = "fine_tuning_jobs",
         .path = "/v2/ai/fine_tuning/jobs",
         .parameter = "job_id",
         .members = job_members,
         .shown = [&state](recorded_request const&, boost::json::object const& job) { return shown(state, job); }});
    jobs.create(200, [&state](recorded_request const&, boost::json::object& job) { complete(state, job); })
        .retrieve()
        .list()
        .add("POST", "/{job_id}/cancel", [jobs, &state](recorded_request const& request) {
            auto& job = jobs.find(request);
            if (job.contains("cancelled_at") || state.tasks.done(text_member(job, "id")))
                refuse_request("The job has ended already.");
            job["cancelled_at"] = state.now_text();
            return jobs.respond(request, job);
        });
}

} // namespace telnyx::testing::detail
