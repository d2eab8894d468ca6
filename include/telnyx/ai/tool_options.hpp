#pragma once

namespace telnyx::ai {

/// Options of one tool in a `toolbox`. Setters can be chained.
class tool_options {
  public:
    tool_options() {}

    /// Whether the model gets the text (`what()`) of an exception that the function throws, up to about 1,000 bytes.
    /// Default: no, it only gets to know that the tool failed, since such a text may contain something that is not for
    /// the user of the model.
    tool_options& exception_texts(bool shown) { return exception_texts_ = shown, *this; }
    bool exception_texts() const { return exception_texts_; }

    /// Whether a call that the model makes twice in one turn, with the same arguments, runs twice. Default: no, it runs
    /// once, and both calls get the result, since models repeat calls by mistake: set this for a tool such as dice.
    tool_options& repeatable(bool repeats) { return repeatable_ = repeats, *this; }
    bool repeatable() const { return repeatable_; }

  private:
    bool exception_texts_ = false;
    bool repeatable_ = false;
};

} // namespace telnyx::ai
