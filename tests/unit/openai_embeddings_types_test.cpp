#include "telnyx/ai/openai_embeddings.hpp"

#include "telnyx/json/decode.hpp"
#include "telnyx/json/encode.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <variant>
#include <vector>

namespace ai = telnyx::ai;
namespace json = telnyx::json;

namespace {

ai::openai_embedding_list answer_with(std::string const& embedding) {
    return json::decode<ai::openai_embedding_list>(R"({"data":[{"embedding":)" + embedding +
                                                   R"(,"index":0,"object":"embedding"}],"model":"m","object":"list",)"
                                                   R"("usage":{"prompt_tokens":1,"total_tokens":1}})");
}

} // namespace

BOOST_AUTO_TEST_SUITE(openai_embeddings_types)

BOOST_AUTO_TEST_CASE(input_is_one_text_or_several) {
    ai::openai_embedding_create_params const one{.input = "a", .model = "m"};
    BOOST_TEST(json::encode(one) == R"({"input":"a","model":"m"})");
    ai::openai_embedding_create_params const several{.input = std::vector<std::string>{"a", "b"},
                                                     .model = "m",
                                                     .encoding_format =
                                                         ai::openai_embedding_create_params::encoding::float_};
    BOOST_TEST(json::encode(several) == R"({"input":["a","b"],"model":"m","encoding_format":"float"})");
}

BOOST_AUTO_TEST_CASE(vector_is_a_list_of_numbers_of_any_form) {
    auto const read = answer_with("[0.25, -1, 2e-3]");
    BOOST_TEST((std::get<std::vector<double>>(read.data.at(0).embedding) == std::vector<double>{0.25, -1, 0.002}));
    BOOST_TEST(std::get<std::vector<double>>(answer_with("[]").data.at(0).embedding).empty());
}

BOOST_AUTO_TEST_CASE(vector_in_base64_is_a_text) {
    BOOST_TEST(std::get<std::string>(answer_with(R"("AACAPg==")").data.at(0).embedding) == "AACAPg==");
}

BOOST_AUTO_TEST_SUITE_END()
