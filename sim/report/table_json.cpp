#include "sim/report/table_json.hpp"

#include <algorithm>

namespace marginwalk::report {

nlohmann::ordered_json table_json(const Table& table) {
  using Json = nlohmann::ordered_json;
  Json json{{"columns", Json::array()}, {"rows", Json(table.rows)}};
  for (const Column& column : table.columns) {
    std::string title = column.title;
    std::replace(title.begin(), title.end(), '\n', ' ');
    json["columns"].push_back(title);
  }
  return json;
}

}  // namespace marginwalk::report
