/// The arguments of a call, with the readings that functions need.
///
/// A list of one stands for its element where a single value is asked for, and a single value for
/// a list of one where a list is.
struct Arguments: Sendable {
  let values: [FEELValue]
  let span: Range<Int>

  var count: Int { values.count }

  subscript(index: Int) -> FEELValue { index < values.count ? values[index] : .null }

  /// Whether an argument was given and is not null.
  func has(_ index: Int) -> Bool { index < values.count && !values[index].isNull }

  func number(_ index: Int) -> FEELNumber? {
    if case .number(let number) = self[index].single { return number }
    return nil
  }

  /// A whole number; a fraction is cut off.
  func whole(_ index: Int) -> Int? { number(index)?.rounded(to: 0, .down)?.int }

  func string(_ index: Int) -> String? {
    if case .string(let text) = self[index].single { return text }
    return nil
  }

  func list(_ index: Int) -> [FEELValue]? { self[index].isNull ? nil : self[index].elements }

  func context(_ index: Int) -> FEELContext? {
    if case .context(let context) = self[index].single { return context }
    return nil
  }

  /// The elements to be counted: those of the only argument where it is a list, else all.
  var elements: [FEELValue]? {
    guard count == 1 else { return values }
    return list(0)
  }
}
