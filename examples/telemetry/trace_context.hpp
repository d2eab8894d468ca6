#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>

/// A place in a trace, as the headers `traceparent` and `tracestate` have it (W3C Trace Context).
struct trace_context {
    std::string trace_id{}; ///< 32 hexadecimal digits
    std::string span_id{};  ///< 16 hexadecimal digits
    bool sampled = true;
    std::string state{}; ///< the header `tracestate`; may be empty

    /// The header `traceparent`.
    std::string parent() const { return "00-" + trace_id + "-" + span_id + (sampled ? "-01" : "-00"); }

    /// So many random hexadecimal digits, not all of them zero.
    static std::string random_digits(int count) {
        static thread_local std::mt19937_64 generator{std::random_device()()};
        std::string digits;
        for (int i = 0; i != count; ++i)
            digits += "0123456789abcdef"[generator() % 16];
        if (digits.find_first_not_of('0') == std::string::npos) digits.back() = '1';
        return digits;
    }

    /// A span of its own: below `parent`, or the first of a new trace.
    static trace_context begin(trace_context const* parent) {
        trace_context made;
        if (parent != nullptr) made = *parent;
        if (parent == nullptr) made.trace_id = random_digits(32);
        made.span_id = random_digits(16);
        return made;
    }

    /// Reads the headers of a request that this program serves; `std::nullopt` if they are not valid.
    static std::optional<trace_context> parse(std::string_view parent, std::string_view state) {
        bool const shaped = parent.size() >= 55 && parent.substr(0, 2) != "ff" && parent[2] == '-' &&
                            parent[35] == '-' && parent[52] == '-' && (parent.size() == 55 || parent[55] == '-') &&
                            (parent.size() == 55 || parent.substr(0, 2) != "00");
        if (!shaped) return std::nullopt;
        trace_context read;
        read.trace_id = parent.substr(3, 32);
        read.span_id = parent.substr(36, 16);
        auto const flags = parent.substr(53, 2);
        for (auto const digits :
             {parent.substr(0, 2), std::string_view(read.trace_id), std::string_view(read.span_id), flags})
            if (digits.find_first_not_of("0123456789abcdef") != std::string_view::npos) return std::nullopt;
        for (auto const* const id : {&read.trace_id, &read.span_id})
            if (id->find_first_not_of('0') == std::string::npos) return std::nullopt;
        read.sampled = std::string_view("13579bdf").find(flags[1]) != std::string_view::npos;
        read.state = state;
        return read;
    }
};
