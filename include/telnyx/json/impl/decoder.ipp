#pragma once

#include "telnyx/json/decoder.hpp"

#include "telnyx/json/impl/text_reader.hpp"
#include "telnyx/json/impl/value_reader.hpp"

namespace telnyx::json {

TELNYX_DECL void decoder::run(detail::type_info const& type, void* target, std::string_view text, outline* held) {
    detail::text_reader reader(text, max_depth_, scratch_);
    detail::value_reader(reader, strict_).read_document({&type, target}, held);
    reader.finish();
}

} // namespace telnyx::json
