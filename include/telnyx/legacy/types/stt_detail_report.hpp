#pragma once

#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace telnyx::legacy {

/// A report on the transcriptions of a period.
struct stt_detail_report {
    /// Status of a report.
    enum class report_status { pending, complete, failed, expired };

    std::optional<std::string> id{};                  ///< ID of the report
    std::optional<std::string> created_at{};          ///< ISO 8601 date and time
    std::optional<std::string> download_link{};       ///< URL of the finished report
    std::optional<std::string> end_date{};            ///< end of the period, ISO 8601 date and time
    std::optional<std::string> record_type{};         ///< type of this record
    std::optional<std::string> start_date{};          ///< start of the period, ISO 8601 date and time
    std::optional<open_enum<report_status>> status{}; ///< status of the report
};

/// JSON strings of the states.
constexpr auto enum_texts(stt_detail_report::report_status) {
    return std::array<std::string_view, 4>{"PENDING", "COMPLETE", "FAILED", "EXPIRED"};
}

BOOST_DESCRIBE_STRUCT(stt_detail_report, (), (id, created_at, download_link, end_date, record_type, start_date, status))

} // namespace telnyx::legacy
