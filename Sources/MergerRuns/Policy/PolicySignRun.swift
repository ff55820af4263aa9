import Findings
package import HotlineModel
import MergePolicy
package import Reports
import Sheets

/// Signs a policy's sheets, after they have been proven and what differs has been shown.
package struct PolicySignRun {
  private let signing: PolicySigning
  private let workspace: Workspace?

  /// A run over a policy's folder.
  ///
  /// - Parameters:
  ///   - policyFolder: the folder of sheets; `nil` for the workspace's.
  ///   - workspace: the workspace whose registered lines are looked at; `nil` for none.
  ///   - today: the day of the run, which no signature is later than.
  /// - Throws: `Unusable` with the complaints about sheets that cannot be read.
  package init(policyFolder: String?, workspace: Workspace?, today: CivilDate) throws {
    self.workspace = workspace
    signing = try PolicySigning(
      folder: policyFolder ?? workspace?.policyFolder ?? ".", today: today)
  }

  /// The sheets whose signatures would be written, or taken away with the sheet.
  package var sheets: [String] {
    Set(signing.waiting + revisions.map(\.sheet)).sorted()
  }

  /// What differs from the sheets that were signed.
  package var revisions: [SheetRevision] { signing.revisions }

  /// What is decided differently than by the sheets that were signed.
  ///
  /// - Returns: the differences; `nil` where not all of what was signed is kept.
  /// - Throws: `Unusable` where the two cannot be compared.
  package func difference() throws -> PolicyDifference? {
    guard let signed = signing.signedFolder else { return nil }
    let difference = try PolicyWhatIfRun(workspace).difference(from: signed, to: signing.folder)
    // What is about to be signed has no signatures yet.
    return difference.leavingOut(sheet: PolicySigning.signaturesName)
  }

  /// Proves the sheets, and that nothing but their signatures is missing.
  ///
  /// - Throws: `Unusable` with everything that `policy check` refuses, and with what would still
  ///   keep the policy from deciding once its sheets are signed.
  package func prove(by who: String, on day: CivilDate, document: String) throws {
    try signing.prove()
    try signing.check(by: who, on: day, document: document)
  }

  /// Signs the sheets that wait for it.
  ///
  /// - Throws: `Unusable` with `HL1006` for a sheet that was changed since it was read, and `HL6102`
  ///   where the folder takes no file.
  package func sign(by who: String, on day: CivilDate, document: String) throws {
    try signing.sign(by: who, on: day, document: document)
  }
}
