#include "sim/report/page.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "core/expect.hpp"
#include "sim/report/json.hpp"
#include "sim/report/page_parts.hpp"

namespace marginwalk::report {
namespace {

std::string escaped(std::string_view text) {
  std::string result;
  for (const char each : text) {
    if (each == '<') {
      result += "&lt;";
    } else if (each == '&') {
      result += "&amp;";
    } else {
      result += each;
    }
  }
  return result;
}

/// Inside a script element, where `</script>` would end it: JSON has `<` in strings alone.
std::string inert(std::string_view json) {
  std::string result;
  for (const char each : json) {
    if (each == '<') {
      result += "\\u003c";
    } else {
      result += each;
    }
  }
  return result;
}

}  // namespace

std::string page(const run::Result& result) {
  using Json = nlohmann::ordered_json;
  const Json json = to_json(result);
  // As the JSON has it: a name that is not UTF-8 is mended there.
  const Json title =
      Json::parse(json["study"]["name"].dump(-1, ' ', false, Json::error_handler_t::replace));
  const std::string data = inert(json.dump(-1, ' ', false, Json::error_handler_t::replace));
  const std::string name = escaped(title.get<std::string>());
  const std::array<std::pair<std::string_view, std::string_view>, 5> parts{
      {{"title", name},
       {"style", page_style},
       {"result", data},
       {"chart_library", chart_library},
       {"script", page_script}}};
  std::string text;
  std::string_view rest = page_template;
  for (std::size_t open = rest.find("{{"); open != std::string_view::npos; open = rest.find("{{")) {
    const std::size_t close = rest.find("}}", open);
    const std::string_view wanted = rest.substr(open + 2, close - open - 2);
    text += rest.substr(0, open);
    bool known = false;
    for (const auto& [part, content] : parts) {
      if (part != wanted) continue;
      text += content;
      known = true;
    }
    MARGINWALK_EXPECTS(known);
    rest.remove_prefix(close + 2);
  }
  text += rest;
  return text;
}

}  // namespace marginwalk::report
