// expect: looser (exception specification|throw specifier)|more lax than base
// pass-with: -DFIXED
// An exception of an observer would end a call that is fine.
#include "telnyx/observe/observer.hpp"

struct counter final : telnyx::observer {
#ifdef FIXED
    void on(call_ended const&) noexcept override {
        ++calls;
    }
#else
    void on(call_ended const&) override {
        ++calls;
    }
#endif
    int calls = 0;
};

counter all;
