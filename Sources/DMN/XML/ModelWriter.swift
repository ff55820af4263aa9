package import DecisionTables

/// Writes tables that were read from sheets as a model of DMN 1.3, with a diagram.
struct ModelWriter {
  private let graph: DecisionGraph
  private let name: String
  private let namespace: String
  /// Facts that have one value, by name.
  private let fixed: [String: String]
  private let facts: [(name: String, column: DecisionTable.Column)]
  private var xml = XMLWriter()

  static let version = "https://www.omg.org/spec/DMN/20191111/"

  init(_ graph: DecisionGraph, name: String, namespace: String, fixed: [String: String]) {
    self.graph = graph
    self.fixed = fixed
    self.name = name
    self.namespace = namespace
    facts = graph.facts.sorted { $0.key < $1.key }
      .compactMap { fact in fact.value.first.map { (fact.key, $0) } }
  }

  /// The whole document.
  mutating func document() -> String {
    xml.element(
      "definitions",
      [
        "xmlns": Self.version + "MODEL/", "xmlns:dmndi": Self.version + "DMNDI/",
        "xmlns:dc": "http://www.omg.org/spec/DMN/20180521/DC/",
        "xmlns:di": "http://www.omg.org/spec/DMN/20180521/DI/", "id": "definitions",
        "name": name, "namespace": namespace,
      ]
    ) { [self] xml in
      for table in graph.tables where table.outputs.count > 1 { type(table, &xml) }
      for fact in facts {
        let id = Self.id("in", fact.name)
        // The label carries the value of a parameter, so that it can be had back.
        let attributes: KeyValuePairs =
          fixed[fact.name].map { ["id": id, "name": fact.name, "label": "$\(fact.name)=\($0)"] }
          ?? ["id": id, "name": fact.name]
        xml.element("inputData", attributes) { xml in
          xml.leaf(
            "variable", ["name": fact.name, "typeRef": Self.type(fact.column.domain)])
        }
      }
      for table in graph.tables { decision(table, &xml) }
      DiagramWriter(graph, facts: facts.map(\.name)).write(&xml)
    }
    return xml.text
  }

  // MARK: names

  /// An identifier that XML takes: letters and digits kept, all else by its code.
  static func id(_ parts: String...) -> String {
    var id = ""
    for scalar in parts.joined(separator: "-").unicodeScalars {
      let isPlain =
        scalar == "-" || scalar == "_" || scalar.properties.isAlphabetic
        || FEELLexer.isDigit(scalar)
      id += isPlain ? String(Character(scalar)) : "_" + String(scalar.value, radix: 16) + "_"
    }
    return "_" + id
  }

  static func decisionID(_ table: DecisionTable) -> String { id("decision", table.name) }

  private static func type(_ domain: FactDomain) -> String {
    switch domain {
    case .words, .text: "string"
    case .number: "number"
    }
  }

  private static func typeName(_ table: DecisionTable) -> String { "t_" + table.name }

  /// How an expression names an input: a fact, a decision, or one output of a decision.
  private func expression(for input: DecisionTable.Column) -> String {
    guard let table = graph.table(giving: input.name) else { return input.name }
    return table.outputs.count > 1 ? "\(table.name).\(input.name)" : table.name
  }

  // MARK: elements

  private func type(_ table: DecisionTable, _ xml: inout XMLWriter) {
    xml.element("itemDefinition", ["name": Self.typeName(table)]) { xml in
      for output in table.outputs {
        xml.element("itemComponent", ["name": output.name]) { xml in
          xml.leaf("typeRef", [:], Self.type(output.domain))
        }
      }
    }
  }

  private func decision(_ table: DecisionTable, _ xml: inout XMLWriter) {
    let attributes: KeyValuePairs = ["id": Self.decisionID(table), "name": table.name]
    xml.element("decision", attributes) { xml in
      if !table.label.isEmpty { xml.leaf("description", [:], table.label) }
      let type =
        table.outputs.count > 1
        ? Self.typeName(table) : table.outputs.first.map { Self.type($0.domain) } ?? "Any"
      xml.leaf("variable", ["name": table.name, "typeRef": type])
      for source in Self.sources(of: table, in: graph) {
        xml.element("informationRequirement", ["id": source.edgeID]) { xml in
          xml.leaf(source.element, ["href": "#" + source.id])
        }
      }
      xml.element(
        "decisionTable",
        ["id": Self.id("table", table.name), "hitPolicy": table.hit.rawValue]
      ) { self.columns(table, &$0) }
    }
  }

  private func columns(_ table: DecisionTable, _ xml: inout XMLWriter) {
    for input in table.inputs {
      xml.element("input", ["label": input.name]) { xml in
        let attributes: KeyValuePairs =
          input.domain.isWhole
          ? ["label": input.domain.written, "typeRef": Self.type(input.domain)]
          : ["typeRef": Self.type(input.domain)]
        xml.element("inputExpression", attributes) { xml in
          xml.leaf("text", [:], expression(for: input))
        }
        values(input.domain, "inputValues", &xml)
      }
    }
    for output in table.outputs {
      // DMN gives names to the outputs of a table only where there are several.
      let attributes: KeyValuePairs =
        table.outputs.count > 1
        ? ["name": output.name, "typeRef": Self.type(output.domain)]
        : ["label": output.name, "typeRef": Self.type(output.domain)]
      xml.element("output", attributes) { xml in
        values(output.domain, "outputValues", &xml)
      }
    }
    for note in table.notes { xml.leaf("annotation", ["name": note]) }
    for rule in table.rules { self.rule(rule, of: table, &xml) }
  }

  private func values(_ domain: FactDomain, _ name: String, _ xml: inout XMLWriter) {
    guard let text = CellText.values(domain) else { return }
    xml.element(name) { $0.leaf("text", [:], text) }
  }

  private func rule(
    _ rule: DecisionTable.Rule, of table: DecisionTable, _ xml: inout XMLWriter
  ) {
    let id = Self.id("rule", table.name, rule.id)
    xml.element("rule", ["id": id, "label": rule.id]) { xml in
      let notes = table.notes.map { rule.notes[$0] ?? "" }
      let words = notes.filter { !$0.isEmpty }.joined(separator: "; ")
      // Editors show the description and keep no annotations of their own.
      if !words.isEmpty { xml.leaf("description", [:], words) }
      for condition in rule.conditions {
        // The label carries the names of limits, so that sheets can be had back.
        let label: KeyValuePairs = condition.text.contains("$") ? ["label": condition.text] : [:]
        xml.element("inputEntry", label) { $0.leaf("text", [:], CellText.test(condition)) }
      }
      for output in rule.outputs {
        xml.element("outputEntry") { $0.leaf("text", [:], CellText.value(output)) }
      }
      for note in notes { xml.element("annotationEntry") { $0.leaf("text", [:], note) } }
    }
  }

  // MARK: requirements

  /// What a table needs, once each.
  struct Source {
    let element: String
    let id: String
    let edgeID: String
  }

  static func sources(of table: DecisionTable, in graph: DecisionGraph) -> [Source] {
    var sources: [Source] = []
    for input in table.inputs {
      let giver = graph.table(giving: input.name)
      let id = giver.map(decisionID) ?? self.id("in", input.name)
      guard !sources.contains(where: { $0.id == id }) else { continue }
      sources.append(
        Source(
          element: giver == nil ? "requiredInput" : "requiredDecision", id: id,
          edgeID: self.id("needs", table.name, giver?.name ?? input.name)))
    }
    return sources
  }
}

extension DecisionGraph {
  /// The tables as a model of DMN 1.3, valid against OMG's schema, with a diagram.
  ///
  /// A table of several outputs becomes a decision whose value is a context of them.
  ///
  /// - Parameters:
  ///   - name: the model's name.
  ///   - namespace: a URI that tells this model from others.
  ///   - fixed: facts that have one value, as words of `parameters.csv` have; they stay inputs.
  /// - Returns: the XML document.
  package func dmn(name: String, namespace: String, fixed: [String: String] = [:]) -> String {
    var writer = ModelWriter(self, name: name, namespace: namespace, fixed: fixed)
    return writer.document()
  }
}
