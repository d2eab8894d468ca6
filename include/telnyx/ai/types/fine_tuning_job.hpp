#pragma once

#include "telnyx/fields/nullable.hpp"
#include "telnyx/fields/open_enum.hpp"
#include "telnyx/json/describe.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace telnyx::ai {

/// The making of a model that is adapted to examples.
struct fine_tuning_job {
    /// How far a job is.
    enum class job_status { queued, running, succeeded, failed, cancelled };

    /// How the model is trained.
    struct training_settings {
        std::int64_t n_epochs{}; ///< how often it goes through all examples
    };

    std::string id{};                        ///< name of the model that is being made
    std::int64_t created_at{};               ///< Unix time in seconds
    nullable<std::int64_t> finished_at{};    ///< Unix time in seconds; null until the end
    training_settings hyperparameters{};     ///< how the model is trained
    std::string model{};                     ///< model that is adapted
    std::string organization_id{};           ///< whom the job belongs to
    open_enum<job_status> status{};          ///< how far it is
    nullable<std::int64_t> trained_tokens{}; ///< tokens that are charged for; null until the end
    std::string training_file{};             ///< storage bucket or object with the examples
};

/// Texts of the states in JSON.
constexpr auto enum_texts(fine_tuning_job::job_status) {
    return std::array<std::string_view, 5>{"queued", "running", "succeeded", "failed", "cancelled"};
}

BOOST_DESCRIBE_STRUCT(fine_tuning_job::training_settings, (), (n_epochs))
BOOST_DESCRIBE_STRUCT(fine_tuning_job, (),
                      (id, created_at, finished_at, hyperparameters, model, organization_id, status, trained_tokens,
                       training_file))

} // namespace telnyx::ai
