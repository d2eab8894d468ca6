#include "telnyx/errc.hpp"
#include "telnyx/sse/event_parser.hpp"

#include <iostream>
#include <string_view>

// What a program outside of the library does with it: no more than shows that headers and libraries are found.
int main() {
    telnyx::sse::event_parser parser;
    std::string_view input = "data: hello\n\n";
    bool const parsed = parser.parse(input) && parser.event().data == "hello";
    std::cout << telnyx::error_category().name() << '\n';
    return parsed ? 0 : 1;
}
