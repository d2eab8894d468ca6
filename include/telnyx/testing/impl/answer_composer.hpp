#pragma once

#include "telnyx/testing/impl/chat_history.hpp"
#include "telnyx/testing/impl/chat_theme.hpp"
#include "telnyx/testing/impl/seeded_random.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::testing::detail {

/// Writes the pretended model's answer to one question: an opening, a few sentences about the subject, an ending.
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
    std::string subject_;    // such as "the sea"; empty when the question has none
    std::string other_;      // another subject of the question or of the chat; may be empty
    bool goes_on_ = false;   // about the subject of the question before
    bool transfers_ = false; // asks the question before about another subject
};

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/answer_composer.ipp"
#endif
