#pragma once

#include "telnyx/fields/optional.hpp"
#include "telnyx/fields/required.hpp"
#include "telnyx/json/describe.hpp"

#include <cstdint>
#include <string>

namespace telnyx::ai {

/// A new fine-tuning job.
struct fine_tuning_job_create_params {
    /// Training settings.
    struct training_settings {
        telnyx::optional<std::int64_t> n_epochs{}; ///< number of passes over all examples; 3 by default
    };

    required<std::string> model;                           ///< base model
    required<std::string> training_file;                   ///< storage bucket or object with the examples
    telnyx::optional<training_settings> hyperparameters{}; ///< training settings
    telnyx::optional<std::string> suffix{};                ///< suffix of the new model's name
};
BOOST_DESCRIBE_STRUCT(fine_tuning_job_create_params::training_settings, (), (n_epochs))
BOOST_DESCRIBE_STRUCT(fine_tuning_job_create_params, (), (model, training_file, hyperparameters, suffix))

} // namespace telnyx::ai
