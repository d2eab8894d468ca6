#include "support/endpoint.hpp"

#include "support/documents.hpp"

namespace telnyx::tests {

std::vector<std::string> endpoint::placeholders() const {
    std::vector<std::string> names;
    for (auto begin = path.find('{'); begin != path.npos; begin = path.find('{', begin + 1))
        names.emplace_back(path.substr(begin + 1, path.find('}', begin) - begin - 1));
    return names;
}

std::string endpoint::filled_path(std::vector<std::string> const& encoded_values) const {
    std::string filled(path);
    for (auto const& each : encoded_values) {
        auto const begin = filled.find('{');
        filled.replace(begin, filled.find('}') - begin + 1, each);
    }
    return filled;
}

std::string endpoint::cpp_call() const {
    std::string text = "client." + std::string(id);
    if (text.ends_with(".delete")) text += '_';
    std::string arguments;
    for (auto const& each : placeholders())
        arguments += (arguments.empty() ? "" : ", ") + each;
    if (query != nullptr || body != nullptr) {
        std::string const params = arguments.empty() ? "params" : ", params";
        arguments += params_required ? params : "[" + params + "]";
    }
    return text + "(" + arguments + ")";
}

std::optional<boost::json::value> endpoint::smallest_params() const {
    if (!params_required) return std::nullopt;
    return make_required_document(*body);
}

std::string_view endpoint::accept() const {
    switch (answer) {
    case answer_kind::empty:
        return "*/*";
    case answer_kind::binary:
        return "image/png";
    default:
        return "application/json";
    }
}

} // namespace telnyx::tests
