#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telnyx::json::detail {
struct type_info;
}

namespace telnyx::tests {

/// Telnyx's machine-readable contract, and how far the library's types agree with it.
class contract {
  public:
    using object = boost::json::object;
    using type_info = json::detail::type_info;

    /// Refers to the content of a file, which must live as long.
    explicit contract(object const& document) : document_(document) {}

    boost::json::array const& endpoints() const { return document_.at("endpoints").as_array(); }

    /// The type of this name.
    object const& type(std::string_view name) const { return document_.at("types").at(name).as_object(); }

    /// Compares a schema with a type of the library, and all that they reach. `elsewhere` are members of the schema's
    /// object that are no members of the type.
    void compare(object const& schema, type_info const& type, std::string const& where,
                 std::set<std::string, std::less<>> const& elsewhere = {});

    /// Takes note of a type that the library does without because its members are arguments of their own. They are
    /// `elsewhere`.
    void compare_arguments(std::string const& name, std::set<std::string, std::less<>> const& elsewhere);

    /// Adds something that is wrong.
    void complain(std::string const& where, std::string const& what) { complaints_.insert(where + ": " + what); }

    std::set<std::string, std::less<>> const& complaints() const { return complaints_; }

    /// Types and fields of the contract that the library has.
    std::size_t types_found() const { return types_.size(); }
    std::size_t fields_found() const { return fields_.size() - missing_.size(); }

    /// Types and fields that the contract has.
    std::size_t types_in_contract() const { return document_.at("types").as_object().size(); }
    std::size_t fields_in_contract() const { return all_fields().size(); }

    /// Types and fields of the contract that no comparison has reached.
    std::vector<std::string> not_found() const;

  private:
    using array = boost::json::array;

    std::set<std::string> all_fields() const;
    object const& resolve(object const& schema, std::string& name) const;
    void compare_object(object const& schema, type_info const& type, std::string const& where,
                        std::set<std::string, std::less<>> const& elsewhere);
    void compare_map(object const& schema, type_info const& type, std::string const& where);
    void compare_member(object const& schema, type_info const& type, bool required, std::string const& where);
    void compare_enum(array const& texts, type_info const& type, std::string const& where);
    void compare_union(array const& variants, type_info const& type, std::string const& where);
    void compare_scalar(std::string_view kind, type_info const& type, std::string const& where);
    std::size_t differences(object const& schema, type_info const& type) const;

    object const& document_;
    std::set<std::string> types_;
    std::set<std::string> fields_;  // compared
    std::set<std::string> missing_; // those of them that the library lacks
    std::set<std::pair<std::string, type_info const*>> visited_;
    std::set<std::string, std::less<>> complaints_;
};

} // namespace telnyx::tests
