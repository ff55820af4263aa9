import DMN
import DecisionTables
import TableSamples
import Testing

@Suite struct `Sheets and decision models` {
  let tables: [DecisionTable]

  init() throws {
    tables = [try table(mode), try table(volume, ["LOW": 300])]
  }

  private func imported(_ xml: String) throws -> ModelSheets {
    try ModelSheets(reading: ModelFile(path: "m.dmn", bytes: Array(xml.utf8)))
  }

  @Test func `a sheet that goes through a model comes back as it was`() throws {
    let graph = try DecisionGraph(tables)
    let back = try imported(graph.dmn(name: "m", namespace: "urn:m"))
    #expect(back.parameters == ["LOW": 300])
    let again = try back.tables.map { try DecisionTable($0, parameters: back.parameters) }
    #expect(again.map(\.canonical).sorted() == graph.tables.map(\.canonical).sorted())
    #expect(back.tables.first { $0.name.text == "volume" }?.sheet == volume + "\n")
  }

  @Test func `a fact that has one word for good keeps it`() throws {
    let fixed = ["known": "yes", "no fact": "x"]
    let xml = try DecisionGraph(tables).dmn(name: "m", namespace: "urn:m", fixed: fixed)
    #expect(try imported(xml).words == ["known": "yes"])
    #expect(try imported(xml.replacing("=yes", with: "=a yes")).words.isEmpty)
  }

  @Test(arguments: [
    // Under PRIORITY the output that is listed first goes before; under FIRST the upper row.
    ("PRIORITY", ["M3 masked by M2", "M1 misleading by M2"]), ("FIRST", ["M3 masked by M2"]),
  ])
  func `rules that others keep from answering are found`(hit: String, found: [String]) throws {
    let overlapping = try table(
      """
      decision,mode
      hit,UNIQUE
      role,in,in,out
      name,volume,known,mode
      domain,low|mid|high,yes|no,FULL|DUAL|PERSON
      M1,-,yes,PERSON
      M2,low|mid,-,FULL
      M3,mid,no,DUAL
      M4,high,-,PERSON
      """)
    let xml = try DecisionGraph([overlapping]).dmn(name: "m", namespace: "urn:m")
      .replacing("\"UNIQUE\"", with: "\"\(hit)\"")
    let model = try ModelSheets(
      reading: ModelFile(path: "m.dmn", bytes: Array(xml.utf8)), isForProof: true)
    let precedence = try #require(model.precedences["mode"])
    let back = try DecisionTable(model.tables[0], parameters: [:])
    let eclipses = try #require(back.eclipses(precedence))
    #expect(
      Set(
        eclipses.map {
          "\($0.rule.id) \($0.isMasked ? "masked" : "misleading") by "
            + $0.by.map(\.id).joined(separator: " ")
        }) == Set(found))
    #expect(back.eclipses(precedence, budget: 1) == nil)
  }

  @Test(arguments: [
    ("hitPolicy=\"UNIQUE\"", "hitPolicy=\"COLLECT\"", "mode: hitPolicy COLLECT"),
    ("<text>\"yes\"</text>", "<text>? = \"yes\"</text>", "? = \"yes\""),
    ("<text>\"FULL\"</text>", "<text>\"FU\" + \"LL\"</text>", "\"FU\" + \"LL\""),
  ])
  func `what no sheet can say is refused with its line`(
    old: String, new: String, found: String
  ) throws {
    let xml = try DecisionGraph(tables).dmn(name: "m", namespace: "urn:m").replacing(old, with: new)
    #expect {
      try imported(xml)
    } throws: { error in
      let complaints = (error as? ModelSheets.NotProvable)?.complaints ?? []
      return complaints.contains { $0.found == found && $0.line > 1 }
    }
  }

  @Test func `generated cases try both sides of a limit, and each condition of each rule`() throws {
    let graph = try DecisionGraph(tables)
    let limits = try #require(graph.tests(.boundary))
    let calls = Set(limits.flatMap { $0.facts.filter { $0.name == "calls" }.map(\.value) })
    #expect(calls.isSuperset(of: [.number(150), .number(300), .number(3000), .null]))
    let conditions = try #require(graph.tests(.conditions))
    for rule in ["mode/M2: known", "volume/V1: calls"] {
      #expect(conditions.contains { $0.purpose.hasPrefix(rule) }, "\(rule)")
    }
    let xml = try graph.testCases(limits, model: "m.dmn")
    let suite = try TCKSuite(reading: ModelFile(path: "t.xml", bytes: Array(xml.utf8)))
    #expect(suite.cases.count == limits.count)
    #expect(suite.modelName == "m.dmn")
  }

  /// A model whose only column asks for `text` of a type; the input `x` has the type `tLine`.
  private func columns(_ text: String, type: String, cell: String, isForProof: Bool = true) throws
    -> ModelSheets
  {
    let typed = type.isEmpty ? "" : "typeRef=\"\(type)\""
    let file = WrittenModel.file(
      """
      <itemDefinition name="tCalls"><typeRef>number</typeRef><allowedValues><text>[0..9]</text>
      </allowedValues></itemDefinition>
      <itemDefinition name="tLine"><itemComponent name="calls"><typeRef>tCalls</typeRef>
      </itemComponent><itemComponent name="known"><typeRef>boolean</typeRef></itemComponent>
      </itemDefinition>
      <inputData name="x" id="_x"><variable name="x" typeRef="tLine"/></inputData>
      <inputData name="y" id="_y"><variable name="y"/></inputData>
      <decision name="d" id="_d"><variable name="d" typeRef="string"/>
      <informationRequirement><requiredInput href="#_x"/></informationRequirement>
      <decisionTable><input><inputExpression \(typed)><text>\(text)</text></inputExpression></input>
      <output/><rule><inputEntry><text>\(cell)</text></inputEntry><outputEntry><text>"A"</text>
      </outputEntry></rule></decisionTable></decision>
      """)
    return try ModelSheets(reading: file, isForProof: isForProof)
  }

  @Test(arguments: [
    ("x.calls", "tCalls", "[0..9]", "number[0..9]"), ("x.calls", "number", "[0..9]", "number"),
    ("x.calls", "", "&lt; 5, [5..9]", "number[0..9]"), ("x.known", "", "true", "true|false"),
    ("x.known", "boolean", "not(false)", "true|false"),
  ])
  func `a column has the values that the model gives it`(
    text: String, type: String, cell: String, expected: String
  ) throws {
    let read = try columns(text, type: type, cell: cell).tables.first
    #expect(read?.columns.first?.domain.text == expected)
  }

  @Test(arguments: [
    // Nothing has the name, the type lacks the component, or the decision does not require it.
    ("calls", "number", "1"), ("x.cals", "number", "1"), ("y", "number", "1"),
    ("x.calls + 1", "number", "1"),
    // No value of the column can equal the cell, or no value can be of the column's type.
    ("x.calls", "number", "\"1\""), ("x.known", "boolean", "\"true\""),
    ("x.calls", "string", "\"1\""), ("x.known", "number", "1"),
  ])
  func `a column that the model does not have is not proven`(
    text: String, type: String, cell: String
  ) {
    #expect(throws: ModelSheets.NotProvable.self) {
      try columns(text, type: type, cell: cell)
    }
  }

  @Test func `sheets have no column of truths`() {
    #expect(throws: ModelSheets.NotProvable.self) {
      try columns("x.known", type: "boolean", cell: "-", isForProof: false)
    }
  }
}

extension DecisionTable {
  /// What the table says, wherever it stands and in whatever order its rules are.
  var canonical: String {
    let rules = rules.map { rule in
      (rule.conditions.map(\.text) + rule.outputs.map(\.description)
        + notes.map { rule.notes[$0] ?? "" }).joined(separator: ",") + " " + rule.id
    }
    let columns = (inputs + outputs).map { "\($0.name) \($0.domain)" }
    return ([name, label] + columns + notes + rules.sorted()).joined(separator: "\n")
  }
}
