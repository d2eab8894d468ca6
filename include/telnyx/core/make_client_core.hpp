#pragma once

#include "telnyx/base/config.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>

namespace telnyx {
class client_options;
}

namespace telnyx::core {

class client_core;

/// Creates the state shared by the handles of a client, with the client's own transport unless the options contain
/// another one.
///
/// A template, like the transport and the call runner, so that a header-only program compiles them only in source files
/// that construct clients. `Tag` is `void`.
///
/// @throws configuration_error if the options are invalid
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
