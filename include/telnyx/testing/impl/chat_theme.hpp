#pragma once

#include "telnyx/base/ascii.hpp"

#include <array>
#include <string_view>

namespace telnyx::testing::detail {

/// A subject that the simulated model knows a little about.
struct chat_theme {
    std::array<std::string_view, 4> names; // words for it, in lower case
    std::array<std::string_view, 4> facts; // sentences that can stand alone
};

inline constexpr std::array<chat_theme, 12> chat_themes{{
    {{"sea", "ocean", "seas", "oceans"},
     {"Water absorbs red light before blue, so deep water looks blue.",
      "The tides follow the moon, and the sun to a lesser degree.",
      "Rivers carry salt from the rocks into the sea, where it stays when the water evaporates.",
      "The sea stores heat in summer and gives it back in winter, which makes coasts mild."}},
    {{"sky", "skies", "air", "atmosphere"},
     {"Sunlight holds all colours, and air scatters blue light more than red, so the sky looks blue by day.",
      "At sunset the light takes a longer way through the air, and mostly red is left of it.",
      "Above the air there is nothing that scatters light, so the sky is black there, even by day.",
      "On a clear night, far from a town, a few thousand stars can be seen with the naked eye."}},
    {{"moon", "moons", "tide", "tides"},
     {"The moon goes round the earth in a little more than 27 days.",
      "The moon always shows the same side, because it turns once on its axis in each orbit.",
      "The pull of the moon raises a tide on both sides of the earth.",
      "The moon has no light of its own; it is bright because the sun shines on it."}},
    {{"ship", "ships", "boat", "boats"},
     {"A ship floats because it pushes aside as much water as it weighs.",
      "A keel keeps a sailing ship from drifting sideways and from turning over.",
      "A long hull makes a ship faster, since its bow wave is longer too.",
      "Most of the goods in world trade travel by ship."}},
    {{"whale", "whales", "dolphin", "dolphins"},
     {"Whales are mammals: they breathe air and nurse their young.",
      "The blue whale is the largest animal that has ever lived.",
      "Some whales sing, and their songs change from year to year.",
      "Baleen whales filter tiny animals out of the water; toothed whales hunt."}},
    {{"weather", "rain", "wind", "clouds"},
     {"Air rises where it is warm, and wind is what flows in to take its place.",
      "Clouds form where rising air cools until its water condenses into droplets.",
      "A forecast gets less certain with every day, since small errors grow.",
      "Rain falls once the droplets of a cloud have joined into drops too heavy to float."}},
    {{"coffee", "espresso", "cappuccino", "caffeine"},
     {"Coffee tastes best soon after grinding, because its aroma fades in the air.",
      "Water just below boiling brings out the taste of coffee without making it bitter.",
      "A finer grind gives a stronger cup, and a bitter one when the water stays too long.",
      "Espresso is made under pressure, in about half a minute."}},
    {{"tea", "teas", "teapot", "teacup"},
     {"Green and black tea come from the same plant; black tea is oxidised before it is dried.",
      "Green tea turns bitter in boiling water and prefers it a little cooler.",
      "Three minutes are enough for most black tea.",
      "Tea holds less caffeine than coffee, and gives it off more slowly."}},
    {{"code", "program", "programs", "software"},
     {"Code is read more often than it is written, so clear names pay off.",
      "A test that has been seen to fail can be trusted when it passes.",
      "Small functions that do one thing are easy to test and to replace.",
      "Measure before you optimise: the slow part is rarely where one expects it."}},
    {{"coroutine", "coroutines", "asynchronous", "concurrency"},
     {"A coroutine is a function that can pause and be resumed where it stopped.",
      "While one coroutine waits for the network, others run in the same thread.",
      "Code with coroutines reads from top to bottom, although it waits in between.",
      "The frame of a coroutine outlives the call that made it, so references in it need care."}},
    {{"music", "song", "songs", "melody"},
     {"An octave is a doubling of the frequency.",
      "Rhythm is what most listeners notice first in music, before melody and harmony.",
      "A chord sounds calm when the frequencies of its notes have simple ratios.",
      "Music is easier to remember than text, which is why rhymes help learners."}},
    {{"bread", "dough", "baking", "yeast"},
     {"Yeast turns sugar into gas, and the gas makes the dough of a bread rise.",
      "A dough that rests overnight in the cold tastes better than one that is rushed.",
      "Steam in the oven keeps the crust soft long enough for the bread to rise.",
      "Bread needs little more than flour, water, salt, yeast and time."}},
}};

/// The theme for a word; null if there is none.
inline chat_theme const* theme_of(std::string_view word) {
    for (auto const& theme : chat_themes)
        for (auto const name : theme.names)
            if (ascii::equal_ignoring_case(word, name)) return &theme;
    return nullptr;
}

} // namespace telnyx::testing::detail
