import Findings
import Foundation
import HotlineModel
@testable import MergePolicy
import Reports
import Sheets
import TestSupport
import Testing

/// A policy that was signed with the program, and what somebody does to it afterwards.
private struct SignedCopy {
  let copy: PolicyCopy
  static let today = PolicyCopy.today

  init(isGuarded: Bool = true) throws {
    copy = try PolicyCopy(isGuarded: isGuarded)
    try FileManager.default.removeItem(atPath: copy.path + "/signatures.csv")
    try sign()
  }

  func signing() throws -> PolicySigning {
    try PolicySigning(folder: copy.path, today: Self.today)
  }

  func sign(
    by who: String = "张三", on day: String = "2021-10-12", document: String = "佛热线〔2021〕2号"
  ) throws {
    try signing().sign(by: who, on: #require(CivilDate(day)), document: document)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: copy.path + "/" + name, encoding: .utf8)
  }

  /// Replaces a text of a sheet, which must be there.
  func edit(_ name: String, _ old: String, _ new: String) throws {
    let text = try text(name)
    try #require(text.contains(old), "\(name) has no \(old)")
    _ = try copy.folder.file(
      "foshan-2021/" + name, text.replacing(old, with: new, maxReplacements: 1))
  }

  /// What keeps the policy from deciding.
  func findings(on today: CivilDate = today) throws -> [Finding] {
    do {
      _ = try Policy(folder: copy.path, today: today)
      return []
    } catch let error as Unusable {
      for finding in error.findings { finding.expectWords() }
      return error.findings
    }
  }

  func codes(on today: CivilDate = today) throws -> [FindingCode] {
    try findings(on: today).map(\.code)
  }
}

@Suite struct `Signatures of sheets` {
  @Test func `a policy whose sheets are signed decides, and keeps a copy of each`() throws {
    let signed = try SignedCopy()
    #expect(try signed.findings().isEmpty)
    #expect(try signed.signing().waiting.isEmpty)
    for name in ["D5_mode.csv", "parameters.csv", "questions.csv"] {
      #expect(try signed.text(name) == signed.text("signed/" + name))
    }
    let kept = try #require(try signed.signing().signedFolder)
    #expect(kept == signed.copy.path + "/signed")
    #expect(try Policy(folder: kept, today: SignedCopy.today).version.hasPrefix("signed@"))
  }

  @Test func `without any signature one finding speaks for the folder`() throws {
    let signed = try SignedCopy()
    try FileManager.default.removeItem(atPath: signed.copy.path + "/signatures.csv")
    #expect(try signed.codes() == [.policyUnsigned])
    // It can be looked at all the same.
    _ = try Policy(draft: signed.copy.path)
    let report = try PolicyAnalysis(signed.copy.path, budget: nil, today: SignedCopy.today).report()
    #expect(report.findings.map(\.code) == [.policyUnsigned])
    #expect(report.isProven && report.refusals.isEmpty)
  }

  @Test(arguments: [
    ("parameters.csv", "LOW,300,", "LOW,400,", "LOW: value 300 -> 400"),
    ("parameters.csv", "2021-10-11", "2021-10-10", "LOW: signed_on 2021-10-11 -> 2021-10-10"),
    ("parameters.csv", "〔2021〕1号", "〔2021〕9号", "LOW: document 佛热线〔2021〕1号 -> 佛热线〔2021〕9号"),
    ("parameters.csv", "LOW,300,张三", "LOW,300,李四", "LOW: signed_by 张三 -> 李四"),
    (
      "D5_mode.csv", "certain-53(criterion)", "inference",
      "M13: certainty certain-53(criterion) -> inference"
    ),
    ("questions.csv", "Q_OWNER,热线由谁设立", "Q_OWNER,由谁设立", nil),
    ("invariants.csv", "N02,", "N99,", "+ N99; - N02"),
    ("D4_volume.csv", "话务量等级", "话务量", "decision: #3 话务量等级 -> 话务量"),
  ])
  func `a changed cell is no longer signed, and its row is named`(
    sheet: String, old: String, new: String, rows: String?
  ) throws {
    let signed = try SignedCopy()
    let text = try signed.text(sheet)
    try signed.edit(sheet, old, new)
    let findings = try signed.findings()
    #expect(findings.map(\.code) == [.sheetChangedSinceSigned])
    let facts = try #require(findings.first).facts
    #expect(facts["found"] == sheet)
    #expect(facts["who"] == "张三" && facts["day"] == "2021-10-12")
    if let rows { #expect(facts["rows"] == rows) }
    // What was signed holds again once it is restored.
    _ = try signed.copy.folder.file("foshan-2021/" + sheet, text)
    #expect(try signed.findings().isEmpty)
  }

  @Test func `without the copy only the sheet is named, and so with a copy of something else`()
    throws
  {
    let signed = try SignedCopy()
    try signed.edit("parameters.csv", "LOW,300,", "LOW,400,")
    _ = try signed.copy.folder.file(
      "foshan-2021/signed/parameters.csv", signed.text("parameters.csv"))
    #expect(try signed.findings().map { $0.facts["rows"] } == [""])
    #expect(try signed.signing().signedFolder == nil)
    try FileManager.default.removeItem(atPath: signed.copy.path + "/signed")
    #expect(try signed.findings().map { $0.facts["rows"] } == [""])
  }

  @Test func `rows in another order say the same and are signed no longer`() throws {
    let signed = try SignedCopy()
    let lines = try signed.text("questions.csv").split(separator: "\n")
    _ = try signed.copy.folder.file(
      "foshan-2021/questions.csv",
      ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n"))
    #expect(try signed.codes() == [.sheetChangedSinceSigned])
    #expect(try signed.signing().revisions.map(\.kind) == [.reordered])
  }

  @Test func `a new sheet and a sheet that is gone are found`() throws {
    let signed = try SignedCopy()
    _ = try signed.copy.folder.file(
      "foshan-2021/designations-9.csv",
      "number,mode,document,issuer_rank,certainty\n12318,dual,附件,annex,one-source\n")
    #expect(try signed.codes() == [.sheetUnsigned])
    #expect(try signed.findings().first?.facts["found"] == "designations-9.csv")
    try signed.sign()
    #expect(try signed.findings().isEmpty)
    try FileManager.default.removeItem(atPath: signed.copy.path + "/designations-9.csv")
    #expect(try signed.codes() == [.signatureWithoutSheet])
    try signed.sign()
    #expect(try signed.findings().isEmpty)
    #expect(!(try signed.text("signatures.csv")).contains("designations"))
    #expect(
      !FileManager.default.fileExists(atPath: signed.copy.path + "/signed/designations-9.csv"))
  }
}

@Suite struct `Days and documents of signatures` {
  @Test func `a day after today is found, of a sheet and of a limit`() throws {
    let signed = try SignedCopy()
    let eve = try #require(CivilDate("2021-10-11"))
    let findings = try signed.findings(on: eve)
    #expect(Set(findings.map(\.code)) == [.signedInFuture] && findings.count == 13)
    #expect(findings.first?.facts["expected"] == "2021-10-11")
    #expect(try signed.codes(on: eve.adding(days: 1)).isEmpty)
    let early = try signed.findings(on: eve.adding(days: -1)).compactMap { $0.facts["thing"] }
    #expect(early.suffix(4) == ["LOW", "HIGH", "DEPT_BUILT", "DUAL_LINES"])
  }

  @Test func `a day before the notice is found, and the notice's own day is good`() throws {
    let signed = try SignedCopy()
    func issue(on day: String) throws {
      let sheet = try signed.text("deadlines.csv").replacing(/,20[0-9-]{8},(?=[^,0-9])/) { _ in
        ",\(day),"
      }
      _ = try signed.copy.folder.file("foshan-2021/deadlines.csv", sheet)
    }
    try issue(on: "2021-10-11")
    try signed.sign()
    #expect(try signed.findings().isEmpty)
    try issue(on: "2021-10-12")
    #expect {
      try signed.sign()
    } throws: {
      // Sheets were signed on that day, limits and cases the day before.
      let findings = ($0 as? Unusable)?.findings ?? []
      let things = findings.compactMap { $0.facts["thing"] }
      return Set(findings.map(\.code)) == [.signedBeforeNotice]
        && Set(things).isSuperset(of: ["C01", "LOW"])
        && findings.first?.facts["expected"] == "2021-10-12"
    }
    try issue(on: "2021-10-11")
    try signed.edit("signatures.csv", "2021-10-12", "2021-10-10")
    #expect(try signed.findings().count { $0.code == .signedBeforeNotice } == 1)
  }

  @Test(arguments: ["", "\" \""])
  func `a signature without a document is found, of a sheet and of a limit`(document: String) throws
  {
    let signed = try SignedCopy()
    try signed.edit("signatures.csv", "佛热线〔2021〕2号", document)
    #expect(try signed.codes() == [.signatureWithoutDocument])
    // Signing again mends it.
    try signed.sign()
    #expect(try signed.findings().isEmpty)
    try signed.edit("parameters.csv", "佛热线〔2021〕1号", document)
    #expect(try signed.codes() == [.sheetChangedSinceSigned, .signatureWithoutDocument])
    // The row of a limit is its owner's: it is not filled in for them.
    #expect {
      try signed.sign()
    } throws: { ($0 as? Unusable)?.findings.map(\.code) == [.signatureWithoutDocument] }
  }

  @Test func `a day that is none keeps the policy from being read`() throws {
    let signed = try SignedCopy()
    try signed.edit("signatures.csv", "2021-10-12", "2021-13-12")
    #expect(try signed.codes() == [.sheetValueMalformed])
  }

  @Test func `a fingerprint that somebody wrote by hand is not the sheet's`() throws {
    let signed = try SignedCopy()
    let fingerprint = try SheetContents(contentsOf: signed.copy.path + "/D1_number_kind.csv")
      .fingerprint
    try signed.edit("signatures.csv", fingerprint, String(fingerprint.reversed()))
    #expect(try signed.codes() == [.sheetChangedSinceSigned])
  }
}

@Suite struct `Signing` {
  @Test func `only what has changed is signed anew`() throws {
    let signed = try SignedCopy(isGuarded: false)
    try signed.edit("parameters.csv", "LOW,300,", "LOW,400,")
    let signing = try signed.signing()
    #expect(signing.waiting == ["parameters.csv"])
    #expect(signing.revisions.flatMap(\.rows).map(\.summary) == ["LOW: value 300 -> 400"])
    try signed.sign(by: "李四", on: "2021-10-20", document: "佛热线〔2021〕3号")
    #expect(try signed.findings().isEmpty)
    let rows = try signed.text("signatures.csv").split(separator: "\n").dropFirst()
    let renewed = rows.filter { $0.hasSuffix(",李四,2021-10-20,佛热线〔2021〕3号") }
    #expect(renewed.count == 1 && renewed.first?.hasPrefix("parameters.csv,") == true)
    #expect(rows.count { $0.hasSuffix(",张三,2021-10-12,佛热线〔2021〕2号") } == 10)
  }

  @Test func `whoever signs one sheet keeps all that are signed, to be compared with`() throws {
    let signed = try SignedCopy(isGuarded: false)
    // As a policy that is shipped with its signatures.
    try FileManager.default.removeItem(atPath: signed.copy.path + "/signed")
    try signed.edit("parameters.csv", "LOW,300,", "LOW,400,")
    #expect(try signed.signing().signedFolder == nil)
    try signed.sign()
    #expect(try signed.signing().signedFolder == signed.copy.path + "/signed")
    _ = try Policy(folder: signed.copy.path + "/signed", today: SignedCopy.today)
  }

  @Test func `where a run ends between the copies and the signatures, nothing new is signed`()
    throws
  {
    let signed = try SignedCopy()
    try signed.edit("parameters.csv", "LOW,300,", "LOW,400,")
    try signed.signing().writeCopies(of: ["parameters.csv"])
    let findings = try signed.findings()
    #expect(findings.map(\.code) == [.sheetChangedSinceSigned])
    // The copy is not what was signed, and says nothing of what was.
    #expect(findings.first?.facts["rows"] == "")
    // The earlier sheet is still signed.
    try signed.edit("parameters.csv", "LOW,400,", "LOW,300,")
    #expect(try signed.findings().isEmpty)
    // And where nothing was signed before, nothing is.
    try FileManager.default.removeItem(atPath: signed.copy.path + "/signatures.csv")
    try signed.signing().writeCopies(of: ["parameters.csv"])
    #expect(try signed.codes() == [.policyUnsigned])
  }

  @Test func `where the copies cannot be written, no signature is`() throws {
    let signed = try SignedCopy()
    try signed.edit("parameters.csv", "LOW,300,", "LOW,400,")
    let before = try signed.text("signatures.csv")
    try FileManager.default.removeItem(atPath: signed.copy.path + "/signed")
    _ = try signed.copy.folder.file("foshan-2021/signed", "no folder")
    #expect {
      try signed.sign()
    } throws: { ($0 as? Unusable)?.findings.map(\.code) == [.outputUnwritable] }
    #expect(try signed.text("signatures.csv") == before)
    #expect(try signed.codes() == [.sheetChangedSinceSigned])
  }

  @Test func `a sheet that changes after it was read is not signed`() throws {
    let signed = try SignedCopy()
    try signed.edit("parameters.csv", "LOW,300,", "LOW,400,")
    let signing = try signed.signing()
    try signed.edit("parameters.csv", "LOW,400,", "LOW,900,")
    #expect {
      try signing.sign(by: "张三", on: SignedCopy.today, document: "佛热线〔2021〕3号")
    } throws: { ($0 as? Unusable)?.findings.map(\.code) == [.fileChanged] }
    #expect(try signed.codes() == [.sheetChangedSinceSigned])
  }

  @Test func `what the check refuses, and a limit that nobody signed, is not signed`() throws {
    let signed = try SignedCopy(isGuarded: false)
    try signed.edit("D6_disposition.csv", "CK-DUAL,ask,shared,ask", "CK-DUAL,interwork,shared,ask")
    #expect {
      try signed.signing().prove()
    } throws: { Set((($0 as? Unusable)?.findings ?? []).map(\.code)) == [.hiddenGuess] }
    let unsigned = try SignedCopy()
    try unsigned.edit("parameters.csv", "LOW,300,张三", "LOW,300,")
    try unsigned.signing().prove()
    #expect {
      try unsigned.sign()
    } throws: { ($0 as? Unusable)?.findings.map(\.code) == [.parameterUnsigned] }
    #expect {
      try unsigned.sign(on: "2021-12-31")
    } throws: {
      Set((($0 as? Unusable)?.findings ?? []).map(\.code)) == [.parameterUnsigned, .signedInFuture]
    }
  }

  @Test func `a folder without sheets, and a sheet by itself, are not signed`() throws {
    let copy = try PolicyCopy()
    for path in [copy.folder.path, copy.path + "/D5_mode.csv"] {
      #expect {
        try PolicySigning(folder: path, today: PolicyCopy.today)
      } throws: { ($0 as? Unusable)?.findings.map(\.code) == [.policyMissing] }
    }
  }
}

@Suite struct `Sheets saved by another program` {
  /// A sheet as spreadsheet programs save it.
  enum Saving: String, CaseIterable {
    case mark, windowsLines, oldLines, marksAround, emptyCells, gb18030
  }

  @Test(arguments: Saving.allCases)
  func `a sheet that says the same stays signed`(saving: Saving) throws {
    let signed = try SignedCopy()
    for name in ["D5_mode.csv", "D3_owner.csv", "parameters.csv", "questions.csv"] {
      let path = signed.copy.path + "/" + name
      let text = try signed.text(name)
      switch saving {
      case .mark: try ("\u{FEFF}" + text).write(toFile: path, atomically: true, encoding: .utf8)
      case .windowsLines:
        try text.replacing("\n", with: "\r\n").write(
          toFile: path, atomically: true, encoding: .utf8)
      case .oldLines:
        try text.replacing("\n", with: "\r").write(
          toFile: path, atomically: true, encoding: .utf8)
      case .marksAround:
        guard !text.contains("\"") else { continue }
        let rows = text.split(separator: "\n").map { row in
          row.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" }
            .joined(separator: ",")
        }
        try rows.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
      case .emptyCells:
        guard name.hasPrefix("D") else { continue }
        let rows = text.split(separator: "\n").map { $0 + ",," }
        try (rows.joined(separator: "\n") + "\n,,,,\n\n").write(
          toFile: path, atomically: true, encoding: .utf8)
      case .gb18030:
        let result = try Shell.run(
          "iconv -f UTF-8 -t GB18030 '\(path)' > x && mv x '\(path)'", in: signed.copy.folder.path)
        try #require(result.code == 0, "\(result.errors)")
      }
    }
    #expect(try signed.findings().isEmpty)
    #expect(try signed.signing().waiting.isEmpty)
  }

  @Test func `cells that would run into each other differ`() throws {
    let folder = try TemporaryFolder()
    let fingerprints = try ["a,b\n", "ab,\n", "\"a,b\"\n", "a\nb\n", "a,b,c\n", "1:b,\n"].map {
      try SheetContents(contentsOf: folder.file("sheet.csv", $0)).fingerprint
    }
    #expect(Set(fingerprints).count == fingerprints.count)
    let lines = try ["\"a\r\nb\"\n", "\"a\nb\"\n", "\" a\rb \"\n"].map {
      try SheetContents(contentsOf: folder.file("sheet.csv", $0)).fingerprint
    }
    #expect(Set(lines).count == 1)
  }
}
