#pragma once

#include "support/endpoint.hpp"
#include "telnyx/json/decode.hpp"
#include "telnyx/json/describe.hpp"
#include "telnyx/json/encode.hpp"
#include "telnyx/lists/paginator.hpp"
#include "telnyx/results/binary_content.hpp"
#include "telnyx/text_to_speech/types/speech.hpp"

#include <concepts>
#include <utility>

namespace telnyx::tests {

/// Speech as it comes in JSON.
struct speech_document {
    std::optional<std::string> base64_audio{};
};
BOOST_DESCRIBE_STRUCT(speech_document, (), (base64_audio))

template <class T>
boost::asio::awaitable<std::string> written(boost::asio::awaitable<response<T>> call) {
    auto const answer = co_await std::move(call);
    if constexpr (std::same_as<T, void>)
        co_return std::string();
    else if constexpr (std::same_as<T, std::string>)
        co_return answer.value();
    else if constexpr (std::same_as<T, binary_content>)
        co_return answer.data;
    else if constexpr (std::same_as<T, text_to_speech::speech>)
        co_return json::encode(speech_document{answer.base64_audio});
    else
        co_return json::encode(answer.value());
}

template <class T>
boost::asio::awaitable<std::string> written(paginator<T> list) {
    auto const page = co_await list.next_page();
    co_return page ? json::encode(page->data) : "[]";
}

template <class T>
struct answer_traits;

template <class T>
void describe_json(endpoint& row, answer_kind kind) {
    row.answer = kind;
    row.answer_type = &json::detail::type_of<T, json::detail::use::decoding>::value;
    row.round_trip = [](std::string_view document) { return json::encode(json::decode<T>(document)); };
}

template <class T>
struct answer_traits<boost::asio::awaitable<response<T>>> {
    static void describe(endpoint& row) {
        if constexpr (std::same_as<T, void>)
            row.answer = answer_kind::empty;
        else if constexpr (std::same_as<T, std::string>)
            row.answer = answer_kind::text;
        else if constexpr (std::same_as<T, binary_content>)
            row.answer = answer_kind::binary;
        else if constexpr (std::same_as<T, text_to_speech::speech>)
            describe_json<speech_document>(row, answer_kind::json);
        else
            describe_json<T>(row, answer_kind::json);
    }
};

template <class T>
struct answer_traits<paginator<T>> {
    static void describe(endpoint& row) { describe_json<T>(row, answer_kind::page); }
};

template <class Params>
Params decode_params(std::string_view document) {
    return json::decode<Params>(document);
}

template <class Call, class... Params>
using returned_by = std::invoke_result_t<Call, client const&, endpoint::path_values const&, Params const&...>;

/// An endpoint without parameters besides those of the path. `call` is given a client and the path's values.
template <class Call>
endpoint without_params(std::string_view id, std::string_view method, std::string_view path, Call call) {
    endpoint row{.id = id, .method = method, .path = path};
    answer_traits<returned_by<Call>>::describe(row);
    row.call = [call](client const& with, endpoint::path_values const& values, std::optional<std::string> const&) {
        return written(call(with, values));
    };
    return row;
}

/// An endpoint that is not called without parameters. `call` is given a client, the path's values and the parameters.
template <class Params, class Call>
endpoint with_body(std::string_view id, std::string_view method, std::string_view path, Call call) {
    endpoint row{.id = id, .method = method, .path = path};
    row.body = &json::detail::type_of<Params, json::detail::use::encoding>::value;
    row.params_required = true;
    answer_traits<returned_by<Call, Params>>::describe(row);
    row.call = [call](client const& with, endpoint::path_values const& values,
                      std::optional<std::string> const& params) {
        auto const decoded = decode_params<Params>(params.value());
        return written(call(with, values, decoded));
    };
    return row;
}

template <class Params, class Call>
endpoint with_optional_params(std::string_view id, std::string_view method, std::string_view path, Call call) {
    auto row = without_params(id, method, path, call);
    row.call = [call](client const& with, endpoint::path_values const& values,
                      std::optional<std::string> const& params) {
        if (!params) return written(call(with, values));
        auto const decoded = decode_params<Params>(*params);
        return written(call(with, values, decoded));
    };
    return row;
}

/// An endpoint whose body can be left out. `call` takes both.
template <class Params, class Call>
endpoint with_optional_body(std::string_view id, std::string_view method, std::string_view path, Call call) {
    auto row = with_optional_params<Params>(id, method, path, call);
    row.body = &json::detail::type_of<Params, json::detail::use::encoding>::value;
    return row;
}

/// An endpoint with a query, which can be left out. `call` takes both.
template <class Params, class Call>
endpoint with_query(std::string_view id, std::string_view method, std::string_view path, Call call) {
    auto row = with_optional_params<Params>(id, method, path, call);
    row.query = &json::detail::type_of<Params, json::detail::use::encoding>::value;
    return row;
}

} // namespace telnyx::tests
