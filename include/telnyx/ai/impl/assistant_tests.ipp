#pragma once

#include "telnyx/ai/assistant_tests.hpp"
#include "telnyx/core/call.hpp"
#include "telnyx/core/wait.hpp"
#include "telnyx/lists/list.hpp"

#include <utility>

namespace telnyx::ai {

namespace detail {

inline core::task_progress test_run_progress(assistant_test_run const& run) {
    using status = assistant_test_status;
    return core::progress_of(run.status, {status::passed, status::failed}, {status::error});
}

} // namespace detail

TELNYX_DECL paginator<assistant_test> assistant_tests_resource::list(arg<assistant_test_list_params> params,
                                                                     request_options const& options) const {
    core::prepared_request request("GET", "/ai/assistants/tests", options);
    request.query(params.get());
    return lists::list<assistant_test>(core_, std::move(request), lists::page_style::data_and_meta);
}

TELNYX_DECL paginator<assistant_test> assistant_tests_resource::list(request_options const& options) const {
    assistant_test_list_params const all;
    return list(all, options);
}

TELNYX_DECL boost::asio::awaitable<response<assistant_test>>
assistant_tests_resource::create(arg<assistant_test_create_params> params, request_options const& options) const {
    core::prepared_request request("POST", "/ai/assistants/tests", options);
    request.take_idempotency_key();
    request.json_body(params.get());
    return core::call<assistant_test>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<assistant_test>>
assistant_tests_resource::retrieve(std::string_view test_id, request_options const& options) const {
    core::prepared_request request("GET", "/ai/assistants/tests/{test_id}", {{"test_id", test_id}}, options);
    return core::call<assistant_test>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<assistant_test>>
assistant_tests_resource::update(std::string_view test_id, arg<assistant_test_update_params> params,
                                 request_options const& options) const {
    core::prepared_request request("PUT", "/ai/assistants/tests/{test_id}", {{"test_id", test_id}}, options);
    request.json_body(params.get());
    return core::call<assistant_test>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<void>>
assistant_tests_resource::delete_(std::string_view test_id, request_options const& options) const {
    core::prepared_request request("DELETE", "/ai/assistants/tests/{test_id}", {{"test_id", test_id}}, options);
    return core::call_empty(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<assistant_test_suite_list>>
assistant_test_suites_resource::list(request_options const& options) const {
    core::prepared_request request("GET", "/ai/assistants/tests/test-suites", options);
    return core::call<assistant_test_suite_list>(core_, std::move(request));
}

TELNYX_DECL paginator<assistant_test_run>
assistant_test_suite_runs_resource::list(std::string_view suite_name, arg<assistant_test_suite_run_list_params> params,
                                         request_options const& options) const {
    core::prepared_request request("GET", "/ai/assistants/tests/test-suites/{suite_name}/runs",
                                   {{"suite_name", suite_name}}, options);
    request.query(params.get());
    return lists::list<assistant_test_run>(core_, std::move(request), lists::page_style::data_and_meta);
}

TELNYX_DECL paginator<assistant_test_run>
assistant_test_suite_runs_resource::list(std::string_view suite_name, request_options const& options) const {
    assistant_test_suite_run_list_params const all;
    return list(suite_name, all, options);
}

TELNYX_DECL boost::asio::awaitable<response<std::vector<assistant_test_run>>>
assistant_test_suite_runs_resource::trigger(std::string_view suite_name,
                                            arg<assistant_test_suite_run_trigger_params> params,
                                            request_options const& options) const {
    core::prepared_request request("POST", "/ai/assistants/tests/test-suites/{suite_name}/runs",
                                   {{"suite_name", suite_name}}, options);
    request.take_idempotency_key();
    request.act_in_the_world();
    request.json_body(params.get());
    return core::call<std::vector<assistant_test_run>>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<std::vector<assistant_test_run>>>
assistant_test_suite_runs_resource::trigger(std::string_view suite_name, request_options const& options) const {
    assistant_test_suite_run_trigger_params const main_version;
    return trigger(suite_name, main_version, options);
}

TELNYX_DECL paginator<assistant_test_run> assistant_test_runs_resource::list(std::string_view test_id,
                                                                             arg<assistant_test_run_list_params> params,
                                                                             request_options const& options) const {
    core::prepared_request request("GET", "/ai/assistants/tests/{test_id}/runs", {{"test_id", test_id}}, options);
    request.query(params.get());
    return lists::list<assistant_test_run>(core_, std::move(request), lists::page_style::data_and_meta);
}

TELNYX_DECL paginator<assistant_test_run> assistant_test_runs_resource::list(std::string_view test_id,
                                                                             request_options const& options) const {
    assistant_test_run_list_params const all;
    return list(test_id, all, options);
}

TELNYX_DECL boost::asio::awaitable<response<assistant_test_run>>
assistant_test_runs_resource::retrieve(std::string_view test_id, std::string_view run_id,
                                       request_options const& options) const {
    core::prepared_request request("GET", "/ai/assistants/tests/{test_id}/runs/{run_id}",
                                   {{"test_id", test_id}, {"run_id", run_id}}, options);
    return core::call<assistant_test_run>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<assistant_test_run>>
assistant_test_runs_resource::trigger(std::string_view test_id, arg<assistant_test_run_trigger_params> params,
                                      request_options const& options) const {
    core::prepared_request request("POST", "/ai/assistants/tests/{test_id}/runs", {{"test_id", test_id}}, options);
    request.take_idempotency_key();
    request.act_in_the_world();
    request.json_body(params.get());
    return core::call<assistant_test_run>(core_, std::move(request));
}

TELNYX_DECL boost::asio::awaitable<response<assistant_test_run>>
assistant_test_runs_resource::trigger(std::string_view test_id, request_options const& options) const {
    assistant_test_run_trigger_params const main_version;
    return trigger(test_id, main_version, options);
}

TELNYX_DECL boost::asio::awaitable<response<assistant_test_run>>
assistant_test_runs_resource::wait(std::string_view test_id, std::string_view run_id, wait_options const& waiting,
                                   request_options const& options) const {
    core::prepared_request request("GET", "/ai/assistants/tests/{test_id}/runs/{run_id}",
                                   {{"test_id", test_id}, {"run_id", run_id}}, options);
    return core::wait<assistant_test_run>(core_, std::move(request), std::string(run_id), waiting,
                                          detail::test_run_progress);
}

} // namespace telnyx::ai
