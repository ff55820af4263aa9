import Bytes
package import DecisionTables

/// A decision model read back as tables that sheets can hold.
package struct ModelSheets: Sendable {
  /// The tables, in the order of the model.
  package let tables: [TableText]
  /// Limits that cells name, with their values.
  package let parameters: [String: Double]
  /// Facts that have one value, which is a word, by name.
  package let words: [String: String]
  /// Tables in which several rules may match, by name, and which of them answers.
  package let precedences: [String: RulePrecedence]

  /// Something in a model that no sheet can say.
  package struct Complaint: Hashable, Sendable {
    /// What is written there.
    package let found: String
    /// The line of the model.
    package let line: Int
  }

  /// A model of which a part cannot be said in sheets.
  package struct NotProvable: Error, Sendable {
    /// What it is; never empty.
    package let complaints: [Complaint]
  }

  /// Reads decision tables of literal tests over declared domains; everything else is refused.
  ///
  /// - Parameters:
  ///   - file: the model.
  ///   - allowsPrecedence: whether tables may be FIRST or PRIORITY; sheets cannot.
  /// - Throws: `ModelUnusable` where the file is no model, `NotProvable` where a decision is no
  ///   table, a table is not UNIQUE, or a cell asks for more than sheets can say.
  package init(reading file: ModelFile, allowsPrecedence: Bool = false) throws {
    let root = try XMLDocument.root(of: file)
    guard root.name == "definitions" else {
      throw ModelUnusable(
        .rootUnknown(found: root.name, expected: "definitions"), file: file.path, line: root.line)
    }
    var reader = SheetReader(root: root, file: file.path, allowsPrecedence: allowsPrecedence)
    let tables = root.all("decision").map { reader.table($0) }
    guard reader.complaints.isEmpty else { throw NotProvable(complaints: reader.complaints) }
    self.tables = tables.compactMap { $0 }
    parameters = reader.parameters
    precedences = reader.precedences
    words = Dictionary(
      root.all("inputData").compactMap(SheetReader.word), uniquingKeysWith: { first, _ in first })
  }
}

/// Reads the decisions of one model.
private struct SheetReader {
  let file: String
  /// By the name of a decision with one output: that output's name.
  let onlyOutputs: [String: String]
  var complaints: [ModelSheets.Complaint] = []
  var parameters: [String: Double] = [:]
  var precedences: [String: RulePrecedence] = [:]
  let allowsPrecedence: Bool

  init(root: XMLElement, file: String, allowsPrecedence: Bool) {
    self.file = file
    self.allowsPrecedence = allowsPrecedence
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

  private mutating func refuse(_ found: String, _ element: XMLElement) {
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
    if allowsPrecedence, let precedence = RulePrecedence(rawValue: hit) {
      precedences[name] = precedence
      hit = HitPolicy.unique.rawValue
    }
    if HitPolicy(rawValue: hit) == nil { refuse("\(name): hitPolicy \(hit)", table) }
    var columns: [TableText.Column] = []
    let inputs = table.all("input")
    for input in inputs { columns.append(self.input(input)) }
    let outputs = table.all("output")
    for output in outputs {
      columns.append(
        TableText.Column(
          role: cell("out", output), name: cell(Self.name(of: output, of: decision), output),
          domain: cell(values(output.first("outputValues"), type: output["typeRef"], nil), output)))
    }
    for note in table.all("annotation") {
      columns.append(
        TableText.Column(
          role: cell("note", note), name: cell(note["name"] ?? "", note), domain: cell("", note)))
    }
    let domains = columns.prefix(inputs.count).map { FactDomain(reading: $0.domain.text) }
    let rules = table.all("rule").enumerated().map { index, rule in
      self.rule(rule, number: index + 1, domains: domains, columns: columns.count)
    }
    return TableText(
      name: cell(name, decision), label: decision.text(of: "description")?.trimmedName ?? "",
      hit: cell(hit, table), columns: columns, rules: rules)
  }

  private mutating func input(_ element: XMLElement) -> TableText.Column {
    let expression = element.first("inputExpression")
    let text = (expression?.text(of: "text") ?? "").trimmedName
    let member = text.split(separator: ".").last.map(String.init) ?? text
    let name = onlyOutputs[text] ?? member
    if !FactDomain.isWord(name) { refuse(text, expression ?? element) }
    return TableText.Column(
      role: cell("in", element), name: cell(name, element),
      domain: cell(
        values(
          element.first("inputValues"), type: expression?["typeRef"], expression?["label"]),
        element))
  }

  /// A domain as sheets write it.
  private mutating func values(
    _ element: XMLElement?, type: String?, _ label: String?
  ) -> String {
    guard let element, let text = element.first("text") else {
      guard type == "number" else { return "text" }
      return label?.hasPrefix("integer") == true ? label ?? "integer" : "number"
    }
    let cells = pieces(text.text, text)
    guard type == "number" else { return cells.joined(separator: "|") }
    let spans = cells.filter { $0 != "null" }
    if spans.count != 1 { refuse(text.text, text) }
    return (label?.hasPrefix("integer") == true ? "integer" : "number")
      + (spans.first ?? "") + (cells.contains("null") ? "?" : "")
  }

  private mutating func rule(
    _ element: XMLElement, number: Int, domains: [FactDomain?], columns: Int
  ) -> TableText.Rule {
    let id = (element["label"] ?? element["id"] ?? "R\(number)").trimmedName
    var cells = zip(element.all("inputEntry"), domains).map { entry, domain in
      cell(condition(entry, domain), entry)
    }
    for entry in element.all("outputEntry") { cells.append(cell(answer(entry), entry)) }
    for note in element.all("annotationEntry") {
      cells.append(cell((note.text(of: "text") ?? "").trimmedName, note))
    }
    while cells.count < columns { cells.append(cell("", element)) }
    return TableText.Rule(id: cell(id, element), cells: cells)
  }

  // MARK: Cells

  /// A condition; where the model carries how the sheet had written it, and that says the same,
  /// as the sheet had it.
  private mutating func condition(_ entry: XMLElement, _ domain: FactDomain?) -> String {
    let text = (entry.text(of: "text") ?? "").trimmedName
    guard let label = entry["label"], let domain else { return tests(text, entry) }
    let found = limits(named: label, in: text)
    let reading = TableText.Cell(label, at: TablePlace(source: file, line: 1, column: 1))
    let values = parameters.merging(found) { known, _ in known }
    if let condition = try? Condition(
      reading: reading, column: "", domain: domain, parameters: values),
      CellText.test(condition) == text
    {
      parameters = values
      return label
    }
    return tests(text, entry)
  }

  /// The numbers that stand in a cell where its label has `$NAME`.
  private func limits(named label: String, in text: String) -> [String: Double] {
    let names = label.split(separator: "$").dropFirst().map { part in
      String(part.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }
    guard !names.isEmpty else { return [:] }
    var own = label
    for name in names { own = own.replacing("$" + name, with: "$") }
    var found: [String: Double] = [:]
    var rest = text[...].filter { $0 != " " }[...]
    var remaining = names[...]
    for character in own where character != " " {
      if character == "$" {
        let digits = rest.prefix { $0.isNumber || $0 == "." && !rest.hasPrefix("..") || $0 == "-" }
        let number = digits.split(separator: "..", omittingEmptySubsequences: true).first ?? digits
        if let name = remaining.popFirst(), let value = plainNumber(number) { found[name] = value }
        rest = rest.dropFirst(number.count)
      } else if rest.first == character {
        rest = rest.dropFirst()
      }
    }
    return found
  }

  private mutating func tests(_ text: String, _ element: XMLElement) -> String {
    if text.isEmpty || text == "-" { return "-" }
    guard let tests = parsed(text, element) else { return "-" }
    if tests.count == 1, case .none(let inner) = tests[0].kind {
      return "not(" + pieces(of: inner, text, element).joined(separator: "|") + ")"
    }
    return pieces(of: tests, text, element).joined(separator: "|")
  }

  private mutating func pieces(_ text: String, _ element: XMLElement) -> [String] {
    parsed(text, element).map { pieces(of: $0, text, element) } ?? []
  }

  private mutating func parsed(_ text: String, _ element: XMLElement) -> [FEELTest]? {
    do throws(FEELFault) {
      return try FEELParser.tests(text, names: FEELNames(["?"]), members: FEELNames([]))
    } catch {
      refuse(text, element)
      return nil
    }
  }

  private mutating func pieces(
    of tests: [FEELTest], _ text: String, _ element: XMLElement
  ) -> [String] {
    tests.map { test in
      guard let piece = Self.piece(test) else {
        refuse(text, element)
        return "-"
      }
      return piece
    }
  }

  private static func piece(_ test: FEELTest) -> String? {
    switch test.kind {
    case .comparison(let sign, let expression):
      literal(expression).map { sign.rawValue + $0 }
    case .expression(let expression, _):
      if case .range(let low, let high, let includesLow, let includesHigh) = expression.kind {
        literal(low).flatMap { low in
          literal(high).map {
            (includesLow ? "[" : "(") + low + ".." + $0 + (includesHigh ? "]" : ")")
          }
        }
      } else {
        literal(expression)
      }
    case .any, .none: nil
    }
  }

  private static func literal(_ expression: FEELExpression) -> String? {
    switch expression.kind {
    case .literal(.string(let word)): FactDomain.isWord(word) ? word : nil
    case .literal(.number(let number)): FEELValue.number(number).written
    case .literal(.null): "null"
    case .negation(let inner): literal(inner).map { "-" + $0 }
    default: nil
    }
  }

  private mutating func answer(_ entry: XMLElement) -> String {
    let text = (entry.text(of: "text") ?? "").trimmedName
    guard
      let expression = try? FEELParser.expression(
        text, names: FEELNames([]), members: FEELNames([]))
    else {
      refuse(text, entry)
      return "-"
    }
    switch expression.kind {
    case .literal(.string(let word)): return word
    case .literal(.number(let number)): return FEELValue.number(number).written
    case .literal(.null): return "null"
    default:
      refuse(text, entry)
      return "-"
    }
  }
}

extension TableText {
  /// The table as its sheet.
  package var sheet: String {
    let header = [
      ["decision", name.text] + (label.isEmpty ? [] : [label]), ["hit", hit.text],
      ["role"] + columns.map(\.role.text), ["name"] + columns.map(\.name.text),
      ["domain"] + columns.map(\.domain.text),
    ]
    let rows = rules.map { [$0.id.text] + $0.cells.map(\.text) }
    return (header + rows).map(CSVForm().row).joined()
  }
}
