#pragma once

#include "telnyx/ai/types/chat_completion.hpp"
#include "telnyx/base/config.hpp"
#include "telnyx/errors/api_error.hpp"
#include "telnyx/results/response.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace telnyx::ai {

/// A model's answer is not of the requested type. `code()` is `errc::unexpected_output`.
class structured_output_error : public api_error {
  public:
    /// Kinds of problems.
    enum class problem {
        refused,  ///< the model refused to answer, see `refusal()`
        cut_off,  ///< the answer ended too early, see `finish_reason()`
        mismatch, ///< the answer is not JSON of this type, see `path()`
        missing,  ///< there is no answer, such as in a response with tool calls only
    };

    /// @param path position of the mismatch in the answer
    /// @param detail description of the problem
    structured_output_error(problem kind, response<chat_completion> completion, std::string path,
                            std::string const& detail);

    /// The kind of the problem.
    problem what_happened() const { return kind_; }

    /// The answer as received; may be empty.
    std::string_view raw() const;

    /// What the model said when it refused; may be empty.
    std::string_view refusal() const;

    /// Why the model stopped, as the server calls it; may be empty.
    std::string_view finish_reason() const;

    /// Position of the mismatch, such as `items[2].price`; may be empty.
    std::string const& path() const { return path_; }

    /// The whole response.
    response<chat_completion> const& completion() const { return *completion_; }

  private:
    chat_completion::choice const* choice() const;

    problem kind_;
    std::string path_;
    std::shared_ptr<response<chat_completion> const> completion_; // exceptions are copied
};

} // namespace telnyx::ai

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/ai/impl/structured_output_error.ipp"
#endif
