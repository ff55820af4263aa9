import Findings
import HotlineModel
import LocalFiles
import Reports
import Sheets

/// The sheets of a policy's folder, and who stands for each.
struct PolicySignatures {
  let folder: String
  /// The sheets as they are, by file name; the signatures are not among them.
  let sheets: [String: SheetContents]
  /// The signatures in the order of their sheet; `nil` where nobody has signed anything.
  let signatures: [PolicySignature]?
  let parameters: [PolicyParameter]
  /// The day of the notice that the policy follows; `nil` where no sheet says it.
  let notice: CivilDate?

  /// What differs between the sheets and those that were signed, in the order of their names.
  ///
  /// A copy that is not what was signed counts for none.
  var revisions: [SheetRevision] {
    let signed = Dictionary((signatures ?? []).map { ($0.sheet, $0) }) { first, _ in first }
    return Set(signed.keys).union(sheets.keys).sorted().compactMap { name in
      guard let signature = signed[name] else {
        return SheetRevision(sheet: name, kind: .added, rows: [])
      }
      guard let sheet = sheets[name] else {
        return SheetRevision(sheet: name, kind: .removed, rows: [])
      }
      guard sheet.fingerprint != signature.fingerprint else { return nil }
      return copy(of: signature).flatMap { SheetRevision(of: name, before: $0, after: sheet) }
        ?? SheetRevision(sheet: name, kind: .unknown, rows: [])
    }
  }

  /// Whether a copy of every sheet that was signed is kept.
  var isWholeCopyKept: Bool { signatures?.allSatisfy { copy(of: $0) != nil } ?? false }

  /// The sheet as it was signed; `nil` where no copy of it was kept.
  func copy(of signature: PolicySignature) -> SheetContents? {
    guard !signature.sheet.contains("/"),
      let copy = try? SheetContents(
        contentsOf: "\(folder)/\(PolicySignature.copyName)/\(signature.sheet)"),
      copy.fingerprint == signature.fingerprint
    else { return nil }
    return copy
  }

  // MARK: What is wrong with them

  /// Everything that keeps the policy from deciding because nobody stands for it, on a day.
  func complaints(on today: CivilDate) -> [Finding] {
    unsigned + (signatures ?? []).flatMap { complaints(about: $0, on: today) }
      + parameters.flatMap { parameter -> [Finding] in
        guard parameter.isSigned, let day = parameter.signedOn else { return [] }
        return DatedSignature(
          thing: parameter.name, who: parameter.signedBy, day: day, document: parameter.document,
          place: parameter.place
        ).complaints(on: today, notice: notice)
      }
  }

  /// What is wrong with the day and the document of a signature.
  func complaints(about signature: PolicySignature, on today: CivilDate) -> [Finding] {
    DatedSignature(
      thing: signature.sheet, who: signature.signedBy, day: signature.signedOn,
      document: signature.document, place: signature.place
    ).complaints(on: today, notice: notice)
  }

  private var unsigned: [Finding] {
    guard let signatures else {
      return [Finding(.policyUnsigned(found: folder), at: SourceLocation(file: folder))]
    }
    return revisions.map { revision in
      let path = sheets[revision.sheet]?.file ?? "\(folder)/\(revision.sheet)"
      let signature = signatures.first { $0.sheet == revision.sheet }
      guard let signature else {
        return Finding(.sheetUnsigned(found: revision.sheet), at: SourceLocation(file: path))
      }
      if revision.kind == .removed {
        return Finding(.signatureWithoutSheet(found: revision.sheet), at: signature.place)
      }
      return Finding(
        .sheetChangedSinceSigned(
          found: revision.sheet, who: signature.signedBy, day: "\(signature.signedOn)",
          rows: Self.summary(of: revision)), at: [SourceLocation(file: path), signature.place])
    }
  }

  /// The rows that differ, the first few in full.
  private static func summary(of revision: SheetRevision) -> String {
    let shown = revision.rows.prefix(5).map(\.summary).joined(separator: "; ")
    return shown + (revision.rows.count > 5 ? "; +\(revision.rows.count - 5)" : "")
  }
}

/// A name, a day and a document, of a sheet, of a limit or of a case.
struct DatedSignature {
  let thing: String
  let who: String
  let day: CivilDate
  let document: String
  let place: SourceLocation

  func complaints(on today: CivilDate, notice: CivilDate?) -> [Finding] {
    var complaints: [Finding] = []
    if day > today {
      complaints.append(
        Finding(.signedInFuture(thing: thing, found: "\(day)", expected: "\(today)"), at: place))
    }
    if let notice, day < notice {
      complaints.append(
        Finding(
          .signedBeforeNotice(thing: thing, found: "\(day)", expected: "\(notice)"), at: place))
    }
    if document.allSatisfy(\.isWhitespace) {
      complaints.append(Finding(.signatureWithoutDocument(thing: thing, who: who), at: place))
    }
    return complaints
  }
}
