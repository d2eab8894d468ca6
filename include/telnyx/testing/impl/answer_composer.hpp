#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/testing/impl/chat_history.hpp"
#include "telnyx/testing/impl/chat_theme.hpp"
#include "telnyx/testing/impl/seeded_random.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::testing::detail {

/// Generates the simulated model's answer to one question: an opening, a few sentences about the subject, an ending.
class answer_composer {
  public:
    answer_composer(std::string_view question, seeded_random& dice, chat_history const& before);

    std::string compose(std::size_t least_tokens);

  private:
    void take_up_earlier_question();
    std::string opening();
    std::vector<std::string> sentences();
    std::vector<std::string> facts(chat_theme const& theme) const;
    std::string filled_in(std::string_view pattern) const;

    seeded_random& dice_;
    chat_history const& before_;
    std::string question_;
    std::string subject_;    // such as "the sea"; empty if the question has none
    std::string other_;      // another subject of the question or of the chat; may be empty
    bool goes_on_ = false;   // continues the subject of the previous question
    bool transfers_ = false; // applies the previous question to another subject
};

/// A few English sentences about the subject of `prompt`, considering the previous messages: a question such as "And
/// the sea?" is treated as the previous question about another subject.
/// @param least_tokens minimum number of tokens of the text; 0 for as many as it needs
std::string answer_text(std::string_view prompt, seeded_random& dice, std::size_t least_tokens = 0,
                        chat_history const& before = {});

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/answer_composer.ipp"
#endif
