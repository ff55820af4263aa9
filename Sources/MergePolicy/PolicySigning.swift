import Bytes
import Findings
package import HotlineModel
import LocalFiles
package import Reports
import Sheets

/// Signs the sheets of a policy's folder as they were read and proven.
package struct PolicySigning {
  /// The file name of the signatures.
  package static let signaturesName = PolicySignature.sheetName

  /// The policy's folder.
  package let folder: String
  private let analysis: PolicyAnalysis
  private let signatures: PolicySignatures
  private let today: CivilDate

  /// Reads the sheets and what was signed of them.
  ///
  /// - Parameters:
  ///   - folder: the policy's folder.
  ///   - today: the day of the run, which no signature is later than.
  /// - Throws: `Unusable` with the complaints about sheets that cannot be read; `HL3001` where the
  ///   path is no folder of sheets.
  package init(folder: String, today: CivilDate) throws {
    guard Folder.isFolder(folder) else {
      throw Unusable(.policyMissing(found: folder), at: SourceLocation(file: folder))
    }
    analysis = try PolicyAnalysis(folder, budget: nil, today: today)
    guard let sheets = analysis.sheets else {
      throw Unusable(.policyMissing(found: folder), at: SourceLocation(file: folder))
    }
    signatures = sheets.signatures
    self.folder = folder
    self.today = today
  }

  /// Proves what would be signed.
  ///
  /// - Throws: `Unusable` with everything that `policy check` refuses.
  package func prove() throws {
    let refusals = analysis.report().refusals
    guard refusals.isEmpty else { throw Unusable(refusals) }
  }

  /// What differs from the sheets that were signed; every sheet is `added` where nobody has signed.
  package var revisions: [SheetRevision] { signatures.revisions }

  /// The folder of the sheets as they were signed; `nil` where one of them is not kept.
  package var signedFolder: String? {
    signatures.isWholeCopyKept ? "\(folder)/\(PolicySignature.copyName)" : nil
  }

  /// The sheets that somebody has to sign: new and changed ones, and those whose signature has a
  /// day or a document that cannot be.
  package var waiting: [String] {
    let changed = revisions.filter { $0.kind != .removed }.map(\.sheet)
    let wrong = (signatures.signatures ?? [])
      .filter { !signatures.complaints(about: $0, on: today).isEmpty }.map(\.sheet)
    return Set(changed + wrong).filter { signatures.sheets[$0] != nil }.sorted()
  }

  /// Signs what waits for it; a sheet that has not changed keeps its signature.
  ///
  /// The copies are written first and the signatures last: where a run is killed in between, the
  /// signatures are still those of the earlier sheets, and the changed ones count as unsigned.
  ///
  /// - Parameters:
  ///   - who: who signs.
  ///   - day: when.
  ///   - document: the document by which it was decided.
  /// - Throws: `Unusable`: what would still keep the policy from deciding, such as a limit that
  ///   nobody signed (`HL33xx`); `HL2015` where the signatures are in a workbook; `HL1006` for a sheet that was changed since it was read; `HL6102`
  ///   where the folder takes no file.
  package func sign(by who: String, on day: CivilDate, document: String) throws {
    let signed = signing(by: who, on: day, document: document)
    try check(signed)
    try SheetContents.checkWritable("\(folder)/\(PolicySignature.sheetName)")
    // Whoever signs one sheet of a shipped policy keeps the others as well: without all of them
    // there is nothing to compare with.
    try writeCopies(of: signed.filter { signatures.copy(of: $0) == nil }.map(\.sheet))
    try write(signed, to: folder)
    let copies = "\(folder)/\(PolicySignature.copyName)"
    for name in Folder.names(in: copies)
    where SheetContents.name(ofFile: name).flatMap({ signatures.sheets[$0] }) == nil {
      Folder.remove(file: "\(copies)/\(name)")
    }
    // With its signatures the copy is a policy of its own, to be compared with.
    try write(signed, to: copies)
  }

  /// Makes sure that nothing would keep the policy from deciding once it is signed.
  ///
  /// - Throws: `Unusable` as `sign(by:on:document:)` does, before anything is written.
  package func check(by who: String, on day: CivilDate, document: String) throws {
    try check(signing(by: who, on: day, document: document))
  }

  private func check(_ signed: [PolicySignature]) throws {
    let remaining =
      analysis.unsigned
      + PolicySignatures(
        folder: folder, sheets: signatures.sheets, signatures: signed,
        parameters: signatures.parameters, notice: signatures.notice
      ).complaints(on: today)
    guard remaining.isEmpty else { throw Unusable(remaining) }
  }

  /// The signatures as they are to be, in the order of the sheets.
  private func signing(by who: String, on day: CivilDate, document: String) -> [PolicySignature] {
    let waiting = Set(waiting)
    let kept = Dictionary((signatures.signatures ?? []).map { ($0.sheet, $0) }) { first, _ in first
    }
    return signatures.sheets.sorted { $0.key < $1.key }.map { name, sheet in
      if !waiting.contains(name), let signature = kept[name] { return signature }
      return PolicySignature(
        sheet: name, fingerprint: sheet.fingerprint, by: who, on: day, document: document,
        in: folder)
    }
  }

  /// Keeps some sheets as they were read.
  func writeCopies(of names: [String]) throws {
    let copies = "\(folder)/\(PolicySignature.copyName)"
    try Folder.make(copies)
    for name in names {
      let path = signatures.sheets[name]?.file ?? "\(folder)/\(name)"
      let bytes = try InputFile.bytes(of: path)
      guard SheetContents.sha256(of: bytes) == signatures.sheets[name]?.sha256 else {
        throw Unusable(.fileChanged, at: SourceLocation(file: path))
      }
      let copy = "\(copies)/\(Folder.name(of: path))"
      // A sheet may have become a workbook, or CSV again.
      for other in SheetContents.files(of: "\(copies)/\(name)") where other != copy {
        Folder.remove(file: other)
      }
      var file = try OutputFile(copy)
      try file.write(bytes)
      _ = try file.commit()
    }
  }

  private func write(_ signed: [PolicySignature], to folder: String) throws {
    let rows = [PolicySignature.form.columns.map(\.name)] + signed.map(\.cells)
    try OutputFile.write(
      rows.map { CSVForm().row($0) }.joined(), to: "\(folder)/\(PolicySignature.sheetName)")
  }
}
