#pragma once

#include "telnyx/testing/impl/api_state.hpp"
#include "telnyx/testing/impl/body_member.hpp"
#include "telnyx/testing/impl/page_rules.hpp"
#include "telnyx/testing/impl/router.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::testing::detail {

/// A query parameter to which a member of the objects in a list must be equal.
struct equal_filter {
    std::string_view parameter;
    std::string_view member;
};

/// The objects in a list that pass the filters, as far as the query has them.
boost::json::array filtered(recorded_request const& request, boost::json::array const& all,
                            std::vector<equal_filter> const& filters);

/// One kind of object in the built-in API, and those of its endpoints that are alike for all kinds. Each of the
/// functions that adds endpoints gives back the resource, so that they can be chained. Copies share everything. Store
/// and router must outlive the requests.
class resource {
  public:
    using object = boost::json::object;

    struct description {
        std::string name;       // such as "insight", for errors
        std::string collection; // its place in the store; `{x}` stands for a parameter of the path
        std::string path;       // of all objects; each has one below
        std::string parameter;  // of the path, an object's id
        std::string id = "id";  // the member with the id
        std::span<body_member const> members{};
        bool in_data = false; // whether one object is answered as the member `data` of another

        // Makes the answer of what is stored; unless set, it is the same.
        std::function<object(recorded_request const&, object const&)> shown{};

        // Refuses the request when what the path names is not there.
        std::function<void(recorded_request const&)> check_path{};
    };

    resource(router& routes, api_state& state, description what)
        : routes_(&routes), state_(&state), what_(std::make_shared<description const>(std::move(what))) {}

    /// The same, for endpoints that answer an object within `data`.
    resource in_data() const;

    /// Called with an object that has got the members of a body, to complete it or to refuse the request.
    using completion = std::function<void(recorded_request const&, object&)>;

    /// Makes an object of a body, with an id and the member `created_at`.
    resource& create(int status = 200, completion complete = {});

    resource& retrieve();

    /// Changes the members that the body has, and leaves the others.
    resource& update(std::string method, completion complete = {});

    /// Removes an object and answers nothing. `removed` is called with its id before.
    resource& remove(int status = 200,
                     std::function<void(recorded_request const&, std::string const& id)> removed = {});

    /// Lists all objects as `data`.
    resource& list();

    /// Lists objects in pages. `wanted` chooses among those that pass the filters.
    resource& list_pages(page_rules const& rules = {}, std::vector<equal_filter> filters = {},
                         std::function<bool(recorded_request const&, object const&)> wanted = {});

    /// Lists objects in pages without `data` and `meta` around them.
    resource& list_bare_pages(page_rules const& rules, std::vector<equal_filter> filters);

    /// Adds an endpoint of another kind: `below` is what follows the path of all objects.
    resource& add(std::string method, std::string_view below, handler answer);

    /// The object that the path names; a `refusal` when there is none.
    object& find(recorded_request const& request) const;

    /// All objects as they are shown.
    boost::json::array all(recorded_request const& request) const;

    /// One object as it is shown.
    reply answer(recorded_request const& request, object const& stored, int status = 200) const;

  private:
    std::string collection(recorded_request const& request) const;
    std::string item_path() const { return "/{" + what_->parameter + "}"; }
    object shown(recorded_request const& request, object const& stored) const;

    router* routes_;
    api_state* state_;
    std::shared_ptr<description const> what_;
};

/// The object of this id; a `refusal` with status 404 when there is none.
/// @param name what it is, for the error.
boost::json::object& existing(api_state& state, std::string const& collection, std::string const& id,
                              std::string_view name);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/resource.ipp"
#endif
