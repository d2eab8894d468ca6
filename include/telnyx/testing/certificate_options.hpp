#pragma once

#include "telnyx/base/text_view.hpp"

#include <string>
#include <vector>

namespace telnyx::testing {

/// Purpose of a certificate: what its key may be used for.
enum class certificate_purpose { server, client };

/// Contents of a certificate. Setters can be chained; those that say "Adds" can be called several times.
class certificate_options {
  public:
    certificate_options() {}

    /// Common name of the subject, for people: clients should not use it as a host name. Default: "Telnyx sandbox".
    certificate_options& common_name(text_view name) { return common_name_ = name, *this; }
    std::string const& common_name() const { return common_name_; }

    /// Adds a host name, which may begin with `*.`, to the alternative names.
    certificate_options& dns_name(text_view name) { return dns_names_.emplace_back(name), *this; }
    std::vector<std::string> const& dns_names() const { return dns_names_; }

    /// Adds an IPv4 or IPv6 address to the alternative names.
    certificate_options& ip_address(text_view address) { return ip_addresses_.emplace_back(address), *this; }
    std::vector<std::string> const& ip_addresses() const { return ip_addresses_; }

    /// Adds an e-mail address to the alternative names.
    certificate_options& email(text_view address) { return emails_.emplace_back(address), *this; }
    std::vector<std::string> const& emails() const { return emails_; }

    /// First and last day of validity, relative to now: (-2, -1) has expired, (1, 2) is not valid yet. Default: (-1,
    /// 30).
    certificate_options& valid_days(int first, int last) { return first_day_ = first, last_day_ = last, *this; }
    int first_day() const { return first_day_; }
    int last_day() const { return last_day_; }

    /// Default: server.
    certificate_options& purpose(certificate_purpose value) { return purpose_ = value, *this; }
    certificate_purpose purpose() const { return purpose_; }

  private:
    std::string common_name_ = "Telnyx sandbox";
    std::vector<std::string> dns_names_;
    std::vector<std::string> ip_addresses_;
    std::vector<std::string> emails_;
    int first_day_ = -1;
    int last_day_ = 30;
    certificate_purpose purpose_ = certificate_purpose::server;
};

} // namespace telnyx::testing
