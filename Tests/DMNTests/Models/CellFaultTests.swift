import DMN
import DecisionTables
import Testing

@Suite struct `What is wrong with a cell` {
  /// The complaints about a FIRST table over `x` whose rows are `test => output`; `-` comes last.
  private func complaints(
    _ rows: [(String, String)], _ x: FEELValue = .number(FEELNumber(120)), type: String = "number",
    column: String = "x", declared: String = ""
  ) throws -> (answer: String, complaints: [String]) {
    let rules = (rows + [("-", "\"ASK\"")]).map { test, output in
      """
      <rule><inputEntry><text>\(test)</text></inputEntry>
      <outputEntry><text>\(output)</text></outputEntry></rule>
      """
    }
    let typed = type.isEmpty ? "" : " typeRef=\"\(type)\""
    let model = try DecisionModel(
      reading: WrittenModel.file(
        """
        <inputData name="x" id="_x"><variable name="x" \(declared)/></inputData>
        <inputData name="fact of it" id="_y"><variable name="fact of it"/></inputData>
        <decision name="d" id="_d"><variable name="d"/>
        <informationRequirement><requiredInput href="#_x"/></informationRequirement>
        <informationRequirement><requiredInput href="#_y"/></informationRequirement>
        <decisionTable hitPolicy="FIRST"><input><inputExpression\(typed)><text>\(column)</text>
        </inputExpression></input><output name="o" typeRef="string"/>\(rules.joined())</decisionTable>
        </decision>
        """))
    let answer = model.decide("d", inputs: [DecisionModel.Input(name: "x", value: x)])
    return (answer.value.text, answer.complaints(about: "d", isNull: false))
  }

  @Test(arguments: [
    ("[1..300", "found the end, expected ] or )"), ("==120", "found =, expected an expression"),
    ("&lt; limit", "nothing here is named limit"),
    ("1，120", "found ，120, expected the end"),
    ("\"1\"-\"300\"", "- is not defined between string and string"),
    ("\"120\"", "found string, expected number"), ("true", "found boolean, expected number"),
    ("[\"1\"..\"3\"]", "found string, expected number"),
    ("not(\"120\")", "found string, expected number"),
    ("&lt; date(\"2021-11-25\")", "found date, expected number"),
    ("? &gt; 1 / 0", "a number is divided by zero"),
    ("count(for i in [1] return i + extra) = ?", "nothing here is named extra"),
  ])
  func `is told, also where an earlier or a later rule answers`(cell: String, fault: String)
    throws
  {
    let later = try complaints([(cell, "\"FULL\"")])
    #expect(later.answer == "ASK")
    let place = cell.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
    #expect(later.complaints.first == "d, rule 1, column x, `\(place)`: \(fault)")
    let earlier = try complaints([("120", "\"DUAL\""), (cell, "\"FULL\"")])
    #expect(earlier.answer == "DUAL")
    #expect(earlier.complaints == ["d, rule 2, column x, `\(place)`: \(fault)"])
  }

  @Test(arguments: [
    "&lt; 300", "[1..300]", "not(120, 130)", "null", "not(null)", "? != null and ? &gt; 5",
    "some i in [1, 2] satisfies i = ?", "list contains([1, 2], ?)", "&lt; x + 1", "-",
    "&gt; fact of it", "if fact of it then 1 else 2", "count([{a: 1}, {a: 2}][a &gt; 1]) = ?",
    "{f: function(n) if n = 0 then 0 else f(n - 1), g: f(2)}.g", "string length(fact of it)",
  ])
  func `is nothing where the cell can be read, whether null comes in or not`(cell: String) throws {
    #expect(try complaints([(cell, "\"FULL\"")]).complaints == [])
    #expect(try complaints([(cell, "\"FULL\"")], .null).complaints == [])
  }

  @Test func `output cells are looked at too`() throws {
    #expect(
      try complaints([("&gt; 500", "FULL"), ("&gt; 400", "7")]).complaints == [
        "d, rule 1, column o, `FULL`: nothing here is named FULL",
        "d, rule 2, column o, `7`: found number, expected string",
      ])
  }

  @Test func `values that may come in or out are looked at too`() throws {
    let order = "<outputValues><text>\"A\",, \"B\"</text></outputValues>"
    let file = WrittenModel.file(
      WrittenModel.table("hitPolicy=\"PRIORITY\"", [("-", "\"A\"")], output: order))
    let answer = try DecisionModel(reading: file).decide("d", inputs: [])
    #expect(answer.value.text == "A")
    #expect(
      answer.complaints(about: "d", isNull: false) == [
        "d: found ,, expected an expression"
      ])
  }

  @Test func `a type whose allowed values cannot be read allows none, and says so`() throws {
    let file = WrittenModel.file(
      """
      <itemDefinition name="tMode"><typeRef>string</typeRef><allowedValues><text>"A", [1..</text>
      </allowedValues></itemDefinition>
      <decision name="d" id="_d"><variable name="d" typeRef="tMode"/>
      <literalExpression><text>"A"</text></literalExpression></decision>
      """)
    let answer = try DecisionModel(reading: file).decide("d", inputs: [])
    #expect(answer.value.text == "null")
    #expect(
      answer.complaints(about: "d", isNull: true) == ["found the end, expected an expression"])
  }

  @Test func `a value that a column cannot take is told with the column`() throws {
    let found = try complaints([("&lt; 300", "\"FULL\"")], .string("120"))
    #expect(found.answer == "ASK")
    #expect(found.complaints == ["d, column x: found string, expected number"])
  }

  @Test func `a column without a type tells which cell cannot be compared`() throws {
    let found = try complaints(
      [("\"a\", \"b\"", "\"FULL\""), ("\"a\", 120", "\"DUAL\"")], type: "")
    #expect(found.answer == "DUAL")
    #expect(
      found.complaints == [
        "d, rule 1, column x, `\"a\", \"b\"`: = is not defined between number and string"
      ])
  }

  @Test func `a column that asks for nothing the model has is told`() throws {
    let found = try complaints([("&lt; 300", "\"FULL\"")], column: "calls")
    #expect(found.complaints == ["d, column calls: nothing here is named calls"])
  }

  @Test func `a required decision without a value is told by its name`() throws {
    let model = try DecisionModel(
      reading: WrittenModel.file(
        WrittenModel.decision("share", "1 / 0")
          + WrittenModel.decision(
            "d", "if share = null then 1 else 2", requires: WrittenModel.requires("share"))))
    let answer = model.decide("d", inputs: [])
    #expect(answer.value.text == "1")
    #expect(
      answer.complaints(about: "d", isNull: false) == ["share: a number is divided by zero"])
    let own = model.decide("share", inputs: [])
    #expect(
      own.complaints(about: "share", isNull: true) == ["a number is divided by zero"])
  }

  @Test func `a name that nothing has is told outside of tables too`() throws {
    let model = try DecisionModel(
      reading: WrittenModel.file(
        WrittenModel.decision("limit", "if 5 &lt; most then 1 else 2")
          + WrittenModel.decision(
            "d", "if limit = 2 then {a: 1}.a else 0", requires: WrittenModel.requires("limit"))))
    #expect(
      model.decide("limit", inputs: []).complaints(about: "limit", isNull: false)
        == ["nothing here is named most"])
    #expect(
      model.decide("d", inputs: []).complaints(about: "d", isNull: false)
        == ["limit: nothing here is named most"])
  }

  @Test(arguments: [
    ("count([{a: 1}, {b: 2}][a = 1])", []),
    ("count([{a: 1}, {b: 2}][c = 1])", ["nothing here is named c"]),
    ("if {a: 1}.b = null then 1 else 2", []),
  ])
  func `an entry that an element lacks is null`(text: String, complaints: [String]) throws {
    let model = try DecisionModel(reading: WrittenModel.file(WrittenModel.decision("d", text)))
    #expect(model.decide("d", inputs: []).complaints(about: "d", isNull: false) == complaints)
  }

  @Test(arguments: [
    ("http://www.omg.org/spec/DMN/20151101/dmn.xsd", "15", "2"),
    ("http://www.omg.org/spec/DMN/20180521/MODEL/", "25", "3"),
    ("https://www.omg.org/spec/DMN/20230324/MODEL/", "25", "3"),
  ])
  func `equal outputs are collected once in DMN 1_1 only`(
    version: String, sum: String, count: String
  ) throws {
    for (aggregation, expected) in [("SUM", sum), ("COUNT", count)] {
      let table = WrittenModel.table(
        "hitPolicy=\"COLLECT\" aggregation=\"\(aggregation)\"",
        [("&gt; 0", "10"), ("&gt; 1", "10.0"), ("&gt; 2", "5")], output: "")
      let model = try DecisionModel(reading: WrittenModel.file(table, version: version))
      let answer = model.decide(
        "d", inputs: [DecisionModel.Input(name: "x", value: .number(FEELNumber(5)))])
      #expect(answer.value.text == expected)
    }
  }
}
