#pragma once

#include "telnyx/testing/impl/api_error.hpp"
#include "telnyx/testing/impl/checked_body.hpp"
#include "telnyx/testing/impl/page_of.hpp"
#include "telnyx/testing/impl/resource.hpp"

#include <algorithm>
#include <utility>

namespace telnyx::testing::detail {

TELNYX_DECL resource resource::in_data() const {
    auto what = *what_;
    what.in_data = true;
    return resource(*routes_, *state_, std::move(what));
}

TELNYX_DECL resource& resource::create(int status, completion complete) {
    return add("POST", "", [self = *this, status, complete](recorded_request const& request) {
        auto& state = *self.state_;
        auto made = checked_body(request, self.what_->members);
        auto const id = state.new_id();
        made[self.what_->id] = id;
        made["created_at"] = state.now_text();
        if (complete) complete(request, made);
        return self.respond(request, state.data.put(self.collection(request), id, std::move(made)), status);
    });
}

TELNYX_DECL resource& resource::retrieve() {
    return add("GET", item_path(),
               [self = *this](recorded_request const& request) { return self.respond(request, self.find(request)); });
}

TELNYX_DECL resource& resource::update(std::string method, completion complete) {
    return add(std::move(method), item_path(), [self = *this, complete](recorded_request const& request) {
        auto& stored = self.find(request);
        auto changed = stored;
        for (auto const& [name, value] : checked_body(request, self.what_->members, completeness::part))
            changed.insert_or_assign(name, value);
        if (complete) complete(request, changed);
        stored = std::move(changed);
        return self.respond(request, stored);
    });
}

TELNYX_DECL resource& resource::remove(int status,
                                       std::function<void(recorded_request const&, std::string const& id)> removed) {
    return add("DELETE", item_path(), [self = *this, status, removed](recorded_request const& request) {
        self.find(request);
        auto const& id = request.path_parameters.at(self.what_->parameter);
        if (removed) removed(request, id);
        self.state_->data.erase(self.collection(request), id);
        return reply(status);
    });
}

TELNYX_DECL resource& resource::list() {
    return add("GET", "", [self = *this](recorded_request const& request) {
        return reply::json(200, object{{"data", self.all(request)}});
    });
}

TELNYX_DECL resource& resource::list_pages(page_rules const& rules, std::vector<equal_filter> filters,
                                           std::function<bool(recorded_request const&, object const&)> wanted) {
    return add("GET", "", [self = *this, rules, filters, wanted](recorded_request const& request) {
        auto items = filtered(request, self.all(request), filters);
        auto const unwanted = [&](boost::json::value const& item) {
            return wanted && !wanted(request, item.get_object());
        };
        items.erase(std::remove_if(items.begin(), items.end(), unwanted), items.end());
        return reply::json(200, page_of(request, items, rules));
    });
}

TELNYX_DECL resource& resource::list_bare_pages(page_rules const& rules, std::vector<equal_filter> filters) {
    return add("GET", "", [self = *this, rules, filters](recorded_request const& request) {
        return reply::json(200, page_items(request, filtered(request, self.all(request), filters), rules));
    });
}

TELNYX_DECL resource& resource::add(std::string method, std::string_view below, handler respond) {
    routes_->add(std::move(method), what_->path + std::string(below),
                 [what = what_, respond](recorded_request const& request) {
                     if (what->check_path) what->check_path(request);
                     return respond(request);
                 });
    return *this;
}

TELNYX_DECL boost::json::object& resource::find(recorded_request const& request) const {
    return existing(*state_, collection(request), request.path_parameters.at(what_->parameter), what_->name);
}

TELNYX_DECL boost::json::array resource::all(recorded_request const& request) const {
    boost::json::array items;
    for (auto const& [id, stored] : state_->data.all(collection(request)))
        items.push_back(shown(request, stored));
    return items;
}

TELNYX_DECL reply resource::respond(recorded_request const& request, object const& stored, int status) const {
    auto item = shown(request, stored);
    if (!what_->in_data) return reply::json(status, std::move(item));
    return reply::json(status, object{{"data", std::move(item)}});
}

TELNYX_DECL std::string resource::collection(recorded_request const& request) const {
    auto name = what_->collection;
    for (auto const& [parameter, value] : request.path_parameters) {
        auto const mark = "{" + parameter + "}";
        if (auto const at = name.find(mark); at != std::string::npos) name.replace(at, mark.size(), value);
    }
    return name;
}

TELNYX_DECL boost::json::object resource::shown(recorded_request const& request, object const& stored) const {
    return what_->shown ? what_->shown(request, stored) : stored;
}

TELNYX_DECL boost::json::array filtered(recorded_request const& request, boost::json::array const& all,
                                        std::vector<equal_filter> const& filters) {
    boost::json::array passed;
    for (auto const& item : all) {
        auto const fits = [&](equal_filter const& filter) {
            auto const wanted = request.query_parameter(filter.parameter);
            return !wanted || text_member(item.get_object(), filter.member) == *wanted;
        };
        if (std::all_of(filters.begin(), filters.end(), fits)) passed.push_back(item);
    }
    return passed;
}

TELNYX_DECL boost::json::object& existing(api_state& state, std::string const& collection, std::string const& id,
                                          std::string_view name) {
    if (auto* const found = state.data.find(collection, id)) return *found;
    throw refusal{
        api_error(404, "10005", "Resource not found", "There is no " + std::string(name) + " with the id " + id + ".")};
}

} // namespace telnyx::testing::detail
