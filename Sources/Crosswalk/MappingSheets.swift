import HotlineModel
package import Sheets

/// The sheets of a mapping, and those that hold for all mappings.
package enum MappingSheets {
  /// What a sheet of a mapping's folder looks like, by its path in the folder.
  package static func form(of path: String) -> SheetForm? {
    switch path {
    case "source.csv": MappingSettings.form
    case "fields.csv": FieldRule.form
    case "steps.csv": CellStep.form
    case "times.csv": TimeOrder.form
    case _ where path.hasSuffix(".todo.csv"): todoForm
    case _ where path.hasPrefix("codes/"): CodeTable.form(unified: nil)
    default: nil
    }
  }

  /// What a sheet of the folder `values` looks like, by its file name.
  package static func form(ofValues name: String) -> SheetForm? {
    switch name {
    case "header-synonyms.csv": Synonyms.headerForm
    case "code-synonyms.csv": Synonyms.codeForm
    case "placeholders.csv": Synonyms.placeholderForm
    case "units.csv": UnitTree.form
    default: nil
    }
  }

  /// Codes that nobody has decided on, with how often each comes.
  static let todoForm = SheetForm(
    thing: "code",
    columns: [
      SheetColumn("legacy", "原代码", .text), SheetColumn("unified", "统一代码", .optionalText),
      SheetColumn("count", "次数", .count),
    ])
}
