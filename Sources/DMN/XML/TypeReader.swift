/// Reads the item definitions of a model.
struct TypeReader {
  private let definitions: [String: XMLElement]
  private let imported: [String: FEELType]

  /// The definitions of a model, and the types of each imported model under the import's name.
  init(root: XMLElement, imported: [(name: String, types: [String: FEELType])]) {
    definitions = Dictionary(
      root.all("itemDefinition").map { (($0["name"] ?? "").trimmedName, $0) }
    ) { $1 }
    self.imported = imported.reduce(into: [:]) { all, model in
      for (name, type) in model.types where !name.contains(".") {
        all[model.name.isEmpty ? name : "\(model.name).\(name)"] = type
      }
    }
  }

  /// All types by name.
  func all() -> [String: FEELType] {
    definitions.keys.reduce(into: imported) { types, name in
      types[name] = type(named: name, within: []) ?? .any
    }
  }

  /// The type a reference names, with or without a prefix.
  static func known(_ reference: String, in types: [String: FEELType]) -> FEELType? {
    let name = reference.trimmedName
    if let type = types[name] ?? FEELType(builtIn: name) { return type }
    guard let colon = name.lastIndex(of: ":") else { return nil }
    let bare = String(name[name.index(after: colon)...])
    return types[bare] ?? FEELType(builtIn: bare)
  }

  private func type(named reference: String, within path: [String]) -> FEELType? {
    let name = reference.trimmedName
    if let definition = definitions[name] {
      // A definition within itself says nothing more.
      return path.contains(name) ? .any : type(definition, within: path + [name])
    }
    if let type = Self.known(name, in: imported) { return type }
    guard let colon = name.lastIndex(of: ":") else { return nil }
    let bare = String(name[name.index(after: colon)...])
    return definitions[bare] == nil ? nil : type(named: bare, within: path)
  }

  private func type(_ definition: XMLElement, within path: [String]) -> FEELType {
    var type = base(definition, within: path)
    if let tests = Self.tests(definition.first("allowedValues")) { type = .allowed(type, tests) }
    if definition["isCollection"] == "true" { type = .list(type) }
    if let tests = Self.tests(definition.first("typeConstraint")) { type = .allowed(type, tests) }
    return type
  }

  private func base(_ definition: XMLElement, within path: [String]) -> FEELType {
    if let reference = definition.text(of: "typeRef") ?? definition["typeRef"] {
      return type(named: reference, within: path) ?? .any
    }
    if let function = definition.first("functionItem") {
      let parameters = function.all("parameters").map { parameter in
        parameter["typeRef"].flatMap { type(named: $0, within: path) } ?? .any
      }
      let result = function["outputTypeRef"].flatMap { type(named: $0, within: path) } ?? .any
      return .function(parameters, result)
    }
    let components = definition.all("itemComponent")
    guard !components.isEmpty else { return .any }
    return .context(
      components.map { (($0["name"] ?? "").trimmedName, type($0, within: path)) })
  }

  /// The tests of allowed values; `nil` where there are none.
  ///
  /// Tests that cannot be read are met by no value.
  static func tests(_ element: XMLElement?) -> [FEELTest]? {
    guard let text = element?.text(of: "text"), !text.trimmedName.isEmpty else { return nil }
    return FEELParser.readTests(text, names: FEELNames(), members: FEELNames())
  }
}
