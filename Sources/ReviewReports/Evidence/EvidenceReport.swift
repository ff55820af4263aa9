import Bytes
import Checklists
package import Findings
package import HotlineModel
import LocalFiles
package import MergerRuns
import MergerStore
package import Reports
import ReviewRuns

/// Writes the folder with everything about one line: whole, or not at all.
package struct EvidenceReport {
  private let record: LineRecord
  private let workspace: Workspace

  /// The folder of a line.
  ///
  /// - Parameters:
  ///   - line: the line, by its id or number in any spelling.
  ///   - workspace: the workspace.
  ///   - day: the day against which deadlines and windows are held.
  /// - Throws: `Unusable`: `HL2211` for a line that is not registered, and the complaints about
  ///   policy, routing sheets and templates.
  package init(_ line: String, in workspace: Workspace, on day: CivilDate) throws {
    self.workspace = workspace
    record = try LineRecord(line, in: workspace, on: day)
  }

  /// What of the line is to be looked at: what its number's history and today's decision disagree on.
  package var findings: [Finding] { record.findings.filter { $0.code != .evidenceChanged } }

  /// Where the file of some evidence is within the folder: its name as it came is in `evidence.csv`.
  static func name(of file: EvidenceFile) -> String { "evidence/\(file.sha256).\(file.type)" }

  /// Writes the folder.
  ///
  /// - Parameter path: the folder, which must be new or empty.
  /// - Returns: its files, the list of hashes among them.
  /// - Throws: `Unusable`: `HL6101` where something is there, `HL6102` where it cannot be written,
  ///   `HL4116` for each file of evidence that is gone or was changed; nothing is written then.
  package func write(to path: String) throws -> [DeliveryFile] {
    let draft = try DeliveryDraft(path, replacing: false)
    try Folder.makePrivate(draft.path)
    let ledger = workspace.hasLedger ? try workspace.ledger() : nil
    let evidence = try ledger?.evidence().filter(isOfLine) ?? []
    var files = try copy(evidence, to: draft.path)
    for (name, rows) in try EvidenceTables(record, ledger, files: evidence).sheets() {
      files.append(try Self.sheet(rows, named: name, in: draft.path))
    }
    files += try signedTexts(to: draft.path)
    for (name, html) in [
      ("plan.html", PlanPaper(record).html), ("acceptance.html", AcceptancePaper(record).html),
    ] {
      files.append(try Self.text(html, named: name, in: draft.path, count: 1))
    }
    files.sort { $0.name < $1.name }
    let rows = files.map { [$0.name, "\($0.size)", $0.sha256] }
    files.append(
      try Self.sheet([["文件", "大小", "SHA-256"]] + rows, named: "manifest.csv", in: draft.path))
    let sums = files.map { "\($0.sha256)  \($0.name)\n" }.joined()
    files.append(
      try Self.text(sums, named: "SHA256SUMS", in: draft.path, count: files.count))
    try draft.publish()
    return files
  }

  /// Whether a file is evidence of the line's number, or of an item of its checklist: `12329-08`.
  private func isOfLine(_ evidence: NamedEvidence) -> Bool {
    let (owner, line) = (evidence.owner, record.line.id)
    return owner == line || owner.hasPrefix("\(line)-") && owner.count == line.count + 3
  }

  /// Copies the files of evidence, each once; all that cannot be trusted are named.
  private func copy(_ evidence: [NamedEvidence], to folder: String) throws -> [DeliveryFile] {
    guard !evidence.isEmpty else { return [] }
    try Folder.makePrivate("\(folder)/evidence")
    let copies = EvidenceFolder(ofWorkspace: workspace.folder)
    var complaints: [Finding] = []
    var files: [DeliveryFile] = []
    var names: Set<String> = []
    for named in evidence {
      let file = named.file
      let name = Self.name(of: file)
      guard names.insert(name).inserted else { continue }
      do {
        try copies.copy(named, to: "\(folder)/\(name)")
        files.append(DeliveryFile(name: name, sha256: file.sha256, size: file.size, count: 1))
      } catch let unusable as Unusable {
        complaints += unusable.findings
      }
    }
    guard complaints.isEmpty else { throw Unusable(complaints) }
    return files
  }

  /// The texts that signatures cover, so that their hashes can be computed again: those of the items as
  /// they are, and those that were signed.
  private func signedTexts(to folder: String) throws -> [DeliveryFile] {
    try Folder.makePrivate("\(folder)/signed")
    var texts: [String: String] = [:]
    for item in record.signed.values {
      for signature in item.signOff.standing { texts[signature.content] = signature.text }
    }
    return try texts.sorted { $0.key < $1.key }.map { hash, text in
      try Self.text(text, named: "signed/\(hash).txt", in: folder, count: 1)
    }
  }

  private static func sheet(
    _ rows: [[String]], named name: String, in folder: String
  ) throws -> DeliveryFile {
    let form = CSVForm(rowEnd: "\r\n", guardsFormulas: true)
    return try text(
      "\u{FEFF}" + rows.map(form.row).joined(), named: name, in: folder, count: rows.count - 1)
  }

  private static func text(
    _ text: String, named name: String, in folder: String, count: Int
  ) throws -> DeliveryFile {
    let file = try OutputFile.write(text, to: "\(folder)/\(name)", mode: 0o600)
    return DeliveryFile(name: name, sha256: file.sha256, size: file.size, count: count)
  }
}
