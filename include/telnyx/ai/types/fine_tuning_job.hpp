#pragma once

#include "telnyx/fields/nullable.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace telnyx::ai {

/// A fine-tuning job: it adapts a model to examples.
struct fine_tuning_job {
    /// Status of a job.
    enum class job_status { queued, running, succeeded, failed, cancelled };

    /// Training settings.
    struct training_settings {
        std::int64_t n_epochs{}; ///< number of passes over all examples
    };

    std::string id{};                        ///< name of the new model
    std::int64_t created_at{};               ///< Unix time in seconds
    nullable<std::int64_t> finished_at{};    ///< Unix time in seconds; null until then
    training_settings hyperparameters{};     ///< training settings
    std::string model{};                     ///< base model
    std::string organization_id{};           ///< owner of the job
    open_enum<job_status> status{};          ///< status of the job
    nullable<std::int64_t> trained_tokens{}; ///< billed tokens; null until the job has ended
    std::string training_file{};             ///< storage bucket or object with the examples
};

/// JSON strings of the states.
constexpr auto enum_texts(fine_tuning_job::job_status) {
    return std::array<std::string_view, 5>{"queued", "running", "succeeded", "failed", "cancelled"};
}

BOOST_DESCRIBE_STRUCT(fine_tuning_job::training_settings, (), (n_epochs))
BOOST_DESCRIBE_STRUCT(fine_tuning_job, (),
                      (id, created_at, finished_at, hyperparameters, model, organization_id, status, trained_tokens,
                       training_file))

} // namespace telnyx::ai
