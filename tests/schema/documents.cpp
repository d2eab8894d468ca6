// Writes schemas, with documents that they have to accept and to refuse, for a validator that is not ours; and decodes
// the documents that the validator accepted.
//
//     telnyx_schema_documents write FILE
//     telnyx_schema_documents decode ACCEPTED FILE    writes the decoded values again, in the form of `write`
//
// A line of these files is {"type", "strict", "schema", "accepted": [document...], "refused": [{"why",
// "document"}...]}.

#include "support/documents.hpp"
#include "schema/spoil.hpp"
#include "schema/types.hpp"
#include "telnyx/ai/types/assistant.hpp"
#include "telnyx/ai/types/chat_completion.hpp"
#include "telnyx/ai/types/recursive_cluster.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/encode.hpp"
#include "telnyx/json/schema_of.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::tests {

namespace {

namespace detail = json::detail;
using boost::json::value;

/// A type with one form of its schema.
struct tested {
    std::string name{};
    bool strict = false;
    boost::json::object schema{};
    detail::type_info const* type = nullptr;
    std::vector<std::string> extremes{};                  ///< encoded values that are not generated
    std::function<std::string(std::string_view)> again{}; ///< decodes and encodes
};

template <class T>
tested plain(std::string_view name, std::vector<std::string> extremes = {}) {
    return {.name = std::string(name),
            .schema = json::schema_of<T>(),
            .type = &detail::type_of<T, detail::use::decoding>::value,
            .extremes = std::move(extremes),
            .again = [](std::string_view text) { return json::encode(json::decode<T>(text)); }};
}

template <class T>
tested strict(std::string_view name, std::vector<std::string> extremes = {}) {
    auto made = plain<T>(name, std::move(extremes));
    made.strict = true;
    made.schema = json::strict_schema_of<T>();
    return made;
}

template <class Number>
Number least() {
    return std::numeric_limits<Number>::lowest();
}

template <class Number>
Number most() {
    return std::numeric_limits<Number>::max();
}

/// All numbers at one of their limits. The validator cannot read integers of 64 bits exactly.
std::vector<std::string> limits_of_scalars() {
    constexpr std::int64_t exact = std::int64_t{1} << 53;
    shapes::scalars low;
    low.number = least<double>();
    low.small_number = least<float>();
    low.i8 = least<std::int8_t>();
    low.i16 = least<std::int16_t>();
    low.i32 = least<std::int32_t>();
    low.i64 = -exact;
    shapes::scalars high;
    high.text = "\xf0\x9f\x98\x80\n\t\"\\";
    high.number = most<double>();
    high.small_number = most<float>();
    high.i8 = most<std::int8_t>();
    high.u8 = most<std::uint8_t>();
    high.i16 = most<std::int16_t>();
    high.u16 = most<std::uint16_t>();
    high.i32 = most<std::int32_t>();
    high.u32 = most<std::uint32_t>();
    high.i64 = exact;
    high.u64 = static_cast<std::uint64_t>(exact);
    return {json::encode(shapes::scalars()), json::encode(low), json::encode(high)};
}

std::vector<tested> all_types() {
    using namespace shapes;
    return {
        plain<scalars>("scalars", limits_of_scalars()),
        strict<scalars>("scalars", limits_of_scalars()),
        plain<query>("query"),
        strict<query>("query"),
        plain<names>("names"),
        strict<names>("names"),
        plain<presence>("presence"),
        strict<presence>("presence"),
        plain<invoice>("invoice"),
        strict<invoice>("invoice"),
        plain<tree>("tree"),
        strict<tree>("tree"),
        plain<expression>("expression"),
        strict<expression>("expression"),
        plain<drawing>("drawing"),
        strict<drawing>("drawing"),
        plain<alike>("alike"),
        strict<alike>("alike"),
        plain<nothing>("nothing"),
        strict<nothing>("nothing"),
        plain<free_form>("free_form"),
        plain<std::vector<tree>>("list of trees"),
        plain<std::map<std::string, currency>>("map of enums"),
        plain<std::variant<circle, square, std::vector<int>>>("variant"),
        plain<telnyx::nullable<query>>("nullable"),
        plain<std::uint8_t>("byte"),
        plain<currency>("enum"),
        plain<ai::chat_completion>("chat_completion"),
        plain<ai::recursive_cluster>("recursive_cluster"),
        plain<ai::assistant>("assistant"),
    };
}

/// Encoded values of the type, with all alternatives, with and without what may be absent, with and without null.
std::vector<std::string> accepted_documents(tested const& about) {
    auto texts = about.extremes;
    for (bool const optional_fields : {true, false})
        for (bool const nulls : {false, true})
            for (std::size_t round = 0; round < rounds_of(*about.type); ++round) {
                document_style const style{.optional_fields = optional_fields, .nulls = nulls, .round = round};
                texts.push_back(about.again(boost::json::serialize(make_document(*about.type, style))));
            }
    if (!about.strict) return texts;
    for (auto& text : texts) {
        auto document = boost::json::parse(text);
        fill_with_nulls(*about.type, document);
        text = boost::json::serialize(document);
    }
    return texts;
}

boost::json::object head_of(tested const& about) {
    return {{"type", about.name}, {"strict", about.strict}, {"schema", about.schema}};
}

void write_documents(std::ostream& out) {
    for (auto const& about : all_types()) {
        boost::json::array accepted, refused;
        for (auto const& text : accepted_documents(about)) {
            auto document = boost::json::parse(text);
            accepted.push_back(document);
            spoil(*about.type, document, about.strict, [&](std::string_view why) {
                refused.push_back({{"why", why}, {"document", document}});
            });
        }
        auto line = head_of(about);
        line["accepted"] = std::move(accepted);
        line["refused"] = std::move(refused);
        out << line << '\n';
    }
}

tested const& find(std::vector<tested> const& types, boost::json::object const& line) {
    for (auto const& each : types)
        if (each.name == line.at("type").as_string() && each.strict == line.at("strict").as_bool()) return each;
    throw std::runtime_error("no such type");
}

/// Decodes what the validator accepted. What has been encoded again is another document to accept, with null for what
/// is absent if the schema is strict.
void decode_documents(std::istream& in, std::ostream& out) {
    auto const types = all_types();
    std::size_t decoded = 0, failed = 0;
    for (std::string text; std::getline(in, text);) {
        auto line = boost::json::parse(text).as_object();
        auto const& about = find(types, line);
        boost::json::array accepted;
        for (auto const& document : line.at("accepted").as_array()) {
            auto const serialized = boost::json::serialize(document);
            try {
                auto again = boost::json::parse(about.again(serialized));
                if (about.strict) fill_with_nulls(*about.type, again);
                accepted.push_back(std::move(again));
                ++decoded;
            } catch (std::exception const& error) {
                if (++failed <= 10) std::cerr << about.name << ": " << error.what() << "\n    " << serialized << '\n';
            }
        }
        auto written = head_of(about);
        written["accepted"] = std::move(accepted);
        written["refused"] = boost::json::array();
        out << written << '\n';
    }
    std::cout << decoded << " accepted documents decoded, " << failed << " failed\n";
    if (failed != 0 || decoded == 0) throw std::runtime_error("a document that fits the schema cannot be decoded");
}

} // namespace

} // namespace telnyx::tests

int main(int argc, char** argv) {
    try {
        std::vector<std::string_view> const arguments(argv + 1, argv + argc);
        if (arguments.size() == 2 && arguments[0] == "write") {
            std::ofstream out(argv[2]);
            telnyx::tests::write_documents(out);
            if (out.flush()) return EXIT_SUCCESS;
        }
        if (arguments.size() == 3 && arguments[0] == "decode") {
            std::ifstream in(argv[2]);
            std::ofstream out(argv[3]);
            telnyx::tests::decode_documents(in, out);
            if (out.flush()) return EXIT_SUCCESS;
        }
        std::cerr << "wrong arguments, or a file that cannot be written\n";
    } catch (std::exception const& error) {
        std::cerr << error.what() << '\n';
    }
    return EXIT_FAILURE;
}
