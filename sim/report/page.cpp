#include "sim/report/page.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/expect.hpp"
#include "sim/report/json.hpp"
#include "sim/report/json_values.hpp"
#include "sim/report/lighten.hpp"
#include "sim/report/page_parts.hpp"

namespace marginwalk::report {
namespace {

using Json = nlohmann::ordered_json;

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

/// What goes in place of {{name}}.
struct Part {
  std::string_view name;
  std::string_view content;
};

std::string filled(std::string_view form, const std::array<Part, 5>& parts) {
  std::string text;
  for (std::size_t open = form.find("{{"); open != std::string_view::npos; open = form.find("{{")) {
    const std::size_t close = form.find("}}", open);
    const std::string_view name = form.substr(open + 2, close - open - 2);
    const auto part = std::find_if(parts.begin(), parts.end(),
                                   [&](const Part& each) { return each.name == name; });
    MARGINWALK_EXPECTS(part != parts.end());
    text += form.substr(0, open);
    text += part->content;
    form.remove_prefix(close + 2);
  }
  return text.append(form);
}

}  // namespace

std::string page(Answers answers) {
  const Json& first = !answers.run.is_null()       ? answers.run
                      : !answers.frontiers.empty() ? answers.frontiers.front()
                                                   : answers.attribution;
  const std::string title =
      escaped(Json::parse(text_of(first["study"]["name"])).get<std::string>());
  const auto made_of = [&title](const Answers& all) {
    const std::string data = inert(text_of({{"run", all.run},
                                            {"frontiers", all.frontiers},
                                            {"attribution", all.attribution},
                                            {"left_out", all.left_out}}));
    return filled(page_template, {{{"title", title},
                                   {"style", page_style},
                                   {"answers", data},
                                   {"chart_library", chart_library},
                                   {"script", page_script}}});
  };
  std::string whole = made_of(answers);
  if (whole.size() <= most_page_bytes || answers.run.is_null()) return whole;
  const std::size_t run_bytes = text_of(answers.run).size();
  const std::size_t others = whole.size() - std::min(run_bytes, whole.size());
  for (std::string& each :
       lighten(answers.run, most_page_bytes - std::min(others, most_page_bytes))) {
    answers.left_out.push_back(std::move(each));
  }
  return made_of(answers);
}

std::string page(const run::Result& result) { return page(Answers{to_json(result)}); }

}  // namespace marginwalk::report
