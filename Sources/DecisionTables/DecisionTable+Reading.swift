extension DecisionTable {
  /// Understands a written table.
  ///
  /// - Parameters:
  ///   - text: the table as it is written.
  ///   - parameters: the values of `$NAME` in conditions.
  /// - Throws: every complaint about the table at once.
  package init(_ text: TableText, parameters: [String: Double]) throws(TablesUnusable) {
    var reader = TableReader(text: text, parameters: parameters)
    guard let table = reader.table() else {
      throw TablesUnusable(reader.complaints.sorted { $0.places[0] < $1.places[0] })
    }
    self = table
  }
}

/// Reads one written table and collects what is wrong with it.
private struct TableReader {
  enum Role: String, CaseIterable {
    case input = "in"
    case output = "out"
    case note
  }

  let text: TableText
  let parameters: [String: Double]
  var complaints: [TableComplaint] = []
  var inputs: [Int: DecisionTable.Column] = [:]
  var outputs: [Int: DecisionTable.Column] = [:]
  var notes: [Int: String] = [:]

  init(text: TableText, parameters: [String: Double]) {
    self.text = text
    self.parameters = parameters
  }

  /// The table; `nil` where there are complaints.
  mutating func table() -> DecisionTable? {
    if text.name.text.isEmpty { complain(.cellEmpty(column: "decision"), text.name.place) }
    let hit = HitPolicy(rawValue: text.hit.text)
    if hit == nil {
      let known = HitPolicy.allCases.map(\.rawValue)
      complain(.hitPolicyUnknown(found: text.hit.text, expected: known), text.hit.place)
    }
    readColumns()
    let rules = text.rules.map { rule($0) }
    complainOfRepeatedRules()
    guard complaints.isEmpty, let hit else { return nil }
    return DecisionTable(
      name: text.name.text, label: text.label, hit: hit,
      inputs: inputs.inOrder, outputs: outputs.inOrder, notes: notes.inOrder,
      order: text.columns.map(\.name.text), rules: rules, parameters: usedParameters,
      place: text.name.place)
  }

  private mutating func complain(_ kind: TableComplaint.Kind, _ places: TablePlace...) {
    complaints.append(TableComplaint(kind, at: places))
  }

  private mutating func readColumns() {
    var seen: [String: TablePlace] = [:]
    for (index, column) in text.columns.enumerated() {
      guard let role = Role(rawValue: column.role.text) else {
        let known = Role.allCases.map(\.rawValue)
        complain(.roleUnknown(found: column.role.text, expected: known), column.role.place)
        continue
      }
      let name = column.name.text
      if name.isEmpty { complain(.cellEmpty(column: "name"), column.name.place) }
      if let first = seen.updateValue(column.name.place, forKey: name) {
        complain(.columnTwice(name: name), column.name.place, first)
      }
      switch role {
      case .note: notes[index] = name
      case .input: inputs[index] = read(column)
      case .output: outputs[index] = read(column)
      }
    }
    for (isMissing, what) in [
      (!text.columns.contains { $0.role.text == Role.input.rawValue }, "input"),
      (!text.columns.contains { $0.role.text == Role.output.rawValue }, "output"),
      (text.rules.isEmpty, "rule"),
    ] where isMissing {
      complain(.nothingToDecide(table: text.name.text, missing: what), text.name.place)
    }
  }

  private mutating func read(_ column: TableText.Column) -> DecisionTable.Column? {
    guard !column.domain.text.isEmpty else {
      complain(.cellEmpty(column: "domain"), column.domain.place)
      return nil
    }
    guard let domain = FactDomain(reading: column.domain.text) else {
      complain(
        .domainMalformed(column: column.name.text, found: column.domain.text), column.domain.place)
      return nil
    }
    return DecisionTable.Column(
      name: column.name.text, domain: domain, place: column.name.place,
      domainPlace: column.domain.place)
  }

  private mutating func rule(_ rule: TableText.Rule) -> DecisionTable.Rule {
    if rule.id.text.isEmpty { complain(.cellEmpty(column: "rule"), rule.id.place) }
    var conditions: [Condition] = []
    var values: [FactValue] = []
    var remarks: [String: String] = [:]
    for (index, cell) in rule.cells.enumerated() {
      if let input = inputs[index], let condition = condition(cell, of: input) {
        conditions.append(condition)
      } else if let output = outputs[index], let value = value(cell, of: output) {
        values.append(value)
      } else if let note = notes[index] {
        remarks[note] = cell.text
      }
    }
    return DecisionTable.Rule(
      id: rule.id.text, conditions: conditions, outputs: values, notes: remarks,
      place: rule.id.place)
  }

  private mutating func condition(
    _ cell: TableText.Cell, of input: DecisionTable.Column
  ) -> Condition? {
    do throws(TablesUnusable) {
      return try Condition(
        reading: cell, column: input.name, domain: input.domain, parameters: parameters)
    } catch {
      complaints += error.complaints
      return nil
    }
  }

  private mutating func value(
    _ cell: TableText.Cell, of output: DecisionTable.Column
  ) -> FactValue? {
    guard !cell.text.isEmpty else {
      complain(.cellEmpty(column: output.name), cell.place)
      return nil
    }
    let value: FactValue? =
      switch output.domain {
      case .words, .text: .word(cell.text)
      case .number: cell.text == "null" ? .null : plainNumber(cell.text).map(FactValue.number)
      }
    if let value, output.domain.contains(value) { return value }
    let expected =
      if case .words(let words) = output.domain { words } else { [output.domain.description] }
    complain(
      .outputUnknown(column: output.name, found: cell.text, expected: expected), cell.place)
    return nil
  }

  private mutating func complainOfRepeatedRules() {
    var seen: [String: TablePlace] = [:]
    for rule in text.rules where !rule.id.text.isEmpty {
      guard let first = seen[rule.id.text] else {
        seen[rule.id.text] = rule.id.place
        continue
      }
      complain(.ruleTwice(id: rule.id.text), rule.id.place, first)
    }
  }

  /// The names behind `$` in condition cells.
  private var usedParameters: [String] {
    var names: Set<String> = []
    for rule in text.rules {
      for (index, cell) in rule.cells.enumerated() where inputs[index] != nil {
        for part in cell.text.split(separator: "$", omittingEmptySubsequences: false).dropFirst() {
          let name = part.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
          if parameters[String(name)] != nil { names.insert(String(name)) }
        }
      }
    }
    return names.sorted()
  }
}

extension [Int: DecisionTable.Column] {
  fileprivate var inOrder: [DecisionTable.Column] { keys.sorted().compactMap { self[$0] } }
}

extension [Int: String] {
  fileprivate var inOrder: [String] { keys.sorted().compactMap { self[$0] } }
}
