import DMN
import DecisionTables
import TestSupport
import Testing

/// Texts that were damaged at random are read, or refused with a reason; nothing traps.
@Suite struct `Damaged models` {
  private static let expressions = [
    "if a.b[c > 1].d = null then -1.5e3 else {x y: [1, 2..3], \"z\": @\"2021-10-31T10:00:00Z\"}",
    "for i in 1..3, j in [i, (i..9]] return partial[-1] + i ** -j / 0",
    "some x in [1, 2] satisfies x in (< 5, [1..3), not(x), \"a\")",
    "substring(string: \"热线\\u4e2d\\\\\", start position: -1, length: 9223372036854775807)",
    "(function(a: list<number>, b: context<k: string>) external {java: {class: \"x\"}})(1, b: 2)",
    "replace(\"a.b\", \"([a-z-[b]]+)\\\\.(?:\\\\p{Lu}|\\\\1){1,3}?\", \"$1\\\\$\", \"smixq\")",
    "date(2021, 2, 29) - duration(\"P1Y2M\") >= time(\"10:00:00@Asia/Shanghai\").time offset",
    "1 between 2 and 3 or null instance of function<number, string>->range<Any> // x",
    "decimal(1/3, -6111) * sqrt(2) + modulo(-12, 0.7) - exp(log(10)) /* y */",
    "sort(list replace([3, 1], function(i, n) i < n, 2), function(x, y) x > y)[item = 1]",
    "range(\"[1..@\\\"P1D\\\"]\") = [\"a\"..\"b\"] and overlaps((1..2], ]3..4[)",
    "context merge([context put({a: {b: 1}}, [\"a\", \"b\"], 2), get entries({c: 1})[1]])",
  ]
  private static let pieces = [
    "(", ")", "[", "]", "{", "}", "..", "\"", "@\"", "**", "-", "not(", " in ", " for i in ",
    " return ", "null", "99999999999999999999", "1e6144", "\\u", "/*", "//", "?", "function(",
    "<", ">", ",", ":", ".", "🐎", "\u{0}", " instance of ", "partial", "item", "\\", "热",
  ]

  private static func damaged(
    _ text: [Unicode.Scalar], by pieces: [String], atMost most: Int,
    using random: inout SeededRandom
  ) -> [Unicode.Scalar] {
    var text = text
    for _ in 0..<Int.random(in: 1...most, using: &random) {
      let place = Int.random(in: 0...text.count, using: &random)
      let end = min(text.count, place + Int.random(in: 0...6, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: text.removeSubrange(place..<end)
      case 1: text.insert(contentsOf: text[place..<end], at: place)
      case 2:
        let piece = pieces.randomElement(using: &random) ?? ""
        text.insert(contentsOf: piece.unicodeScalars, at: place)
      default:
        let piece = pieces.randomElement(using: &random) ?? ""
        text.replaceSubrange(place..<end, with: Array(piece.unicodeScalars))
      }
    }
    return text
  }

  private static func text(_ scalars: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  @Test func `a damaged expression gives a value, or null with a fault that has words`() {
    var random = SeededRandom(state: 20_211_009)
    var names = FEELContext()
    names["a"] = .context(FEELContext([("b", .list([.number(FEELNumber(1))]))]))
    names["x y"] = .string("z")
    var (read, refused) = (0, 0)
    for round in 0..<4000 {
      let seed = Self.expressions[round % Self.expressions.count]
      let text = Self.text(
        Self.damaged(Array(seed.unicodeScalars), by: Self.pieces, atMost: 4, using: &random))
      let answer = round % 3 == 0 ? FEEL.test(text, of: .null, names) : FEEL.answer(text, names)
      if let fault = answer.faults.first {
        refused += 1
        #expect(!fault.english.isEmpty && !fault.chinese.isEmpty, "\(text)")
        #expect(fault.span.upperBound <= text.unicodeScalars.count, "\(text)")
      } else {
        read += 1
      }
    }
    // Both ways are walked: damage that still reads, and damage that does not.
    #expect(read > 100 && refused > 1000, "\(read) \(refused)")
  }

  private static let model = """
    <?xml version="1.0" encoding="UTF-8"?>
    <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:x" name="x">
    <itemDefinition name="t"><typeRef>number</typeRef><allowedValues><text>[0..9]</text>
    </allowedValues></itemDefinition>
    <inputData name="x" id="_x"><variable name="x" typeRef="t"/></inputData>
    <businessKnowledgeModel name="f" id="_f"><variable name="f"/><encapsulatedLogic>
    <formalParameter name="n" typeRef="number"/><context><contextEntry><variable name="k"/>
    <literalExpression><text>n + 1</text></literalExpression></contextEntry><contextEntry>
    <literalExpression><text>k * 2</text></literalExpression></contextEntry></context>
    </encapsulatedLogic></businessKnowledgeModel>
    <decision name="d" id="_d"><variable name="d"/>
    <informationRequirement><requiredInput href="#_x"/></informationRequirement>
    <knowledgeRequirement><requiredKnowledge href="#_f"/></knowledgeRequirement>
    <decisionTable hitPolicy="PRIORITY"><input><inputExpression typeRef="number"><text>f(x)</text>
    </inputExpression><inputValues><text>[0..99]</text></inputValues></input>
    <output typeRef="string"><outputValues><text>"A","B"</text></outputValues></output>
    <rule><inputEntry><text>&lt; 10</text></inputEntry><outputEntry><text>"B"</text></outputEntry>
    </rule><rule><inputEntry><text>-</text></inputEntry><outputEntry><text>"A"</text></outputEntry>
    </rule></decisionTable></decision>
    <decisionService name="s" id="_s"><variable name="s"/><outputDecision href="#_d"/>
    <inputData href="#_x"/></decisionService>
    <decision name="e" id="_e"><variable name="e"/><informationRequirement>
    <requiredDecision href="#_d"/></informationRequirement><knowledgeRequirement>
    <requiredKnowledge href="#_f"/></knowledgeRequirement><for iteratorVariable="i"><in>
    <literalExpression><text>[1..3]</text></literalExpression></in><return><invocation>
    <literalExpression><text>f</text></literalExpression><binding><parameter name="n"/>
    <literalExpression><text>i</text></literalExpression></binding></invocation></return></for>
    </decision></definitions>
    """
  private static let tags = [
    "<decision>", "</decision>", "<text>", "</text>", "href=\"#_e\"", "href=\"#_d\"", "&lt;",
    "&x;", "<!DOCTYPE d>", "<![CDATA[", "]]>", "name=\"d\"", "id=\"_x\"", "typeRef=\"t\"",
    "\u{FFFE}",
    "<import namespace=\"urn:x\" importType=\"DMN\"/>", "isCollection=\"true\"", "<context>", "\"",
  ]

  @Test func `a damaged model is refused with a line, or answers every decision`() {
    var random = SeededRandom(state: 20_211_031)
    let seed = Array(Self.model.unicodeScalars)
    var (read, refused) = (0, 0)
    for _ in 0..<1500 {
      let text = Self.text(Self.damaged(seed, by: Self.tags, atMost: 1, using: &random))
      do {
        let model = try DecisionModel(reading: ModelFile(path: "x.dmn", bytes: Array(text.utf8)))
        let inputs = [DecisionModel.Input(name: "x", value: .number(FEELNumber(3)))]
        for name in model.decisions + model.services {
          _ = model.decide(name, inputs: inputs).value.text
        }
        read += 1
      } catch {
        #expect(error.line >= 1 && !error.english.isEmpty && !error.chinese.isEmpty)
        refused += 1
      }
    }
    #expect(read > 100 && refused > 100, "\(read) \(refused)")
  }

  @Test func `the undamaged model answers`() throws {
    let model = try DecisionModel(
      reading: ModelFile(path: "x.dmn", bytes: Array(Self.model.utf8)))
    let inputs = [DecisionModel.Input(name: "x", value: .number(FEELNumber(3)))]
    #expect(model.decide("d", inputs: inputs).value.text == "A")
    #expect(model.decide("e", inputs: inputs).value.text == "[4, 6, 8]")
    #expect(model.invoke("s", inputs: inputs).value.text == "A")
  }
}
