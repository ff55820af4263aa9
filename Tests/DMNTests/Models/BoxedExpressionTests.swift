import DMN
import DecisionTables
import Testing

/// Every kind of boxed expression and of element, from the descriptions of DMN 1.5, chapters 7 and
/// 10.2, so that the engine is tested where the public kit is not there.
@Suite struct `Boxed expressions` {
  private static func text(_ expression: String) -> String {
    "<literalExpression><text>\(expression)</text></literalExpression>"
  }

  private static func entry(_ name: String, _ logic: String, type: String = "") -> String {
    let type = type.isEmpty ? "" : " typeRef=\"\(type)\""
    return "<contextEntry><variable name=\"\(name)\"\(type)/>\(logic)</contextEntry>"
  }

  private static func decision(_ logic: String, type: String = "", requires: String = "") -> String
  {
    let type = type.isEmpty ? "" : " typeRef=\"\(type)\""
    return """
      <inputData name="x" id="_x"><variable name="x"/></inputData>
      <decision name="d" id="_d"><variable name="d"\(type)/>
      <informationRequirement><requiredInput href="#_x"/></informationRequirement>\(requires)
      \(logic)</decision>
      """
  }

  /// What `d` is where the input `x` is a value of FEEL.
  private static func answer(_ elements: String, x: String = "null") throws -> DecisionModel.Answer
  {
    let input = FEEL.answer(x)
    try #require(input.faults.isEmpty, "\(x)")
    return try DecisionModel(reading: WrittenModel.file(elements))
      .decide("d", inputs: [DecisionModel.Input(name: "x", value: input.value)])
  }

  @Test(arguments: [
    // A context gives its entries; an entry sees those before it.
    (
      "<context>\(entry("a", text("x + 1")))\(entry("b", text("a * 2")))</context>", "3",
      "{a: 4, b: 8}"
    ),
    // The entry without a name is the result.
    (
      """
      <context>\(entry("a", text("x + 1")))<contextEntry>\(text("a * 10"))</contextEntry></context>
      """, "3", "40"
    ),
    ("<context>\(entry("a", text("x"), type: "number"))</context>", "\"three\"", "{a: null}"),
    ("<list>\(text("x"))\(text("x + 1"))</list>", "3", "[3, 4]"),
    ("<list></list>", "3", "[]"),
    (
      """
      <relation><column name="mode"/><column name="seats"/>
      <row>\(text("&quot;FULL&quot;"))\(text("x"))</row><row>\(text("&quot;DUAL&quot;"))\(text("0"))</row>
      </relation>
      """, "3", #"[{mode: "FULL", seats: 3}, {mode: "DUAL", seats: 0}]"#
    ),
    (
      "<conditional><if>\(text("x &gt; 2"))</if><then>\(text("1"))</then><else>\(text("2"))</else></conditional>",
      "3", "1"
    ),
    (
      "<conditional><if>\(text("x &gt; 2"))</if><then>\(text("1"))</then><else>\(text("2"))</else></conditional>",
      "2", "2"
    ),
    // A condition that is null is not true.
    (
      "<conditional><if>\(text("x &gt; 2"))</if><then>\(text("1"))</then><else>\(text("2"))</else></conditional>",
      "null", "2"
    ),
    (
      "<conditional><if>\(text("x"))</if><then>\(text("1"))</then><else>\(text("2"))</else></conditional>",
      "3", "null"
    ),
    (
      "<filter><in>\(text("x"))</in><match>\(text("item &gt; 1"))</match></filter>", "[1, 2, 3]",
      "[2, 3]"
    ),
    (
      "<filter><in>\(text("x"))</in><match>\(text("a = 2"))</match></filter>", "[{a: 1}, {a: 2}]",
      "[{a: 2}]"
    ),
    (
      """
      <for iteratorVariable="i"><in>\(text("x"))</in><return>\(text("i * i"))</return></for>
      """, "[1, 2, 3]", "[1, 4, 9]"
    ),
    (
      """
      <for iteratorVariable="i"><in>\(text("[1, 2, 3, 4]"))</in>
      <return>\(text("if i = 1 then 1 else i * partial[-1]"))</return></for>
      """, "null", "[1, 2, 6, 24]"
    ),
    (
      """
      <every iteratorVariable="i"><in>\(text("x"))</in><satisfies>\(text("i &gt; 0"))</satisfies></every>
      """, "[1, 2]", "true"
    ),
    (
      """
      <every iteratorVariable="i"><in>\(text("x"))</in><satisfies>\(text("i &gt; 1"))</satisfies></every>
      """, "[1, 2]", "false"
    ),
    (
      """
      <some iteratorVariable="i"><in>\(text("x"))</in><satisfies>\(text("i &gt; 1"))</satisfies></some>
      """, "[1, 2]", "true"
    ),
    (
      """
      <some iteratorVariable="i"><in>\(text("x"))</in><satisfies>\(text("i &gt; 2"))</satisfies></some>
      """, "[1, 2]", "false"
    ),
    // A boxed function, called by the next entry through a boxed invocation.
    (
      """
      <context>\(entry("f", """
      <functionDefinition><formalParameter name="n" typeRef="number"/>\(text("n * 2 + x"))
      </functionDefinition>
      """))<contextEntry><invocation>\(text("f"))
      <binding><parameter name="n"/>\(text("5"))</binding></invocation></contextEntry></context>
      """, "3", "13"
    ),
    // An argument of another type than the parameter's is null.
    (
      """
      <context>\(entry("f", """
      <functionDefinition><formalParameter name="n" typeRef="number"/>\(text("n = null"))
      </functionDefinition>
      """))<contextEntry>\(text("f(&quot;a&quot;)"))</contextEntry></context>
      """, "3", "null"
    ),
    // A function of another language is not run.
    (
      """
      <context>\(entry("f", """
      <functionDefinition kind="Java"><formalParameter name="n"/></functionDefinition>
      """))<contextEntry>\(text("f(1)"))</contextEntry></context>
      """, "3", "null"
    ),
    (
      "<literalExpression expressionLanguage=\"Prolog\"><text>1</text></literalExpression>", "3",
      "null"
    ),
  ])
  func `give what the standard says`(logic: String, x: String, expected: String) throws {
    #expect(try Self.answer(Self.decision(logic), x: x).value.text == expected, "\(logic)")
  }

  // MARK: - Elements

  private static let doubling = """
    <businessKnowledgeModel name="twice" id="_twice"><variable name="twice"/>
    <encapsulatedLogic><formalParameter name="n" typeRef="number"/>\(text("n * 2"))</encapsulatedLogic>
    </businessKnowledgeModel>
    """
  private static let knowledge = """
    <knowledgeRequirement><requiredKnowledge href="#_twice"/></knowledgeRequirement>
    """

  @Test(arguments: [("twice(x)", "6"), ("twice(n: x + 1)", "8"), ("twice(\"a\")", "null")])
  func `a knowledge model is called by place and by name`(call: String, expected: String) throws {
    let call = call.replacing("\"", with: "&quot;")
    let elements =
      Self.doubling + Self.decision(Self.text(call), requires: Self.knowledge)
    #expect(try Self.answer(elements, x: "3").value.text == expected)
  }

  @Test func `a knowledge model is called from outside by its name`() throws {
    let model = try DecisionModel(reading: WrittenModel.file(Self.doubling))
    let input = DecisionModel.Input(name: "n", value: .number(FEELNumber(21)))
    #expect(model.invoke("twice", inputs: [input]).value.text == "42")
  }

  @Test func `what is not required is not known`() throws {
    let answer = try Self.answer(Self.doubling + Self.decision(Self.text("twice(x)")), x: "3")
    #expect(answer.value.text == "null")
    #expect(!answer.faults.isEmpty)
  }

  @Test(arguments: [
    ("<outputDecision href=\"#_b\"/>", "s(5)", "12"),
    ("<outputDecision href=\"#_a\"/><outputDecision href=\"#_b\"/>", "s(5)", "{a: 6, b: 12}"),
    // With `a` given, the service does not decide it.
    ("<outputDecision href=\"#_b\"/><inputDecision href=\"#_a\"/>", "s(5, 10)", "20"),
  ])
  func `a decision service answers with its outputs`(
    outputs: String, call: String, expected: String
  ) throws {
    // The parameters of a service are its input data, then its input decisions.
    let elements =
      """
      <inputData name="y" id="_y"><variable name="y"/></inputData>
      <decision name="a" id="_a"><variable name="a"/>
      <informationRequirement><requiredInput href="#_y"/></informationRequirement>
      \(Self.text("y + 1"))</decision>
      """
      + WrittenModel.decision("b", "a * 2", requires: WrittenModel.requires("a"))
        + """
        <decisionService name="s" id="_s"><variable name="s"/>\(outputs)<inputData href="#_y"/>
        </decisionService>
        """
      + Self.decision(
        Self.text(call),
        requires: """
          <knowledgeRequirement><requiredKnowledge href="#_s"/></knowledgeRequirement>
          """)
    #expect(try Self.answer(elements).value.text == expected)
  }

  // MARK: - Types

  private static let types = """
    <itemDefinition name="tMode"><typeRef>string</typeRef>
    <allowedValues><text>"FULL","DUAL"</text></allowedValues></itemDefinition>
    <itemDefinition name="tModes" isCollection="true"><typeRef>tMode</typeRef></itemDefinition>
    <itemDefinition name="tPair" isCollection="true"><typeRef>number</typeRef>
    <typeConstraint><text>count(?) = 2</text></typeConstraint></itemDefinition>
    <itemDefinition name="tLine"><itemComponent name="mode"><typeRef>tMode</typeRef></itemComponent>
    <itemComponent name="seats"><typeRef>number</typeRef></itemComponent></itemDefinition>
    <itemDefinition name="tFunction"><functionItem outputTypeRef="number">
    <parameters name="n" typeRef="number"/></functionItem></itemDefinition>
    """

  @Test(arguments: [
    ("tMode", "\"FULL\"", "FULL"), ("tMode", "\"full\"", "null"), ("tMode", "1", "null"),
    ("tModes", "[\"FULL\", \"DUAL\"]", "[\"FULL\", \"DUAL\"]"),
    ("tModes", "[\"FULL\", \"full\"]", "null"),
    // A single value stands for a list of it, and a list of one value for the value.
    ("tModes", "\"FULL\"", "[\"FULL\"]"), ("tMode", "[\"FULL\"]", "FULL"),
    ("tPair", "[1, 2]", "[1, 2]"), ("tPair", "[1]", "null"),
    ("tLine", "{mode: \"FULL\", seats: 3}", "{mode: \"FULL\", seats: 3}"),
    ("tLine", "{mode: \"FULL\", seats: \"three\"}", "null"),
    ("tLine", "{mode: \"FULL\"}", "null"),
    ("number", "\"1\"", "null"), ("string", "1", "null"), ("boolean", "true", "true"),
    ("date", "@\"2021-10-31\"", "2021-10-31"), ("time", "@\"10:00:00\"", "10:00:00"),
    ("dateTime", "@\"2021-10-31T10:00:00\"", "2021-10-31T10:00:00"),
    ("dayTimeDuration", "@\"PT1H\"", "PT1H"), ("yearMonthDuration", "@\"P1Y\"", "P1Y"),
    ("yearMonthDuration", "@\"PT1H\"", "null"), ("Any", "1", "1"),
  ])
  func `a result of another type is null`(type: String, x: String, expected: String) throws {
    let elements = Self.types + Self.decision(Self.text("x"), type: type)
    #expect(try Self.answer(elements, x: x).value.text == expected)
  }

  @Test(arguments: [
    ("1 instance of number", "true"), ("\"a\" instance of number", "false"),
    ("null instance of number", "false"), ("[1, 2] instance of list&lt;number&gt;", "true"),
    ("[1, \"a\"] instance of list&lt;number&gt;", "false"),
    ("{a: 1} instance of context&lt;a: number&gt;", "true"),
    ("{a: \"b\"} instance of context&lt;a: number&gt;", "false"),
    ("[1..2] instance of range&lt;number&gt;", "true"),
    ("@\"PT1H\" instance of days and time duration", "true"),
    ("@\"P1Y\" instance of days and time duration", "false"),
    ("@\"P1Y\" instance of years and months duration", "true"),
    ("@\"2021-10-31T10:00:00\" instance of date and time", "true"),
    ("@\"2021-10-31\" instance of date", "true"), ("@\"10:00:00\" instance of time", "true"),
    ("(function(n: number) n) instance of function&lt;number&gt; -&gt; Any", "true"),
    ("\"FULL\" instance of tMode", "true"), ("\"full\" instance of tMode", "true"),
  ])
  func `a value is asked for its type`(expression: String, expected: String) throws {
    let text = expression.replacing("\"", with: "&quot;")
    let elements = Self.types + Self.decision(Self.text(text))
    #expect(try Self.answer(elements).value.text == expected)
  }

  // MARK: - Tables

  private static func table(
    _ attributes: String, input: String = "", outputs: [String], rules: [(String, [String])]
  ) -> String {
    let columns = outputs.map { "<output \($0)" + ($0.contains(">") ? "</output>" : "/>") }
    let rows = rules.map { test, values in
      "<rule><inputEntry><text>\(test)</text></inputEntry>"
        + values.map { "<outputEntry><text>\($0)</text></outputEntry>" }.joined() + "</rule>"
    }
    return """
      <decisionTable \(attributes)><input><inputExpression><text>x</text></inputExpression>\(input)
      </input>\(columns.joined())\(rows.joined())</decisionTable>
      """
  }

  @Test func `a rule gives one value for each output`() throws {
    let table = Self.table(
      "", outputs: ["name=\"mode\"", "name=\"seats\""],
      rules: [("&gt; 2", ["\"FULL\"", "x * 2"]), ("&lt;= 2", ["\"DUAL\"", "0"])])
    #expect(
      try Self.answer(Self.decision(table), x: "3").value.text == #"{mode: "FULL", seats: 6}"#)
    #expect(
      try Self.answer(Self.decision(table), x: "2").value.text == #"{mode: "DUAL", seats: 0}"#)
  }

  @Test func `the first output counts before the second where priorities decide`() throws {
    let table = Self.table(
      "hitPolicy=\"OUTPUT ORDER\"",
      outputs: [
        "name=\"a\"><outputValues><text>\"p\",\"q\"</text></outputValues>",
        "name=\"b\"><outputValues><text>2,1</text></outputValues>",
      ], rules: [("-", ["\"q\"", "2"]), ("-", ["\"p\"", "1"]), ("-", ["\"p\"", "2"])])
    #expect(
      try Self.answer(Self.decision(table), x: "1").value.text
        == #"[{a: "p", b: 2}, {a: "p", b: 1}, {a: "q", b: 2}]"#)
  }

  @Test(arguments: [("\"yes\"", "1"), ("\"no\"", "2"), ("\"perhaps\"", "null")])
  func `a value that may not come in meets no rule`(x: String, expected: String) throws {
    let table = Self.table(
      "", input: "<inputValues><text>\"yes\",\"no\"</text></inputValues>", outputs: [""],
      rules: [("\"yes\"", ["1"]), ("not(\"yes\")", ["2"])])
    #expect(try Self.answer(Self.decision(table), x: x).value.text == expected)
  }

  @Test(arguments: [
    ("3", "3", true), ("3", "4", false), ("&lt; 3", "2", true), ("&lt; 3", "3", false),
    ("&lt;= 3", "3", true), ("&gt; 3", "4", true), ("&gt;= 3", "3", true), ("[1..3]", "3", true),
    ("[1..3)", "3", false), ("(1..3]", "1", false), ("]1..3]", "1", false), ("1, 3", "3", true),
    ("not(1, 3)", "3", false), ("not(1, 3)", "2", true), ("-", "null", true),
    ("null", "null", true),
    ("\"a\"", "\"a\"", true), ("\"a\",\"b\"", "\"b\"", true), ("true", "true", true),
    ("@\"2021-10-31\"", "@\"2021-10-31\"", true), ("&gt; @\"2021-10-31\"", "@\"2021-11-01\"", true),
    ("? &gt; 1 and ? &lt; 3", "2", true), ("? &gt; 1 and ? &lt; 3", "3", false),
    ("starts with(?, \"12\")", "\"12345\"", true), ("[1, 2]", "2", true),
    ("list contains(?, 2)", "[1, 2]", true), ("x", "3", true),
  ])
  func `a cell is a unary test`(cell: String, x: String, isMatch: Bool) throws {
    let table = Self.table("", outputs: [""], rules: [(cell, ["\"match\""])])
    let answer = try Self.answer(Self.decision(table), x: x)
    #expect(answer.value.text == (isMatch ? "match" : "null"), "\(answer.faults)")
  }

  // MARK: - The form of the kit

  private static let suite = """
    <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      xmlns:xsd="http://www.w3.org/2001/XMLSchema"><modelName>test.dmn</modelName>
    <testCase id="right"><inputNode name="x"><value xsi:type="xsd:decimal">3</value></inputNode>
    <resultNode name="d"><expected><list><item><value xsi:type="xsd:decimal">3</value></item>
    <item><component name="a"><value xsi:type="xsd:string">b</value></component></item></list>
    </expected></resultNode></testCase>
    <testCase id="wrong"><inputNode name="x"><value xsi:type="xsd:decimal">4</value></inputNode>
    <resultNode name="d"><expected><list><item><value xsi:type="xsd:decimal">3</value></item>
    <item><component name="a"><value xsi:type="xsd:string">b</value></component></item></list>
    </expected></resultNode></testCase>
    <testCase id="null"><inputNode name="x"><value xsi:type="xsd:date">2021-10-31</value></inputNode>
    <resultNode name="e" errorResult="true"><expected><value xsi:nil="true"/></expected></resultNode>
    </testCase></testCases>
    """

  @Test func `cases in the form of the kit are run, and a wrong answer is told`() throws {
    let suite = try TCKSuite(
      reading: ModelFile(path: "test-01.xml", bytes: Array(Self.suite.utf8)))
    let model = try DecisionModel(
      reading: WrittenModel.file(
        Self.decision(Self.text("[x, {a: &quot;b&quot;}]"))
          + WrittenModel.decision("e", "1 + &quot;a&quot;")))
    let verdicts = suite.verdicts(of: model)
    #expect(verdicts.map(\.id) == ["right", "wrong", "null"])
    #expect(verdicts.map(\.isPassed) == [true, false, true])
    #expect(verdicts.map(\.isNullOnly) == [false, false, true])
    #expect(verdicts[1].difference.contains("expected [3") && verdicts[1].difference.contains("[4"))
  }
}
