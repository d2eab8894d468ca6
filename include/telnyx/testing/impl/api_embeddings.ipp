#pragma once

#include "telnyx/testing/impl/answer_composer.hpp"
#include "telnyx/testing/impl/api_routes.hpp"
#include "telnyx/testing/impl/checked_body.hpp"
#include "telnyx/testing/impl/query_value.hpp"
#include "telnyx/testing/impl/resource.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <cstdio>

namespace telnyx::testing::detail {

namespace embedding_handling {

inline constexpr task_texts statuses{"queued", "processing", "success", "failure"};
inline constexpr std::array<std::string_view, 2> models{"thenlper/gte-large", "intfloat/multilingual-e5-large"};
inline constexpr std::array<std::string_view, 2> loaders{"default", "intercom"};
inline constexpr char user_id[] = "00000000-0000-4000-9000-000000000001";

inline constexpr std::array bucket_members{
    member::text("bucket_name").required(),
    member::text("embedding_model").one_of(models),
    member::text("loader").one_of(loaders),
    member::integer("document_chunk_size").between(1, 1e9),
    member::integer("document_chunk_overlap_size").between(0, 1e9),
};

inline constexpr std::array url_members{
    member::text("bucket_name").required(),
    member::text("url").required(),
};

inline constexpr std::array search_members{
    member::text("bucket_name").required(),
    member::text("query").required(),
    member::integer("num_of_docs").between(1, 1e9),
};

inline constexpr std::array summary_members{
    member::text("bucket").required(),
    member::text("filename").required(),
    member::text("system_prompt"),
};

inline std::string files_of(std::string const& bucket) {
    return "buckets/" + bucket + "/files";
}

/// A task in its current state.
inline boost::json::object shown_task(api_state const& state, boost::json::object task) {
    auto const id = text_member(task, "task_id");
    task["status"] = state.tasks.status(id, statuses);
    if (state.tasks.done(id)) task["finished_at"] = state.end_of_task(text_member(task, "created_at"));
    return task;
}

inline boost::json::object& put_file(api_state& state, std::string const& bucket, std::string const& name,
                                     std::string const& task_id) {
    auto const time = state.now_text();
    auto* file = state.data.find(files_of(bucket), name);
    if (file == nullptr) file = &state.data.put(files_of(bucket), name, {{"filename", name}, {"created_at", time}});
    (*file)["updated_at"] = time;
    (*file)["task_id"] = task_id;
    return *file;
}

/// Starts to embed the files in a bucket, which exists from now on.
inline reply start_task(api_state& state, std::string const& bucket, std::string const& model,
                        std::vector<std::string> const& files) {
    auto const id = state.new_id();
    auto const& task = state.data.put("embedding_tasks", id,
                                      {{"task_id", id},
                                       {"task_name", "embed " + bucket},
                                       {"created_at", state.now_text()},
                                       {"bucket", bucket},
                                       {"user_id", user_id}});
    state.tasks.start(id, bucket);
    auto const* const known = state.data.find("buckets", bucket);
    auto const used = known != nullptr && model.empty() ? text_member(*known, "model") : model;
    state.data.put("buckets", bucket, {{"model", used.empty() ? std::string(models[0]) : used}});
    for (auto const& file : files)
        put_file(state, bucket, file, id);
    boost::json::object answer{{"status", statuses[0]}, {"finished_at", nullptr}};
    for (auto const* const name : {"task_id", "task_name", "created_at", "user_id"})
        answer.emplace(name, task.at(name));
    return reply::json(200, boost::json::object{{"data", std::move(answer)}});
}

inline reply embed_bucket(api_state& state, recorded_request const& request) {
    auto const body = checked_body(request, bucket_members);
    return start_task(state, text_member(body, "bucket_name"), text_member(body, "embedding_model"),
                      {"handbook.pdf", "questions.html", "prices.csv"});
}

inline reply embed_url(api_state& state, recorded_request const& request) {
    auto const body = checked_body(request, url_members);
    auto page = text_member(body, "url");
    if (auto const scheme = page.find("://"); scheme != std::string::npos) page.erase(0, scheme + 3);
    std::replace(page.begin(), page.end(), '/', '_');
    return start_task(state, text_member(body, "bucket_name"), {}, {page + ".html"});
}

inline reply list_tasks(api_state& state, recorded_request const& request) {
    auto wanted = query_list(request, "status");
    if (wanted.empty()) wanted = {std::string(statuses[0]), std::string(statuses[1])};
    boost::json::array found;
    for (auto const& [id, task] : state.data.all("embedding_tasks")) {
        auto shown = shown_task(state, task);
        if (std::find(wanted.begin(), wanted.end(), text_member(shown, "status")) != wanted.end())
            found.push_back(std::move(shown));
    }
    return reply::json(200, boost::json::object{{"data", std::move(found)}});
}

inline reply retrieve_task(api_state& state, recorded_request const& request) {
    auto task = shown_task(state, existing(state, "embedding_tasks", request.path_parameters.at("task_id"), "task"));
    task.erase("bucket");
    task.erase("user_id");
    return reply::json(200, boost::json::object{{"data", std::move(task)}});
}

inline reply list_buckets(api_state& state) {
    boost::json::array names;
    for (auto const& [name, bucket] : state.data.all("buckets"))
        names.emplace_back(name);
    return reply::json(200, boost::json::object{{"data", {{"buckets", std::move(names)}}}});
}

inline reply list_files(api_state& state, recorded_request const& request) {
    auto const& bucket = request.path_parameters.at("bucket_name");
    existing(state, "buckets", bucket, "bucket");
    boost::json::array files;
    for (auto const& [name, stored] : state.data.all(files_of(bucket))) {
        auto file = stored;
        auto const task = text_member(file, "task_id");
        auto const status = state.tasks.status(task, statuses);
        file.erase("task_id");
        file["status"] = status;
        if (status == "success") file["last_embedded_at"] = state.end_of_task(text_member(file, "updated_at"));
        if (status == "failure") file["error_reason"] = "The file cannot be read.";
        files.push_back(std::move(file));
    }
    return reply::json(200, boost::json::object{{"data", std::move(files)}});
}

inline reply remove_bucket(api_state& state, recorded_request const& request) {
    auto const& bucket = request.path_parameters.at("bucket_name");
    existing(state, "buckets", bucket, "bucket");
    state.data.erase("buckets", bucket);
    state.data.clear(files_of(bucket));
    return reply(200);
}

inline std::string hexadecimal(std::uint64_t number) {
    char text[20];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(number));
    return text;
}

inline reply search(api_state& state, recorded_request const& request) {
    constexpr std::int64_t chunks_in_a_file = 10;
    auto const body = checked_body(request, search_members);
    auto const bucket = text_member(body, "bucket_name");
    auto const query = text_member(body, "query");
    auto const model = text_member(existing(state, "buckets", bucket, "bucket"), "model");
    auto const& files = state.data.all(files_of(bucket));
    auto const* const number = body.if_contains("num_of_docs");
    auto const count = std::min(number == nullptr ? 3 : number->to_number<std::int64_t>(),
                                static_cast<std::int64_t>(files.size()) * chunks_in_a_file);
    seeded_random dice(0);
    dice.mix(bucket);
    dice.mix(query);
    double distance = 0.1;
    boost::json::array found;
    for (std::int64_t i = 0; i < count; ++i) {
        distance += (1 - distance) * 0.02 * static_cast<double>(1 + dice.below(3));
        auto const& name = files[dice.below(files.size())].first;
        found.push_back({{"document_chunk", answer_text(query, dice)},
                         {"distance", distance},
                         {"metadata",
                          {{"source", "https://us-central-1.telnyxstorage.com/" + bucket + "/" + name},
                           {"checksum", hexadecimal(dice.next()) + hexadecimal(dice.next())},
                           {"embedding", model},
                           {"filename", name},
                           {"certainty", 1 - distance / 2},
                           {"loader_metadata", boost::json::object()}}}});
    }
    return reply::json(200, boost::json::object{{"data", std::move(found)}});
}

inline reply summarize(recorded_request const& request) {
    auto const body = checked_body(request, summary_members);
    auto const file = text_member(body, "filename");
    seeded_random dice(0);
    dice.mix(text_member(body, "bucket"));
    dice.mix(text_member(body, "system_prompt"));
    auto const summary = "Summary of " + file + ": " + answer_text(file, dice);
    return reply::json(200, boost::json::object{{"data", {{"summary", summary}}}});
}

} // namespace embedding_handling

TELNYX_DECL void add_embedding_routes(router& routes, api_state& state) {
    using namespace embedding_handling;
    auto const add = [&](std::string method, std::string const& below, auto answer) {
        routes.add(std::move(method), "/v2/ai/embeddings" + below,
                   [&state, answer](recorded_request const& request) { return answer(state, request); });
    };
    add("GET", "", list_tasks);
    add("POST", "", embed_bucket);
    add("POST", "/url", embed_url);
    add("POST", "/similarity-search", search);
    add("GET", "/{task_id}", retrieve_task);
    add("GET", "/buckets", [](api_state& all, recorded_request const&) { return list_buckets(all); });
    add("GET", "/buckets/{bucket_name}", list_files);
    add("DELETE", "/buckets/{bucket_name}", remove_bucket);
    routes.add("POST", "/v2/ai/summarize", summarize);
}

} // namespace telnyx::testing::detail
