/// A function of the language.
struct BuiltIn: Sendable {
  /// The parameters of one way to call a function.
  struct Signature: Sendable {
    let parameters: [String]
    /// The type an argument must have to be meant by a name, where ways to call differ in it.
    let types: [String: String]
    /// How many of them must be given.
    let required: Int

    init(_ written: [String]) {
      let plain = written.map { $0.hasSuffix("?") ? String($0.dropLast()) : $0 }
      let parts = plain.map { $0.split(separator: ":").map(String.init) }
      parameters = parts.map { $0.first ?? "" }
      types = Dictionary(parts.filter { $0.count == 2 }.map { ($0[0], $0[1]) }) { $1 }
      required = written.count { !$0.hasSuffix("?") }
    }
  }

  let signatures: [Signature]
  /// Whether arguments may also be given one by one in place of a list.
  let isVariadic: Bool
  /// The function itself; `nil` where the arguments do not fit, which is null and a fault.
  let run: @Sendable (inout Evaluation, Arguments) -> FEELValue?

  /// A function by its parameters: `list, position?`, ways to call it apart by `|`, the type of
  /// an argument behind a colon.
  init(
    _ parameters: String, isVariadic: Bool = false,
    run: @escaping @Sendable (inout Evaluation, Arguments) -> FEELValue?
  ) {
    signatures = parameters.split(separator: "|", omittingEmptySubsequences: false).map { way in
      let names = way.split(separator: ",").map { String($0).trimmedName }
      return Signature(names)
    }
    self.isVariadic = isVariadic
    self.run = run
  }

  func accepts(count: Int) -> Bool {
    isVariadic && count > 0
      || signatures.contains { $0.required <= count && count <= $0.parameters.count }
  }

  /// Arguments in order; `nil` where their number is not right.
  func bound(_ arguments: [FEELValue]) -> [FEELValue]? {
    accepts(count: arguments.count) ? arguments : nil
  }

  /// Arguments by name put in order; one that is left out between others is null.
  func bound(named arguments: [(String, FEELValue)]) -> [FEELValue]? {
    let byName = Dictionary(arguments) { $1 }
    guard byName.count == arguments.count else { return nil }
    for signature in signatures
    where byName.keys.allSatisfy(signature.parameters.contains)
      && signature.parameters.prefix(signature.required).allSatisfy({ byName[$0] != nil })
      && signature.types.allSatisfy({ byName[$0.key]?.fits($0.value) ?? true })
    {
      let last = signature.parameters.lastIndex { byName[$0] != nil } ?? -1
      return signature.parameters.prefix(last + 1).map { byName[$0] ?? .null }
    }
    return nil
  }
}

extension FEELValue {
  /// Whether a value is of a type by name; null is of every type.
  fileprivate func fits(_ type: String) -> Bool { isNull || typeName == type }
}
