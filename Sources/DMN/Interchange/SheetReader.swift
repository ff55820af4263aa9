import DecisionTables

/// Reads the decisions of one model.
struct SheetReader {
  let file: String
  /// By the name of a decision with one output: that output's name.
  let onlyOutputs: [String: String]
  var complaints: [ModelSheets.Complaint] = []
  var parameters: [String: Double] = [:]
  var precedences: [String: RulePrecedence] = [:]
  let isForProof: Bool
  let sources: ColumnSources

  init(root: XMLElement, file: String, isForProof: Bool) {
    self.file = file
    self.isForProof = isForProof
    sources = ColumnSources(root: root)
    var outputs: [String: String] = [:]
    for decision in root.all("decision") {
      let columns = decision.first("decisionTable")?.all("output") ?? []
      if columns.count == 1, let name = decision["name"] {
        outputs[name] = Self.name(of: columns[0], of: decision)
      }
    }
    onlyOutputs = outputs
  }

  private static func name(of output: XMLElement, of decision: XMLElement) -> String {
    let name = (output["name"] ?? output["label"] ?? "").trimmedName
    return name.isEmpty ? (decision["name"] ?? "").trimmedName : name
  }

  /// The fact and its only value, of an input whose label says `$NAME=word`.
  static func word(_ input: XMLElement) -> (String, String)? {
    guard let name = input["name"]?.trimmedName, let label = input["label"],
      label.hasPrefix("$\(name)=")
    else { return nil }
    let value = String(label.dropFirst(name.count + 2))
    return FactDomain.isWord(value) ? (name, value) : nil
  }

  mutating func refuse(_ found: String, _ element: XMLElement) {
    complaints.append(ModelSheets.Complaint(found: found, line: element.line))
  }

  private func cell(_ text: String, _ element: XMLElement) -> TableText.Cell {
    TableText.Cell(text, at: TablePlace(source: file, line: element.line, column: 1))
  }

  mutating func table(_ decision: XMLElement) -> TableText? {
    let name = (decision["name"] ?? "").trimmedName
    guard let table = decision.first("decisionTable") else {
      refuse("\(name): no decision table", decision)
      return nil
    }
    var hit = table["hitPolicy"] ?? HitPolicy.unique.rawValue
    if isForProof, let precedence = RulePrecedence(rawValue: hit) {
      precedences[name] = precedence
      hit = HitPolicy.unique.rawValue
    }
    if HitPolicy(rawValue: hit) == nil { refuse("\(name): hitPolicy \(hit)", table) }
    var columns: [TableText.Column] = []
    var kinds: [FEELType] = []
    for input in table.all("input") {
      let (column, kind) = self.input(input, of: decision)
      columns.append(column)
      kinds.append(kind)
    }
    let outputs = table.all("output")
    for output in outputs {
      let type = outputType(output, of: decision, isOnly: outputs.count == 1)
      kinds.append(type.base)
      let source = ColumnSources.Source(type: type, allowed: nil)
      columns.append(
        TableText.Column(
          role: cell("out", output), name: cell(Self.name(of: output, of: decision), output),
          domain: cell(values(output.first("outputValues"), source, nil), output)))
    }
    let inputCount = columns.count - outputs.count
    for note in table.all("annotation") {
      columns.append(
        TableText.Column(
          role: cell("note", note), name: cell(note["name"] ?? "", note), domain: cell("", note)))
    }
    let heads = zip(columns, kinds).map { column, kind in
      Head(type: kind, domain: FactDomain(reading: column.domain.text))
    }
    let rules = table.all("rule").enumerated().map { index, rule in
      self.rule(
        rule, number: index + 1, inputs: heads.prefix(inputCount),
        outputs: heads.dropFirst(inputCount), columns: columns.count)
    }
    return TableText(
      name: cell(name, decision), label: decision.text(of: "description")?.trimmedName ?? "",
      hit: cell(hit, table), columns: columns, rules: rules)
  }

  /// What a column holds.
  struct Head {
    let type: FEELType
    let domain: FactDomain?
  }

  private func outputType(
    _ output: XMLElement, of decision: XMLElement, isOnly: Bool
  ) -> FEELType {
    let outer =
      decision.first("decisionTable")?["typeRef"] ?? decision.first("variable")?["typeRef"]
    return sources.source(output["typeRef"] ?? (isOnly ? outer : nil)).type
  }

  /// A column and the type of its values.
  private mutating func input(
    _ element: XMLElement, of decision: XMLElement
  ) -> (TableText.Column, FEELType) {
    let expression = element.first("inputExpression")
    let text = (expression?.text(of: "text") ?? "").trimmedName
    let member = text.split(separator: ".").last.map(String.init) ?? text
    let name = onlyOutputs[text] ?? member
    let asked = sources.source(of: text, in: decision)
    if !FactDomain.isWord(name) || asked == nil { refuse(text, expression ?? element) }
    var source = expression?["typeRef"].map(sources.source) ?? asked
    if case .any? = source?.type { source = asked }
    if let source, let asked, !asked.type.mayBe(source.type) {
      refuse("\(text): \(source.type.name)", expression ?? element)
    }
    let known = source ?? ColumnSources.Source(type: .any, allowed: nil)
    if !isForProof, case .boolean = known.type.base { refuse("\(text): boolean", element) }
    let column = TableText.Column(
      role: cell("in", element), name: cell(name, element),
      domain: cell(
        values(element.first("inputValues"), known, expression?["label"]), element))
    return (column, known.type.base)
  }

  /// A domain as sheets write it.
  private mutating func values(
    _ element: XMLElement?, _ source: ColumnSources.Source, _ label: String?
  ) -> String {
    let kind = label?.hasPrefix("integer") == true ? "integer" : "number"
    let listed = (element ?? source.allowed)?.first("text")
    switch source.type.base {
    case .number:
      guard let listed else { return kind == "integer" ? label ?? kind : kind }
      let cells = pieces(listed.text, listed, .number)
      let spans = cells.filter { $0 != "null" }
      if spans.count != 1 { refuse(listed.text, listed) }
      return kind + (spans.first ?? "") + (cells.contains("null") ? "?" : "")
    case .boolean:
      guard let listed else { return "true|false" }
      return pieces(listed.text, listed, .boolean).joined(separator: "|")
    case .any, .null, .string, .date, .time, .dateTime, .dayTime, .yearMonth, .list, .context,
      .range, .function, .allowed, .unknown:
      guard let listed else { return "text" }
      return pieces(listed.text, listed, source.type.base).joined(separator: "|")
    }
  }

  private mutating func rule(
    _ element: XMLElement, number: Int, inputs: ArraySlice<Head>, outputs: ArraySlice<Head>,
    columns: Int
  ) -> TableText.Rule {
    let id = (element["label"] ?? element["id"] ?? "R\(number)").trimmedName
    var cells = zip(element.all("inputEntry"), inputs).map { entry, head in
      cell(condition(entry, head), entry)
    }
    for (entry, head) in zip(element.all("outputEntry"), outputs) {
      cells.append(cell(answer(entry, head.type), entry))
    }
    for note in element.all("annotationEntry") {
      cells.append(cell((note.text(of: "text") ?? "").trimmedName, note))
    }
    while cells.count < columns { cells.append(cell("", element)) }
    return TableText.Rule(id: cell(id, element), cells: cells)
  }
}
