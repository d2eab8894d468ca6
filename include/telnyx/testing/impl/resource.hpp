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

/// A query parameter that must be equal to a member of the objects in a list.
struct equal_filter {
    std::string_view parameter;
    std::string_view member;
};

/// The objects in a list that match the filters in the query.
boost::json::array filtered(recorded_request const& request, boost::json::array const& all,
                            std::vector<equal_filter> const& filters);

/// One kind of object in the built-in API, and its endpoints that are the same for all kinds. The functions that add
/// endpoints return the resource, so that they can be chained. Copies share everything. Store and router must outlive
/// the requests.
class resource {
  public:
    using object = boost::json::object;

    struct description {
        std::string name;       // such as "insight", for errors
        std::string collection; // its collection in the store; `{x}` stands for a path parameter
        std::string path;       // of all objects; one object is at a segment below it
        std::string parameter;  // path parameter with an object's ID
        std::string id = "id";  // the member with the ID
        std::span<body_member const> members{};
        bool in_data = false; // whether a response wraps one object in a member `data`

        // Creates the response from the stored object; if unset, they are the same.
        std::function<object(recorded_request const&, object const&)> shown{};

        // Refuses the request if the parent objects in the path do not exist.
        std::function<void(recorded_request const&)> check_path{};
    };

    resource(router& routes, api_state& state, description what)
        : routes_(&routes), state_(&state), what_(std::make_shared<description const>(std::move(what))) {}

    /// The same, for endpoints that return an object within `data`.
    resource in_data() const;

    /// Called with an object that has the members of a body, to complete it or to refuse the request.
    using completion = std::function<void(recorded_request const&, object&)>;

    /// Creates an object from a body, with an ID and the member `created_at`.
    resource& create(int status = 200, completion complete = {});

    resource& retrieve();

    /// Changes the members in the body, and leaves the others unchanged.
    resource& update(std::string method, completion complete = {});

    /// Removes an object and returns no body. `removed` is called with its ID before.
    resource& remove(int status = 200,
                     std::function<void(recorded_request const&, std::string const& id)> removed = {});

    /// Lists all objects as `data`.
    resource& list();

    /// Lists objects in pages. `wanted` selects among those that match the filters.
    resource& list_pages(page_rules const& rules = {}, std::vector<equal_filter> filters = {},
                         std::function<bool(recorded_request const&, object const&)> wanted = {});

    /// Lists objects in pages without `data` and `meta` around them.
    resource& list_bare_pages(page_rules const& rules, std::vector<equal_filter> filters);

    /// Adds another endpoint: `below` is appended to the path of all objects.
    resource& add(std::string method, std::string_view below, handler respond);

    /// The object named by the path; a `refusal` if there is none.
    object& find(recorded_request const& request) const;

    /// All objects as they are shown.
    boost::json::array all(recorded_request const& request) const;

    /// One object as it is shown.
    reply respond(recorded_request const& request, object const& stored, int status = 200) const;

  private:
    std::string collection(recorded_request const& request) const;
    std::string item_path() const { return "/{" + what_->parameter + "}"; }
    object shown(recorded_request const& request, object const& stored) const;

    router* routes_;
    api_state* state_;
    std::shared_ptr<description const> what_;
};

/// The object with this ID; a `refusal` with status 404 if there is none.
/// @param name kind of the object, for the error
boost::json::object& existing(api_state& state, std::string const& collection, std::string const& id,
                              std::string_view name);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/resource.ipp"
#endif
