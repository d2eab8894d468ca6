#pragma once

#include "telnyx/base/config.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>

namespace telnyx {
class client_options;
}

namespace telnyx::core {

class client_core;

/// Makes what the handles of a client share, with the client's own transport unless the options have another one.
/// Throws `configuration_error` for options that make no client.
///
/// A template, as the transport and the way that calls are carried out are, so that a header-only program compiles them
/// only in those of its source files that construct clients. `Tag` is `void`.
template <class Tag>
std::shared_ptr<client_core> make_client_core(boost::asio::any_io_executor const& executor,
                                              client_options const& options);

} // namespace telnyx::core

#ifdef TELNYX_SEPARATE_COMPILATION
#include "telnyx/core/client_core.hpp"
namespace telnyx::core {
extern template std::shared_ptr<client_core> make_client_core<void>(boost::asio::any_io_executor const& executor,
                                                                    client_options const& options);
}
#else
#include "telnyx/core/impl/make_client_core.ipp"
#endif
