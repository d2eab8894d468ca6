#include "support/documents.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace telnyx::tests {

using json::detail::type_info;
using json::detail::type_kind;

namespace {

namespace detail = json::detail;
using boost::json::value;

template <class T>
T const& as(type_info const& type) {
    return static_cast<T const&>(type);
}

/// Types that a walk is inside of, so that it comes to an end in recursive ones.
class open_types {
  public:
    /// Calls `inside`, or gives nothing when the walk is too deep in this type already.
    template <class Function>
    auto enter(type_info const& type, Function inside) -> std::optional<decltype(inside())> {
        if (std::count(types_.begin(), types_.end(), &type) > 1) return std::nullopt;
        types_.push_back(&type);
        auto made = inside();
        types_.pop_back();
        return made;
    }

  private:
    std::vector<type_info const*> types_;
};

std::vector<type_info const*> known_alternatives(type_info const& type) {
    std::vector<type_info const*> known;
    for (auto const* each : as<detail::variant_type>(type).alternatives)
        if (each->kind != type_kind::any_value) known.push_back(each);
    return known;
}

value free_form() {
    return boost::json::object{{"free", boost::json::array{"form", 1.5, nullptr, true}}};
}

class maker {
  public:
    explicit maker(document_style const& style) : style_(style) {}

    /// Nothing when the type is too deep in itself.
    std::optional<value> make(type_info const& type, std::size_t round) {
        switch (type.kind) {
        case type_kind::boolean:
            return true;
        case type_kind::signed_integer:
        case type_kind::unsigned_integer:
            return 42;
        case type_kind::floating:
            return 0.5;
        case type_kind::string:
            return "a \"b\"/\xc3\xa9&+";
        case type_kind::open_enum:
            if (style_.unknown_texts) return "never heard of";
            [[fallthrough]];
        case type_kind::closed_enum:
            return enum_text(as<detail::enum_type>(type), round);
        case type_kind::constant:
            return value(as<detail::constant_type>(type).text);
        case type_kind::optional:
            return make(*as<detail::wrapper_type>(type).inner, round);
        case type_kind::nullable:
        case type_kind::optional_nullable:
            return style_.nulls ? value() : make(*as<detail::wrapper_type>(type).inner, round);
        case type_kind::object:
            return open_.enter(type, [&] { return make_object(as<detail::object_type>(type), round); });
        case type_kind::array:
            return make_array(*as<detail::array_type>(type).inner, round);
        case type_kind::map:
            return make_map(*as<detail::map_type>(type).inner, round);
        case type_kind::variant:
            return make_variant(as<detail::variant_type>(type), round);
        case type_kind::any_value:
        case type_kind::any_object:
            return free_form();
        case type_kind::any_array:
            return boost::json::array{free_form()};
        }
        return std::nullopt;
    }

  private:
    static value enum_text(detail::enum_type const& type, std::size_t round) {
        return value(round % 2 == 0 ? type.texts.front() : type.texts.back());
    }

    value make_object(detail::object_type const& type, std::size_t round) {
        boost::json::object made;
        for (std::size_t i = 0; i < type.members.size(); ++i) {
            auto const& member = type.members[i];
            bool const required = (type.required >> i & 1) != 0 || member.type->kind == type_kind::constant;
            if (!required && !style_.optional_fields) continue;
            if (member.name == "base64_audio")
                made[member.name] = "AAEC";
            else if (auto field = make(*member.type, round))
                made[member.name] = std::move(*field);
        }
        if (style_.unknown_fields) made["never heard of"] = free_form();
        return made;
    }

    std::optional<value> make_variant(detail::variant_type const& type, std::size_t round) {
        auto const alternatives = known_alternatives(type);
        if (style_.unknown_variants && alternatives.size() < type.alternatives.size())
            return boost::json::object{{"type", "never heard of"}, {"never heard of", free_form()}};
        return make(*alternatives[round % alternatives.size()], round / alternatives.size());
    }

    std::vector<value> make_elements(type_info const& inner, std::size_t round) {
        std::vector<value> made;
        std::size_t const count = inner.kind == type_kind::variant ? known_alternatives(inner).size() : 1;
        for (std::size_t i = 0; i < count; ++i)
            if (auto element = make(inner, round * count + i)) made.push_back(std::move(*element));
        return made;
    }

    value make_array(type_info const& inner, std::size_t round) {
        boost::json::array made;
        for (auto& each : make_elements(inner, round))
            made.push_back(std::move(each));
        return made;
    }

    value make_map(type_info const& inner, std::size_t round) {
        boost::json::object made;
        for (auto& each : make_elements(inner, round))
            made["key " + std::to_string(made.size())] = std::move(each);
        return made;
    }

    document_style style_;
    open_types open_;
};

class round_counter {
  public:
    std::size_t count(type_info const& type) {
        switch (type.kind) {
        case type_kind::open_enum:
        case type_kind::closed_enum:
            return 2;
        case type_kind::optional:
        case type_kind::nullable:
        case type_kind::optional_nullable:
            return count(*as<detail::wrapper_type>(type).inner);
        case type_kind::object:
            return open_.enter(type, [&] { return count_members(as<detail::object_type>(type)); }).value_or(1);
        case type_kind::array:
            return count_elements(*as<detail::array_type>(type).inner);
        case type_kind::map:
            return count_elements(*as<detail::map_type>(type).inner);
        case type_kind::variant: {
            auto const alternatives = known_alternatives(type);
            return alternatives.size() * most(alternatives);
        }
        default:
            return 1;
        }
    }

  private:
    std::size_t most(std::vector<type_info const*> const& types) {
        std::size_t rounds = 1;
        for (auto const* each : types)
            rounds = std::max(rounds, count(*each));
        return rounds;
    }

    std::size_t count_members(detail::object_type const& type) {
        std::vector<type_info const*> types;
        for (auto const& member : type.members)
            types.push_back(member.type);
        return most(types);
    }

    // All alternatives of an element are there in each round.
    std::size_t count_elements(type_info const& inner) {
        return inner.kind == type_kind::variant ? most(known_alternatives(inner)) : count(inner);
    }

    open_types open_;
};

} // namespace

boost::json::value make_document(type_info const& type, document_style const& style) {
    return maker(style).make(type, style.round).value();
}

boost::json::value make_required_document(type_info const& type) {
    document_style style;
    style.optional_fields = false;
    return make_document(type, style);
}

std::size_t rounds_of(type_info const& type) {
    return round_counter().count(type);
}

void for_each_null(value& document, std::function<void()> const& visit) {
    auto const try_child = [&](value& child) {
        auto kept = std::exchange(child, value());
        visit();
        child = std::move(kept);
        for_each_null(child, visit);
    };
    if (document.is_object())
        for (auto& member : document.get_object())
            try_child(member.value());
    else if (document.is_array())
        for (auto& element : document.get_array())
            try_child(element);
}

} // namespace telnyx::tests
