#pragma once

#include "telnyx/fields/open_enum.hpp"

namespace telnyx::detail {

TELNYX_DECL open_enum_state::open_enum_state(open_enum_state const& other)
    : index_(other.index_), unknown_(other.unknown_ ? std::make_unique<std::string>(*other.unknown_) : nullptr) {}

TELNYX_DECL open_enum_state& open_enum_state::operator=(open_enum_state const& other) {
    if (this != &other) *this = open_enum_state(other);
    return *this;
}

TELNYX_DECL std::string_view open_enum_state::text(std::span<std::string_view const> texts) const noexcept {
    if (index_ >= 0 && static_cast<std::size_t>(index_) < texts.size()) return texts[static_cast<std::size_t>(index_)];
    return index_ < 0 && unknown_ ? std::string_view(*unknown_) : std::string_view();
}

TELNYX_DECL void open_enum_state::assign(std::string_view text, std::span<std::string_view const> texts) {
    int const found = find_text(text, texts);
    if (found < 0) {
        if (unknown_)
            unknown_->assign(text);
        else
            unknown_ = std::make_unique<std::string>(text);
    }
    index_ = found;
}

TELNYX_DECL void open_enum_state::clear() noexcept {
    index_ = -1;
    unknown_.reset();
}

TELNYX_DECL int find_text(std::string_view text, std::span<std::string_view const> texts) noexcept {
    for (std::size_t i = 0; i != texts.size(); ++i)
        if (texts[i] == text) return static_cast<int>(i);
    return -1;
}

} // namespace telnyx::detail
