/// What the columns of a model's tables may ask for: the inputs and decisions that each requires.
struct ColumnSources {
  /// Something that a column asks for, as far as the model tells.
  struct Source {
    let type: FEELType
    /// The values that its type allows; `nil` where it names none.
    let allowed: XMLElement?
  }

  private let definitions: [String: XMLElement]
  private let types: [String: FEELType]
  private let elements: [String: XMLElement]

  init(root: XMLElement) {
    definitions = Dictionary(
      root.all("itemDefinition").map { (($0["name"] ?? "").trimmedName, $0) }
    ) { $1 }
    types = TypeReader(root: root, imported: []).all()
    elements = Dictionary(
      root.children.filter { $0.name == "inputData" || $0.name == "decision" }.map {
        ($0["id"] ?? Self.name(of: $0), $0)
      }
    ) { $1 }
  }

  private static func name(of element: XMLElement) -> String {
    (element["name"] ?? element.first("variable")?["name"] ?? "").trimmedName
  }

  /// The type that a reference names; anything without one.
  func source(_ reference: String?) -> Source {
    guard let reference else { return Source(type: .any, allowed: nil) }
    return Source(
      type: TypeReader.known(reference, in: types) ?? .any, allowed: allowed(reference, []))
  }

  /// The allowed values of a definition or of the one that it refers to.
  private func allowed(_ reference: String, _ path: [String]) -> XMLElement? {
    guard !path.contains(reference), let definition = definition(reference) else { return nil }
    return allowed(in: definition, path + [reference])
  }

  private func allowed(in definition: XMLElement, _ path: [String]) -> XMLElement? {
    definition.first("typeConstraint") ?? definition.first("allowedValues")
      ?? Self.reference(definition).flatMap { allowed($0, path) }
  }

  private func definition(_ reference: String) -> XMLElement? {
    let name = reference.trimmedName
    return definitions[name] ?? name.split(separator: ":").last.flatMap { definitions[String($0)] }
  }

  private static func reference(_ definition: XMLElement) -> String? {
    definition.text(of: "typeRef") ?? definition["typeRef"]
  }

  /// The allowed values of a component of a type, or of the one that it refers to.
  private func allowed(_ component: String, of reference: String, _ path: [String]) -> XMLElement? {
    guard !path.contains(reference), let definition = definition(reference) else { return nil }
    let own = definition.all("itemComponent").first {
      ($0["name"] ?? "").trimmedName == component
    }
    if let own { return allowed(in: own, []) }
    return Self.reference(definition)
      .flatMap { allowed(component, of: $0, path + [reference]) }
  }

  /// What an input expression of a decision asks for; `nil` where the decision does not require
  /// it, or where it is more than a name or a component.
  func source(of text: String, in decision: XMLElement) -> Source? {
    let required = required(by: decision)
    let names = FEELNames(required.keys)
    guard
      let expression = try? FEELParser.expression(text, names: names, members: FEELNames([]))
    else { return nil }
    switch expression.kind {
    case .name(let name): return required[name].map(whole)
    case .member(let base, let member):
      guard case .name(let name) = base.kind, let element = required[name] else { return nil }
      return component(member, of: element)
    default: return nil
    }
  }

  /// The inputs and decisions that a decision requires, by name.
  private func required(by decision: XMLElement) -> [String: XMLElement] {
    let references = decision.all("informationRequirement").flatMap(\.children)
      .filter { $0.name == "requiredInput" || $0.name == "requiredDecision" }
    return references.reduce(into: [:]) { required, reference in
      guard let href = reference["href"], href.hasPrefix("#"),
        let element = elements[String(href.dropFirst())]
      else { return }
      required[Self.name(of: element)] = element
    }
  }

  private func whole(_ element: XMLElement) -> Source {
    let columns = element.first("decisionTable")?.all("output") ?? []
    let own = columns.count == 1 ? columns[0]["typeRef"] : nil
    return source(element.first("variable")?["typeRef"] ?? own)
  }

  /// A component; `nil` where the element is known to have none of that name.
  private func component(_ name: String, of element: XMLElement) -> Source? {
    if let columns = element.first("decisionTable")?.all("output"), columns.count > 1 {
      return columns.first { ($0["name"] ?? "").trimmedName == name }
        .map { source($0["typeRef"]) }
    }
    switch whole(element).type {
    case .any: return Source(type: .any, allowed: nil)
    case .context(let members):
      let reference = element.first("variable")?["typeRef"] ?? ""
      return members.first { $0.name == name }.map {
        Source(type: $0.type, allowed: allowed(name, of: reference, []))
      }
    case .null, .boolean, .number, .string, .date, .time, .dateTime, .dayTime, .yearMonth, .list,
      .range, .function, .allowed, .unknown:
      return nil
    }
  }
}

extension FEELType {
  /// The type without its allowed values.
  var base: FEELType {
    if case .allowed(let base, _) = self { return base.base }
    return self
  }

  /// Whether values of this type may be of the other, as far as the model tells.
  func mayBe(_ other: FEELType) -> Bool {
    switch (base, other.base) {
    case (.any, _), (_, .any): true
    case (let mine, let theirs): mine.conforms(to: theirs)
    }
  }
}
