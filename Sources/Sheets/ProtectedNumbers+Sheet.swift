package import HotlineModel

extension ProtectedNumbers {
  /// Reads the list of numbers protected beside 110, 119, 120 and 122.
  ///
  /// - Throws: `Unusable` with the complaints about the sheet: a number in any other form than its
  ///   own digits would leave the line unprotected without a word.
  package init(contentsOf path: String) throws {
    self.init(others: try Sheet(contentsOf: path, form: Self.form).rows.map { $0["number"] })
  }

  /// What the list looks like.
  package static let form = SheetForm(
    thing: "number",
    columns: [
      SheetColumn("number", "号码", .subscriber),
      SheetColumn("name", "名称", .text),
      SheetColumn("basis", "依据", .text),
      SheetColumn("confidence", "把握", .text),
    ], key: ["number"])
}
