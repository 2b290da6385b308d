#pragma once

#include <string_view>

/// What a page is made of besides a result. The build writes the definitions, from the files in
/// sim/report/html and the installed Chart.js (sim/report/html/embed.cmake).
namespace marginwalk::report {

extern const std::string_view page_template;  ///< with {{name}} where something goes
extern const std::string_view page_style;
extern const std::string_view page_script;
extern const std::string_view chart_library;

}  // namespace marginwalk::report
