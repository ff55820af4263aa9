import DMN
import DecisionTables
import Testing

@Suite struct `Reading decision models` {
  @Test(arguments: [
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
  ])
  func `every version from 1 1 to 1 5 is read`(version: String) throws {
    let file = WrittenModel.file(WrittenModel.decision("a", "1 + 1"), version: version)
    #expect(try DecisionModel(reading: file).decide("a", inputs: []).value.text == "2")
  }

  @Test func `an entity bomb is refused before an entity is read`() {
    let bomb = """
      <?xml version="1.0"?>
      <!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
      <definitions>&b;</definitions>
      """
    expectUnusable(ModelFile(path: "bomb.dmn", bytes: Array(bomb.utf8)), .doctypeRefused, line: 2)
  }

  @Test func `a DOCTYPE in another encoding is refused too`() {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-16LE\"?><!DOCTYPE d><definitions/>"
    let bytes = text.utf16.reduce(into: [0xFF, 0xFE] as [UInt8]) { bytes, unit in
      bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
    expectUnusable(ModelFile(path: "wide.dmn", bytes: bytes), .doctypeRefused, line: 1)
  }

  @Test func `a file that points outside is refused`() {
    let text = "<!DOCTYPE d SYSTEM \"file:///etc/passwd\"><definitions/>"
    expectUnusable(
      ModelFile(path: "out.dmn", bytes: Array(text.utf8)), .doctypeRefused, line: 1)
  }

  @Test func `XML that breaks off names its line`() {
    let file = ModelFile(path: "cut.dmn", bytes: Array("<definitions>\n<decision>\n".utf8))
    do {
      _ = try DecisionModel(reading: file)
      Issue.record("the file was read")
    } catch {
      #expect(error.line == 3)
      guard case .notWellFormed = error.kind else {
        Issue.record("\(error.kind)")
        return
      }
    }
  }

  @Test(arguments: [
    ("", "fact(20)", "2432902008176640000", 0), ("", "fact(1000)", "null", 1),
    (
      "<knowledgeRequirement><requiredKnowledge href=\"#_f\"/></knowledgeRequirement>", "fact(3)",
      "6", 0
    ),
  ])
  func `a knowledge model may call itself, up to a depth`(
    own: String, call: String, expected: String, faults: Int
  ) throws {
    let file = WrittenModel.file(
      """
      <businessKnowledgeModel name="fact" id="_f"><variable name="fact"/><encapsulatedLogic>
      <formalParameter name="n" typeRef="number"/>
      <literalExpression><text>if n = 0 then 1 else n * fact(n - 1)</text></literalExpression>
      </encapsulatedLogic>\(own)</businessKnowledgeModel>
      """
        + WrittenModel.decision(
          "d", call,
          requires:
            "<knowledgeRequirement><requiredKnowledge href=\"#_f\"/></knowledgeRequirement>"))
    let answer = try DecisionModel(reading: file).decide("d", inputs: [])
    #expect(answer.value.text == expected)
    #expect(answer.faults.count { $0.kind == .tooDeep } == faults)
  }

  @Test func `decisions that require each other are refused`() {
    let file = WrittenModel.file(
      WrittenModel.decision("a", "b", requires: WrittenModel.requires("b")) + "\n"
        + WrittenModel.decision("b", "a", requires: WrittenModel.requires("a")))
    expectUnusable(file, .cycle(["a", "b", "a"]), line: 3)
  }

  @Test func `a chain of requirements beyond any model's need is refused`() {
    let chain = (0..<400).map { index in
      WrittenModel.decision(
        "d\(index)", "1", requires: index < 399 ? WrittenModel.requires("d\(index + 1)") : "")
    }
    do {
      _ = try DecisionModel(reading: WrittenModel.file(chain.joined(separator: "\n")))
      Issue.record("the file was read")
    } catch {
      #expect(error.kind == .tooDeep)
    }
  }

  @Test func `a model of something else is refused`() {
    let file = ModelFile(path: "x.dmn", bytes: Array("<html/>".utf8))
    expectUnusable(file, .rootUnknown(found: "html", expected: "definitions"), line: 1)
  }

  @Test func `an import is looked for beside the model by its namespace`() throws {
    let other = WrittenModel.file(
      WrittenModel.decision("base", "40"), namespace: "urn:other", path: "other.dmn")
    let file = WrittenModel.file(
      """
      <import name="o" namespace="urn:other"
        importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
      """
        + WrittenModel.decision(
          "a", "o.base + 2",
          requires: """
            <informationRequirement><requiredDecision href="urn:other#_base"/>
            </informationRequirement>
            """))
    let model = try DecisionModel(reading: file, beside: [other])
    #expect(model.decide("a", inputs: []).value.text == "42")
    expectUnusable(file, .importMissing("urn:other"), line: 4)
  }

  @Test func `a fault tells the line of the model`() throws {
    let file = WrittenModel.file(WrittenModel.decision("a", "1 + \"x\""))
    let answer = try DecisionModel(reading: file).decide("a", inputs: [])
    #expect(answer.value.text == "null")
    #expect(answer.faults.first?.line == 4)
    #expect(answer.faults.first?.span == 0..<7)
  }

  @Test func `a result outside the allowed values is null`() throws {
    let type = """
      <itemDefinition name="tMode"><typeRef>string</typeRef>
      <allowedValues><text>"full","dual"</text></allowedValues></itemDefinition>
      """
    func decision(_ text: String) -> String {
      """
      <decision name="m" id="_m"><variable name="m" typeRef="tMode"/>
      <literalExpression><text>\(text)</text></literalExpression></decision>
      """
    }
    let good = try DecisionModel(reading: WrittenModel.file(type + decision("\"dual\"")))
    #expect(good.decide("m", inputs: []).value.text == "dual")
    let bad = try DecisionModel(reading: WrittenModel.file(type + decision("\"duall\"")))
    #expect(bad.decide("m", inputs: []).value.text == "null")
  }

  private func expectUnusable(
    _ file: ModelFile, _ kind: ModelUnusable.Kind, line: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    do {
      _ = try DecisionModel(reading: file)
      Issue.record("the file was read", sourceLocation: sourceLocation)
    } catch {
      #expect(error.kind == kind, sourceLocation: sourceLocation)
      #expect(error.line == line, sourceLocation: sourceLocation)
      #expect(!error.english.isEmpty && !error.chinese.isEmpty, sourceLocation: sourceLocation)
    }
  }
}
