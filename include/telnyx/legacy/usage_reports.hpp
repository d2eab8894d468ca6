#pragma once

// Usage reports, created immediately.

#include "telnyx/client.hpp"
#include "telnyx/errors.hpp"
#include "telnyx/legacy/resources/legacy_resource.hpp"
#include "telnyx/legacy/resources/reporting_resource.hpp"
#include "telnyx/legacy/resources/usage_reports_resource.hpp"
#include "telnyx/legacy/types/speech_to_text_usage_report.hpp"
#include "telnyx/legacy/types/usage_report_retrieve_speech_to_text_params.hpp"

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/legacy/impl/usage_reports.ipp"
#endif
