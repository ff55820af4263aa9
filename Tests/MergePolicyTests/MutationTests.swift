import DecisionTables
import Findings
import Foundation
import HotlineModel
import Reports
import TestSupport
import Testing

@testable import MergePolicy

@Suite struct `Edits and who would notice them` {
  @Test func `no edit of the shipped policy would go unnoticed`() throws {
    let copy = try PolicyCopy()
    let mutation = try #require(
      try PolicyAnalysis(copy.path, budget: nil, today: PolicyCopy.today).mutation())
    for kind in PolicyMutation.Kind.allCases {
      #expect(mutation.edits(kind) > 0, "\(kind)")
      #expect(mutation.noticed(kind) == mutation.edits(kind), "\(kind)")
    }
    #expect(mutation.survivors.isEmpty)
  }

  @Test func `without cases wrong answers would go unnoticed, which strict checks refuse`() throws {
    let copy = try PolicyCopy()
    try FileManager.default.removeItem(atPath: copy.path + "/cases.csv")
    try copy.sign()
    let strict = try PolicyAnalysis(copy.path, budget: nil, today: PolicyCopy.today)
      .report(isStrict: true).findings.filter { $0.code == .answerUnguarded }
    #expect(!strict.isEmpty)
    for finding in strict { finding.expectWords() }
  }

  /// What is said to be noticed is noticed: a policy with the edit in its sheets is refused.
  @Test func `an edit that is said to be noticed keeps the policy from loading`() throws {
    let copy = try PolicyCopy()
    let graph = try PolicySheets(folder: copy.path).graph()
    let edits = AnswerEdit.all(graph)
    #expect(edits.count > 1000)
    for (index, edit) in edits.enumerated() where index % 61 == 7 {
      let edited = try PolicyCopy()
      let file = edit.rule.place.source.split(separator: "/").last.map(String.init) ?? ""
      let path = "\(edited.path)/\(file)"
      var lines = try String(contentsOfFile: path, encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let row = edit.rule.place.line - 1
      // Cells before the notes hold no comma of their own.
      var cells = lines[row].split(separator: ",", omittingEmptySubsequences: false).map(
        String.init)
      cells[1 + edit.table.inputs.count + edit.output] = edit.value.description
      lines[row] = cells.joined(separator: ",")
      _ = try edited.folder.file("foshan-2021/\(file)", lines.joined(separator: "\n"))
      #expect(try !edited.findings().isEmpty, "\(edit.rule.id) \(edit.column) \(edit.value)")
    }
  }
}
