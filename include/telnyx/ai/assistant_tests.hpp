#pragma once

// Tests of assistants, their suites and runs.

#include "telnyx/ai/resources/assistant_test_runs_resource.hpp"
#include "telnyx/ai/resources/assistant_test_suite_runs_resource.hpp"
#include "telnyx/ai/resources/assistant_test_suites_resource.hpp"
#include "telnyx/ai/resources/assistant_tests_resource.hpp"
#include "telnyx/ai/types/assistant_test.hpp"
#include "telnyx/ai/types/assistant_test_create_params.hpp"
#include "telnyx/ai/types/assistant_test_list_params.hpp"
#include "telnyx/ai/types/assistant_test_run.hpp"
#include "telnyx/ai/types/assistant_test_run_list_params.hpp"
#include "telnyx/ai/types/assistant_test_run_trigger_params.hpp"
#include "telnyx/ai/types/assistant_test_suite_list.hpp"
#include "telnyx/ai/types/assistant_test_suite_run_list_params.hpp"
#include "telnyx/ai/types/assistant_test_suite_run_trigger_params.hpp"
#include "telnyx/ai/types/assistant_test_update_params.hpp"
#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/lists/paginator.hpp"
#include "telnyx/options/wait_options.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/assistant_tests.ipp"
#endif
