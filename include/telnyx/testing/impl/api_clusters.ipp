#pragma once

#include "telnyx/testing/impl/answer_composer.hpp"
#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/graph_picture.hpp"
#include "telnyx/testing/impl/query_value.hpp"
#include "telnyx/testing/impl/resource.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <limits>

namespace telnyx::testing::detail {

namespace cluster_handling {

inline constexpr task_texts statuses{"pending", "running", "completed", "failed"};

inline constexpr std::array cluster_members{
    member::text("bucket").required(),
    member::list_of(json_kind::string, "files"),
    member::integer("min_cluster_size").between(1, 1e9),
    member::integer("min_subcluster_size").between(1, 1e9),
    member::text("prefix"),
};

inline constexpr std::array<std::string_view, 3> themes{"Questions about invoices and payments",
                                                        "Trouble with deliveries and returns",
                                                        "Praise for the service on the telephone"};
inline constexpr std::int64_t subclusters_in_each = 2;

/// Level of detail that a request asks for.
struct wanted_detail {
    std::int64_t nodes;
    bool subclusters;
};

inline boost::json::array nodes_of(boost::json::object const& task, std::string_view theme, std::int64_t count,
                                   seeded_random& dice) {
    boost::json::array nodes;
    auto const* const files = task.if_contains("files");
    for (std::int64_t i = 0; i < count; ++i) {
        auto const any = files != nullptr && !files->get_array().empty();
        nodes.push_back({{"filename", any ? dice.pick(files->get_array()) : boost::json::value("handbook.pdf")},
                         {"text", answer_text(theme, dice)}});
    }
    return nodes;
}

/// A cluster of `size` nodes, of which the response shows a few.
inline boost::json::object cluster(boost::json::object const& task, std::int64_t number, std::int64_t size,
                                   wanted_detail const& wanted) {
    auto const theme = themes[static_cast<std::size_t>(number) % themes.size()];
    seeded_random dice(static_cast<std::uint64_t>(number));
    dice.mix(text_member(task, "bucket"));
    return {{"cluster_id", std::to_string(number)},
            {"cluster_header", theme},
            {"cluster_summary", answer_text(theme, dice)},
            {"total_number_of_nodes", size},
            {"nodes", nodes_of(task, theme, std::min(wanted.nodes, size), dice)},
            {"subclusters", boost::json::array()}};
}

inline boost::json::array clusters_of(boost::json::object const& task, wanted_detail const& wanted) {
    auto const smallest = task.at("min_cluster_size").to_number<std::int64_t>();
    auto const smallest_part = task.at("min_subcluster_size").to_number<std::int64_t>();
    auto const count = static_cast<std::int64_t>(themes.size());
    boost::json::array clusters;
    for (std::int64_t i = 0; i < count; ++i) {
        auto const size = smallest + smallest_part * subclusters_in_each + 3 * i;
        auto made = cluster(task, i, size, wanted);
        auto& parts = made.at("subclusters").as_array();
        for (std::int64_t part = 0; wanted.subclusters && part < subclusters_in_each; ++part)
            parts.push_back(cluster(task, count + i * subclusters_in_each + part, smallest_part + part, wanted));
        clusters.push_back(std::move(made));
    }
    return clusters;
}

inline reply retrieve_clusters(api_state const& state, boost::json::object const& task,
                               recorded_request const& request) {
    constexpr std::int64_t most_nodes = 1000;
    auto const nodes = query_integer(request, "top_n_nodes", 0, most_nodes).value_or(0);
    wanted_detail const wanted{nodes, query_flag(request, "show_subclusters")};
    auto const status = state.tasks.status(text_member(task, "task_id"), statuses);
    return reply::json(200, boost::json::object{{"data",
                                                 {{"bucket", task.at("bucket")},
                                                  {"status", status},
                                                  {"clusters", status == "completed" ? clusters_of(task, wanted)
                                                                                     : boost::json::array()}}}});
}

inline reply fetch_graph(api_state const& state, boost::json::object const& task, recorded_request const& request) {
    constexpr auto last = static_cast<std::int64_t>(themes.size()) * (1 + subclusters_in_each) - 1;
    query_integer(request, "cluster_id", 0, last);
    if (state.tasks.status(text_member(task, "task_id"), statuses) != "completed")
        refuse_request("The clusters are not there yet.");
    return reply(200, graph_picture(), "image/png");
}

/// A task in the list of all tasks; its end time is known from the beginning.
inline boost::json::object shown(api_state const& state, boost::json::object task) {
    task["status"] = state.tasks.status(text_member(task, "task_id"), statuses);
    task["finished_at"] = state.end_of_task(text_member(task, "created_at"));
    task.erase("files");
    task.erase("prefix");
    return task;
}

} // namespace cluster_handling

TELNYX_DECL void add_cluster_routes(router& routes, api_state& state) {
    using namespace cluster_handling;
    resource::description started{.name = "cluster task",
                                  .collection = "cluster_tasks",
                                  .path = "/v2/ai/clusters",
                                  .parameter = "task_id",
                                  .id = "task_id",
                                  .members = cluster_members,
                                  .in_data = true,
                                  .shown = [](recorded_request const&, boost::json::object const& task) {
                                      return boost::json::object{{"task_id", task.at("task_id")}};
                                  }};
    auto listed = started;
    listed.shown = [&state](recorded_request const&, boost::json::object const& task) { return shown(state, task); };

    resource(routes, state, std::move(started))
        .create(200, [&state](recorded_request const&, boost::json::object& task) {
            task.emplace("min_cluster_size", 25);
            task.emplace("min_subcluster_size", 5);
            state.tasks.start(text_member(task, "task_id"), text_member(task, "bucket"));
        });
    resource clusters(routes, state, std::move(listed));
    clusters.list_pages({.least_number = 0, .least_size = 0, .most_size = 1000})
        .remove(204, [&state](recorded_request const&, std::string const& id) { state.tasks.forget(id); })
        .add("GET", "/{task_id}",
             [clusters, &state](recorded_request const& request) {
                 return retrieve_clusters(state, clusters.find(request), request);
             })
        .add("GET", "/{task_id}/graph", [clusters, &state](recorded_request const& request) {
            return fetch_graph(state, clusters.find(request), request);
        });
}

} // namespace telnyx::testing::detail
