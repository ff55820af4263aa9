import DMN
import DecisionTables

/// Models written in tests, without the wrapping that every DMN file has.
enum WrittenModel {
  /// A model of elements, in the namespace of a DMN version.
  static func file(
    _ elements: String, version: String = "https://www.omg.org/spec/DMN/20230324/MODEL/",
    namespace: String = "urn:test", path: String = "test.dmn"
  ) -> ModelFile {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <definitions xmlns="\(version)" namespace="\(namespace)" name="test">
      \(elements)
      </definitions>
      """
    return ModelFile(path: path, bytes: Array(text.utf8))
  }

  /// A decision with a literal expression.
  static func decision(_ name: String, _ text: String, requires: String = "") -> String {
    """
    <decision name="\(name)" id="_\(name)"><variable name="\(name)"/>\(requires)
    <literalExpression><text>\(text)</text></literalExpression></decision>
    """
  }

  /// A requirement of another decision.
  static func requires(_ name: String) -> String {
    """
    <informationRequirement><requiredDecision href="#_\(name)"/></informationRequirement>
    """
  }

  /// A table over the number `x` with the output values A, B and C in this order of importance.
  static func table(_ hitPolicy: String, _ rules: [(String, String)], output: String) -> String {
    let rows = rules.map { test, value in
      """
      <rule><inputEntry><text>\(test)</text></inputEntry>
      <outputEntry><text>\(value)</text></outputEntry></rule>
      """
    }
    return """
      <inputData name="x" id="_x"><variable name="x" typeRef="number"/></inputData>
      <decision name="d" id="_d"><variable name="d"/>
      <informationRequirement><requiredInput href="#_x"/></informationRequirement>
      <decisionTable \(hitPolicy)><input><inputExpression typeRef="number"><text>x</text>
      </inputExpression></input><output>\(output)</output>\(rows.joined())</decisionTable>
      </decision>
      """
  }
}
