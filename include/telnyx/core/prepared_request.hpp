#pragma once

#include "telnyx/base/config.hpp"
#include "telnyx/base/invalid_argument_error.hpp"
#include "telnyx/body/body_source.hpp"
#include "telnyx/core/model_use.hpp"
#include "telnyx/core/target.hpp"
#include "telnyx/json/encode.hpp"
#include "telnyx/options/request_options.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telnyx::core {

/// A request that is ready to send: all arguments of the caller have been checked, encoded and copied.
class prepared_request {
  public:
    /// `pattern` is the path below the base URL with placeholders for `parameters`, which are in the same order.
    prepared_request(std::string_view method, std::string_view pattern,
                     std::initializer_list<path_parameter> parameters, request_options const& options);
    prepared_request(std::string_view method, std::string_view pattern, request_options const& options)
        : prepared_request(method, pattern, {}, options) {}

    /// A request that the caller has put together: to a path that is percent-encoded already, with a body unless that
    /// is null.
    /// @throws invalid_argument_error if the method or path is not one, or if the body cannot be sent
    static prepared_request for_path(std::string_view method, std::string_view path, boost::json::value const& body,
                                     request_options const& options);

    /// Adds a struct's members as query parameters, before those of the options.
    template <class Params>
    void query(Params const& params) {
        append_query(target_, encode_to_object(params));
    }

    /// Sets a struct as JSON body, with the options' extra members and those in `fixed`, in ascending order of
    /// precedence.
    template <class Params>
    void json_body(Params const& params, boost::json::object const& fixed = {}) {
        boost::json::object extra = options_.extra_body_fields();
        for (auto const& [name, value] : fixed)
            extra.insert_or_assign(name, value);
        checked([&] { json::encode_object_to(body_, params, extra); });
        has_body_ = sends_json_ = true;
    }

    /// Sets any JSON value as body; the options' extra members are added if it is an object.
    void json_value_body(boost::json::value const& value);

    /// A struct's members for the body, overridden by the options' extra members.
    template <class Params>
    boost::json::object body_members(Params const& params) const {
        return checked([&] {
            std::string text;
            json::encode_object_to(text, params, options_.extra_body_fields());
            return parse_object(text);
        });
    }

    /// Sets a source as body, which is read while it is sent.
    void streamed_body(std::shared_ptr<body_source> source, std::string content_type);

    /// Sets the Accept header; default: that of the client, `application/json`.
    void accept(std::string_view media_types) { accept_ = media_types; }

    /// Declares that the response may be long, such as that of a list.
    void expect_long_response() { long_response_ = true; }

    /// Declares that the endpoint supports Idempotency-Key: Telnyx carries out requests with the same key once within a
    /// day and sends the same response to each of them. A retryable request then gets a key.
    void take_idempotency_key() { takes_idempotency_key_ = true; }

    /// Declares that the request has an irreversible effect outside of Telnyx, such as sending a message: once the
    /// server may have read it, it is not sent again unless the call's options allow it.
    void act_in_the_world() { acts_in_the_world_ = true; }

    /// Declares that a model works on the request: the limits of the client apply.
    void run_model(std::shared_ptr<model_use const> model) { model_ = std::move(model); }

    /// Sets the timeout of the whole call, overriding the options; if no time is left, the call fails immediately.
    void deadline(request_options::duration limit) { options_.deadline(std::max(limit, request_options::duration(1))); }

    /// Replaces a query parameter, or adds it.
    void set_query(std::string_view name, std::string_view value);

    /// Value of a query parameter, decoded.
    std::optional<std::string> query_value(std::string_view name) const;

    /// Applies the options' query parameters once all others are set; later calls have no effect.
    void finish();

    /// Adds those query parameters of a client whose names are not present yet.
    void add_missing_query(std::vector<request_options::query_item> const& defaults);

    /// The operation for messages: method and path pattern, so without IDs.
    std::string const& operation() const { return operation_; }
    std::string take_operation() { return std::move(operation_); }
    std::string_view method() const { return std::string_view(operation_).substr(0, method_size_); }
    std::string const& target() const { return target_; }
    bool sends_json() const { return sends_json_; }
    /// Content type of a body other than JSON.
    std::string const& content_type() const { return content_type_; }
    /// Empty unless set.
    std::string const& accept() const { return accept_; }
    bool long_response() const { return long_response_; }
    bool takes_idempotency_key() const { return takes_idempotency_key_; }
    bool acts_in_the_world() const { return acts_in_the_world_; }
    /// Null unless a model works on the request and the client has limits.
    std::shared_ptr<model_use const> const& model() const { return model_; }
    bool has_body() const { return has_body_; }
    std::string take_body() { return std::move(body_); }
    std::shared_ptr<body_source> const& source() const { return source_; }
    request_options const& options() const { return options_; }

    /// Whether sending it twice has the same effect as sending it once (RFC 9110, section 9.2.2).
    bool idempotent() const { return method() != "POST" && method() != "PATCH"; }

  private:
    template <class Params>
    static boost::json::object encode_to_object(Params const& params) {
        return checked([&] { return parse_object(json::encode(params)); });
    }
    static boost::json::object parse_object(std::string_view text);

    // Encoding errors are the caller's mistake.
    template <class Function>
    static auto checked(Function function) {
        try {
            return function();
        } catch (json::encode_error const& failure) {
            throw invalid_argument_error(failure.path(), failure.reason());
        }
    }

    std::size_t method_size_;
    std::string operation_;
    std::string target_;
    std::string body_;
    std::string content_type_;
    std::string accept_;
    std::shared_ptr<body_source> source_;
    std::shared_ptr<model_use const> model_;
    request_options options_;
    bool finished_ = false;
    bool has_body_ = false;
    bool long_response_ = false;
    bool sends_json_ = false;
    bool takes_idempotency_key_ = false;
    bool acts_in_the_world_ = false;
};

} // namespace telnyx::core

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/impl/prepared_request.ipp"
#endif
