#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/scenario/parsed.hpp"
#include "sim/scenario/study.hpp"
#include "sim/scenario/study_document.hpp"

namespace marginwalk::study {

/// What is varied of an account.
enum class Variable {
  leverage,      ///< of every position, as `leverage` of policies
  leverage_cap,  ///< of the account
  notional,      ///< of all positions together: their sizes, however stated, times a factor
  wallet,        ///< cash before any margin is posted
};

/// A variable by its name, as in leverage_cap; and back.
[[nodiscard]] scenario::Parsed<Variable> parse_variable(std::string_view text);
[[nodiscard]] std::string word_of(Variable variable);

/// Whether more of it makes liquidation less likely: of the wallet alone.
[[nodiscard]] inline bool protects(Variable variable) { return variable == Variable::wallet; }

/// The cells of a study that are alike but for the variable are one family: cross-5x and cross-10x
/// are both `cross` where leverage varies. The variable's own axis in the policies counts for
/// nothing, and named policies take the varied value instead of theirs.
class Variation {
 public:
  /// Throws scenario::InputError where the document has no such thing to vary, or is wrong.
  Variation(scenario::StudyDocument document, Variable variable);

  [[nodiscard]] Variable variable() const { return variable_; }

  [[nodiscard]] const std::vector<std::string>& families() const { return families_; }

  /// Whether the settings of a family's policy say all that it is: not where a named policy has
  /// positions or a conduct of its own.
  [[nodiscard]] bool is_plain(const std::string& family) const;

  /// The study with the variable at a setting: a leverage, a cap, a wallet; of the notional a
  /// factor, with 1 for what the file says. Its cells are called after their families.
  [[nodiscard]] const scenario::Study& at(double setting);

  /// The cell of a family at a setting, or why the venue refuses it.
  [[nodiscard]] std::variant<const scenario::Cell*, std::string> cell(const std::string& family,
                                                                      double setting);

  /// The settings that could mean something: below the least nothing is at risk, above the most
  /// the venue refuses or nothing changes any more.
  struct Range {
    double least = 0;
    double most = 0;
  };
  [[nodiscard]] Range range(const std::string& family);

 private:
  [[nodiscard]] scenario::StudyDocument document_at(double setting) const;
  [[nodiscard]] std::string family_of(const scenario::Policy& policy) const;

  scenario::StudyDocument document_;
  Variable variable_;
  std::string wallet_key_;            ///< where the cash stands
  double wallet_ = 0;                 ///< what the file says
  std::vector<std::string> named_;    ///< names of the named policies
  std::vector<std::string> special_;  ///< those of them that are not plain
  bool has_product_ = true;           ///< whether policies have cells that are not named
  std::vector<std::string> families_;
  std::map<double, scenario::Study> known_;
};

/// Sum of the notionals of an account's positions, in quote currency.
[[nodiscard]] double total_notional(const scenario::Study& study, const scenario::Cell& cell);

}  // namespace marginwalk::study
