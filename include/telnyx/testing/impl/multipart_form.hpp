#pragma once

#include "telnyx/testing/impl/form_part.hpp"
#include "telnyx/testing/recorded_request.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telnyx::testing::detail {

/// The fields of a `multipart/form-data` body.
class multipart_form {
  public:
    /// Refers to the request, which must outlive it. A `refusal` if its body is not such a form.
    explicit multipart_form(recorded_request const& request);

    /// The first field with this name, or null.
    form_part const* find(std::string_view name) const;

    /// Text of the first field with this name; empty if there is none.
    std::string text(std::string_view name) const;

  private:
    void read(std::string_view body, std::string const& delimiter);
    static form_part read_part(std::string_view part);

    std::vector<form_part> parts_;
};

/// Parameter of a header value, such as `name` in `form-data; name="file"`; `std::nullopt` if it is absent.
std::optional<std::string> header_parameter(std::string_view value, std::string_view name);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/multipart_form.ipp"
#endif
