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
    /// Refers to the request, which must live as long. A `refusal` when its body is no such form.
    explicit multipart_form(recorded_request const& request);

    /// The first field of this name, or null.
    form_part const* find(std::string_view name) const;

    /// Text of the first field of this name; empty when there is none.
    std::string text(std::string_view name) const;

  private:
    void read(std::string_view body, std::string const& delimiter);
    static form_part read_part(std::string_view part);

    std::vector<form_part> parts_;
};

/// The value of a parameter behind a header's value, such as `name` in `form-data; name="file"`; none when it is not
/// there.
std::optional<std::string> header_parameter(std::string_view value, std::string_view name);

} // namespace telnyx::testing::detail

#ifndef TELNYX_SEPARATE_COMPILATION
#include "telnyx/testing/impl/multipart_form.ipp"
#endif
