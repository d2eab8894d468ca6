#pragma once

#include "telnyx/base/secret_string.hpp"

#include <algorithm>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace telnyx::tests {

/// A text made by chance that the memory of this process does not hold, but in another form.
class hidden_text {
  public:
    explicit hidden_text(std::size_t size) {
        std::random_device chance;
        constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        for (std::size_t i = 0; i < size; ++i)
            masked_ += static_cast<char>(letters[chance() % letters.size()] ^ mask);
    }

    /// The text itself, which the caller has to overwrite.
    std::string text() const {
        std::string plain(masked_.size(), ' ');
        std::transform(masked_.begin(), masked_.end(), plain.begin(),
                       [](char c) { return static_cast<char>(c ^ mask); });
        return plain;
    }

    std::size_t size() const { return masked_.size(); }
    char front() const { return static_cast<char>(masked_.front() ^ mask); }
    bool stands_at(char const* place) const {
        for (std::size_t i = 0; i < masked_.size(); ++i)
            if ((place[i] ^ mask) != masked_[i]) return false;
        return true;
    }

  private:
    static constexpr char mask = 0x55;
    std::string masked_;
};

/// How often the memory that this process can write holds the text.
inline std::size_t occurrences_in_memory(hidden_text const& searched) {
    constexpr std::size_t window = std::size_t(1024) * 1024;
    constexpr std::size_t largest_mapping = std::size_t(1) << 30; // what sanitizers keep for themselves is larger
    std::vector<char, detail::cleansing_allocator<char>> buffer(window);
    int const memory = ::open("/proc/self/mem", O_RDONLY);
    if (memory < 0) throw std::runtime_error("the memory cannot be read");
    std::size_t found = 0;
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        std::istringstream fields(line);
        std::size_t begin = 0;
        std::size_t end = 0;
        char dash = 0;
        std::string rights;
        fields >> std::hex >> begin >> dash >> end >> rights;
        if (rights.find("rw") != 0 || end - begin > largest_mapping) continue;
        while (begin < end) {
            auto const wanted = std::min(window, end - begin);
            auto const count = ::pread(memory, buffer.data(), wanted, static_cast<off_t>(begin));
            if (count <= 0) break;
            auto const* place = buffer.data();
            auto const* const last =
                buffer.data() + count - std::min<std::size_t>(searched.size(), static_cast<std::size_t>(count));
            while (place <= last) {
                auto const* const next =
                    std::memchr(place, searched.front(), static_cast<std::size_t>(last - place + 1));
                if (next == nullptr) break;
                place = static_cast<char const*>(next);
                if (searched.stands_at(place)) ++found;
                ++place;
            }
            if (static_cast<std::size_t>(count) == end - begin) break;
            begin += static_cast<std::size_t>(count) - searched.size();
        }
    }
    ::close(memory);
    return found;
}

} // namespace telnyx::tests
