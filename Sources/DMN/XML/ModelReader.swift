/// Reads a decision model of DMN 1.1 to 1.5, with the models it imports, by local names.
struct ModelReader {
  /// One file as XML, before its logic is read.
  struct Source {
    let file: ModelFile
    let root: XMLElement
    var namespace: String { root["namespace"] ?? "" }
  }

  private(set) var sources: [Source] = []
  private(set) var library = ModelLibrary()
  /// The imports of each model: their name there and the model that is meant.
  private(set) var imports: [[(name: String, model: Int)]] = []
  private(set) var members = FEELNames(["time offset", "start included", "end included"])

  /// The model of a file; the files beside it are looked through for what it imports.
  ///
  /// - Throws: where a file is no model, and where elements require each other.
  static func model(
    of file: ModelFile, beside others: [ModelFile]
  ) throws(ModelUnusable) -> DecisionModel {
    var reader = ModelReader()
    var candidates: [String: Source] = [:]
    let source = try source(of: file)
    if source.root.first("import") != nil {
      for other in others where other.path != file.path {
        // A file beside that is no model is not imported by anyone.
        guard let other = try? Self.source(of: other) else { continue }
        candidates[other.namespace] = other
      }
    }
    let main = try reader.load(source, candidates, path: [])
    for index in reader.sources.indices { try reader.outline(index) }
    for index in reader.sources.indices { reader.fill(index) }
    try reader.refuseCycles(main)
    return DecisionModel(
      name: source.root["name"] ?? "", library: reader.library, main: main,
      namespaces: reader.sources.map(\.namespace))
  }

  private static func source(of file: ModelFile) throws(ModelUnusable) -> Source {
    let root = try XMLDocument.root(of: file)
    guard root.name == "definitions" else {
      throw ModelUnusable(
        .rootUnknown(found: root.name, expected: "definitions"), file: file.path, line: root.line)
    }
    return Source(file: file, root: root)
  }

  /// Takes in a model after those it imports; gives its index.
  private mutating func load(
    _ source: Source, _ candidates: [String: Source], path: [String]
  ) throws(ModelUnusable) -> Int {
    if let known = sources.firstIndex(where: { $0.namespace == source.namespace }) {
      return known
    }
    var imported: [(name: String, model: Int)] = []
    for element in source.root.all("import") {
      let namespace = element["namespace"] ?? ""
      guard let type = element["importType"], type.contains("DMN") else { continue }
      guard !path.contains(namespace) else {
        throw ModelUnusable(
          .cycle(path + [namespace]), file: source.file.path, line: element.line)
      }
      guard let other = candidates[namespace] else {
        throw ModelUnusable(
          .importMissing(namespace), file: source.file.path, line: element.line)
      }
      let model = try load(other, candidates, path: path + [source.namespace])
      imported.append((element["name"] ?? "", model))
    }
    sources.append(source)
    imports.append(imported)
    note(names: source.root)
    let types = TypeReader(
      root: source.root,
      imported: imported.map { ($0.name, library.types[$0.model]) })
    library.types.append(types.all())
    return sources.count - 1
  }

  /// Names that may stand behind a dot.
  private mutating func note(names element: XMLElement) {
    switch element.name {
    case "itemComponent", "variable", "output", "column", "inputData", "decision",
      "businessKnowledgeModel", "decisionService":
      if let name = element["name"] { members.add(name) }
    default: break
    }
    for child in element.children { note(names: child) }
  }

  /// Whether a model is written in DMN 1.1, whose rule for collected outputs is another one.
  func isFirstVersion(_ model: Int) -> Bool {
    sources[model].root.namespace.contains("://www.omg.org/spec/DMN/20151101/")
  }

  // MARK: elements

  private static let kinds = ["inputData", "decision", "businessKnowledgeModel", "decisionService"]

  /// Notes the elements of a model with their names and types, so that others can require them.
  private mutating func outline(_ model: Int) throws(ModelUnusable) {
    for element in sources[model].root.children where Self.kinds.contains(element.name) {
      let key = ElementKey(model: model, id: id(of: element))
      guard library.elements[key] == nil else {
        throw ModelUnusable(
          .identifierTwice(key.id), file: sources[model].file.path, line: element.line)
      }
      library.elements[key] = ModelElement(
        name: name(of: element), kind: .input, type: type(of: element, model),
        requirements: [], line: element.line)
    }
  }

  private func id(of element: XMLElement) -> String { element["id"] ?? name(of: element) }

  private func name(of element: XMLElement) -> String {
    (element["name"] ?? element.first("variable")?["name"] ?? "").trimmedName
  }

  private func type(of element: XMLElement, _ model: Int) -> FEELType {
    let type = type(element.first("variable")?["typeRef"], model)
    guard element.name == "businessKnowledgeModel" || element.name == "decisionService",
      case .function(_, let result) = type
    else { return type }
    return result
  }

  /// The type a reference names; anything where it names nothing that is known.
  func type(_ reference: String?, _ model: Int) -> FEELType {
    guard let reference else { return .any }
    return TypeReader.known(reference, in: library.types[model]) ?? .any
  }

  /// Reads requirements and logic.
  private mutating func fill(_ model: Int) {
    for element in sources[model].root.children where Self.kinds.contains(element.name) {
      let key = ElementKey(model: model, id: id(of: element))
      guard let outline = library.elements[key] else { continue }
      let requirements = requirements(of: element, model)
      // Only a knowledge model can name itself.
      var names = FEELNames(element.name == "businessKnowledgeModel" ? [outline.name] : [])
      for requirement in requirements {
        let name = library.elements[requirement.key]?.name ?? ""
        names.add(requirement.through.isEmpty ? name : requirement.through)
      }
      let reader = BoxedReader(models: self, model: model, table: outline.name)
      let kind: ModelElement.Kind =
        switch element.name {
        case "decision": .decision(reader.logic(within: element, names))
        case "businessKnowledgeModel": reader.knowledge(element, names)
        case "decisionService": .service(service(element, model))
        default: .input
        }
      library.elements[key] = ModelElement(
        name: outline.name, kind: kind, type: outline.type, requirements: requirements,
        line: element.line)
    }
  }

  private func requirements(of element: XMLElement, _ model: Int) -> [ModelElement.Requirement] {
    let required = ["requiredInput", "requiredDecision", "requiredKnowledge"]
    return element.children.filter { $0.name.hasSuffix("Requirement") }
      .flatMap(\.children).filter { required.contains($0.name) }
      .compactMap { reference in
        key(reference, model).map { key in
          let through = imports[model].first { $0.model == key.model }?.name ?? ""
          return ModelElement.Requirement(key: key, through: key.model == model ? "" : through)
        }
      }
  }

  private func service(_ element: XMLElement, _ model: Int) -> ModelElement.Service {
    func keys(_ name: String) -> [ElementKey] {
      element.all(name).compactMap { key($0, model) }
    }
    return ModelElement.Service(
      outputs: keys("outputDecision"), inputDecisions: keys("inputDecision"),
      inputData: keys("inputData"))
  }

  /// The element that `#id` or `namespace#id` points to.
  private func key(_ reference: XMLElement, _ model: Int) -> ElementKey? {
    guard let href = reference["href"] else { return nil }
    let parts = href.split(separator: "#", omittingEmptySubsequences: false)
    let id = String(parts.last ?? "")
    let namespace = parts.count > 1 ? String(parts[0]) : ""
    let target =
      namespace.isEmpty || namespace == sources[model].namespace
      ? model : sources.firstIndex { $0.namespace == namespace }
    guard let target else { return nil }
    let key = ElementKey(model: target, id: id)
    return library.elements[key] == nil ? nil : key
  }

  // MARK: cycles

  private func refuseCycles(_ main: Int) throws(ModelUnusable) {
    var done: Set<ElementKey> = []
    let keys = library.elements.keys.sorted { ($0.model, $0.id) < ($1.model, $1.id) }
    for key in keys { try visit(key, path: [], &done) }
  }

  private func visit(
    _ key: ElementKey, path: [ElementKey], _ done: inout Set<ElementKey>
  ) throws(ModelUnusable) {
    guard !done.contains(key), let element = library.elements[key] else { return }
    guard path.count < 300 else {
      throw ModelUnusable(.tooDeep, file: sources[key.model].file.path, line: element.line)
    }
    if let start = path.firstIndex(of: key) {
      let names = (path[start...] + [key]).map { library.elements[$0]?.name ?? $0.id }
      throw ModelUnusable(
        .cycle(names), file: sources[key.model].file.path, line: element.line)
    }
    for requirement in element.requirements
    where requirement.key != key || !element.isKnowledge {
      try visit(requirement.key, path: path + [key], &done)
    }
    done.insert(key)
  }
}

extension DecisionModel {
  /// Reads a model of DMN 1.1 to 1.5.
  ///
  /// - Parameters:
  ///   - file: the model.
  ///   - others: the files beside it, which it may import by namespace.
  /// - Throws: where the XML cannot be read, has a DOCTYPE, is no model, imports a model that is
  ///   not there, or has elements that require each other.
  package init(
    reading file: ModelFile, beside others: [ModelFile] = []
  ) throws(ModelUnusable) {
    self = try ModelReader.model(of: file, beside: others)
  }
}
