/// The functions of the language.
enum BuiltIns {
  static let functions: [String: BuiltIn] = {
    let groups = [
      conversions, strings, lists, aggregates, positions, numerics, contexts, temporals, ranges,
    ]
    return groups.reduce(into: [:]) { functions, group in
      functions.merge(group) { $1 }
    }
  }()

  /// Their names, and the properties that have names of several words.
  static let names = FEELNames(functions.keys)
}
