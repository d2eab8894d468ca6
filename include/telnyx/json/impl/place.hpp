#pragma once

#include "telnyx/base/config.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace telnyx::json::detail {

/// Position of the decoder or the encoder in a document: a chain of these on the stack, one for each open object or
/// array.
struct place {
    enum class container : std::uint8_t { object, map, array };

    place const* outer;
    container kind;
    std::string_view key{}; ///< object, map: key of the current value; null data pointer if it has no name
    std::size_t count = 0;  ///< array: number of elements so far, including the current one
};

/// The open containers.
class place_chain {
  public:
    explicit place_chain(std::size_t max_depth) : max_depth_(max_depth) {}

    place_chain(place_chain const&) = delete;
    place_chain& operator=(place_chain const&) = delete;

    /// Whether no more containers may be opened.
    bool is_full() const { return depth_ == max_depth_; }

    /// The path to the current value, such as `choices[0].message.content`.
    TELNYX_DECL std::string path() const;

  private:
    friend class open_place;

    place const* innermost_ = nullptr;
    std::size_t depth_ = 0;
    std::size_t max_depth_;
};

/// A container that is open for the lifetime of this object.
class open_place : public place {
  public:
    open_place(place_chain& chain, container opened) : place{chain.innermost_, opened}, chain_(chain) {
        chain.innermost_ = this;
        ++chain.depth_;
    }
    ~open_place() {
        chain_.innermost_ = outer;
        --chain_.depth_;
    }
    open_place(open_place const&) = delete;
    open_place& operator=(open_place const&) = delete;

  private:
    place_chain& chain_;
};

} // namespace telnyx::json::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/json/impl/place.ipp"
#endif
