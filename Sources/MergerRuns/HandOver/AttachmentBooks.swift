import Bytes
import Findings
import HotlineModel
import LocalFiles
import Reports
import Tickets

/// Counts what became of references, keeps the first rows of each state, and writes the list of all.
struct AttachmentBooks {
  let judge: AttachmentJudge
  private let files: DeliveredFiles
  private let isClear: Bool
  private let showsAll: Bool
  private let folder: String
  private let manifest: AttachmentManifest?
  private var report = AttachmentReport()
  private var kept: [AttachmentState: Int] = [:]
  private var places: [AttachmentState: PlaceCount] = [:]
  private var firstNames: [AttachmentState: String] = [:]

  /// Nothing counted yet.
  init(_ order: AttachmentsRun.Order, _ files: DeliveredFiles) throws {
    self.files = files
    judge = AttachmentJudge(files: files)
    isClear = order.clear != nil
    showsAll = order.showsAll
    folder = order.folders.first ?? ""
    manifest = try order.manifest.map { try AttachmentManifest($0) }
  }

  mutating func beginList() { report.listed = 0 }

  /// Counts a reference of a ticket.
  mutating func add(
    _ verdict: AttachmentJudge.Verdict, _ reference: AttachmentReference, _ field: TicketField,
    of ticket: TicketRow
  ) throws {
    report.named += 1
    report.references[verdict.state, default: 0] += 1
    let isOrdinary = verdict.state == .present
    if isOrdinary, !showsAll, manifest == nil { return }
    let row = row(
      verdict, line: ticket.string(.line), number: shown(ticket.string(.legacyNumber)),
      field: field.rawValue, name: shown(reference.text))
    if manifest != nil { try write(row, verdict.file) }
    if !isOrdinary || showsAll { keep(row) }
    guard !isOrdinary else { return }
    note(
      verdict.state, reference,
      at: SourceLocation(
        file: Masking.scrubbed(ticket.string(.file)), line: Int(ticket.string(.physicalLine)),
        record: Int(ticket.string(.record)), field: field.rawValue))
  }

  /// Counts a row of a list.
  mutating func add(_ verdict: AttachmentJudge.Verdict, listed entry: AttachmentList.Entry) {
    report.listed = (report.listed ?? 0) + 1
    report.listedStates[verdict.state, default: 0] += 1
    guard verdict.state != .present else { return }
    keep(row(verdict, field: "list", name: shown(entry.reference.text)))
    note(verdict.state, entry.reference, at: entry.place)
  }

  private func row(
    _ verdict: AttachmentJudge.Verdict, line: String = "", number: String = "", field: String,
    name: String
  ) -> AttachmentRow {
    AttachmentRow(
      state: verdict.state, line: line, number: number, field: field, name: name,
      file: verdict.file.map { shown(files.shownPath($0)) } ?? "",
      size: verdict.file.map(files.size),
      sha256: verdict.file.flatMap { file in
        files.marks[file].contains(.hashed)
          ? (try? files.sha256(file)).map { Fingerprint.hex($0) } : nil
      } ?? "", reason: verdict.reason)
  }

  private func shown(_ text: String) -> String { isClear ? text : Masking.scrubbed(text) }

  private mutating func keep(_ row: AttachmentRow) {
    guard kept[row.state, default: 0] < AttachmentReport.mostRows else {
      report.leftOut[row.state, default: 0] += 1
      return
    }
    kept[row.state, default: 0] += 1
    report.rows.append(row)
  }

  private mutating func note(
    _ state: AttachmentState, _ reference: AttachmentReference, at place: SourceLocation
  ) {
    places[state, default: PlaceCount()].add(place)
    if firstNames[state] == nil { firstNames[state] = Masking.scrubbed(reference.text) }
  }

  /// Writes a reference; the platform that takes the files over compares their SHA-256.
  private mutating func write(_ row: AttachmentRow, _ file: Int?) throws {
    var sha256 = row.sha256
    if sha256.isEmpty, let file, row.state == .present || row.state == .renamed {
      sha256 = Fingerprint.hex(try files.sha256(file))
    }
    try manifest?.write(row, sha256: sha256)
  }

  // MARK: - The end

  /// Counts the files that no ticket names, and puts the list in its place.
  mutating func finished() throws -> AttachmentReport {
    report.delivered = files.count
    let shown = report.rows.count
    for file in 0..<files.count {
      if files.marks[file].contains(.named) {
        report.filesNamed += 1
      } else {
        report.unnamed += 1
        addUnnamed(file)
      }
    }
    report.rows[shown...].sort { $0.file < $1.file }
    try manifest?.commit()
    report.findings = AttachmentState.allCases.compactMap(finding)
    return report
  }

  private mutating func addUnnamed(_ file: Int) {
    let path = shown(files.shownPath(file))
    keep(AttachmentRow(state: .unnamed, file: path, size: files.size(file)))
    places[.unnamed, default: PlaceCount()].add(
      SourceLocation(file: Masking.scrubbed(files.shownPath(file))))
  }

  private func finding(_ state: AttachmentState) -> Finding? {
    let first = firstNames[state] ?? ""
    return places[state]?.finding { count, _ in
      switch state {
      case .missing: .attachmentsMissing(count: count, found: first)
      case .differs: .attachmentsDiffer(count: count, found: first)
      case .ambiguous: .attachmentsAmbiguous(count: count, found: first)
      case .unnamed, .present: .attachmentsUnnamed(count: count)
      case .empty: .attachmentsEmpty(count: count, found: first)
      case .renamed: .attachmentsRenamed(count: count, found: first)
      case .outside: .attachmentsOutside(count: count, found: first)
      case .unreadable: .attachmentsUnreadable(count: count, found: first)
      case .address: .attachmentsAddressed(count: count, found: first)
      }
    }
  }
}

/// The list of all references, for the platform that takes the files over.
final class AttachmentManifest {
  private var file: OutputFile

  /// Begins a list at a path where nothing is yet; it may hold personal data, and is its owner's.
  ///
  /// - Throws: `Unusable` with `HL6102` where it cannot be written.
  init(_ path: String) throws {
    file = try OutputFile(path, mode: 0o600)
    let header = ["line", "number", "field", "name", "state", "file", "size", "sha256"]
    try file.write("\u{FEFF}" + CSVForm().row(header))
  }

  func write(_ row: AttachmentRow, sha256: String) throws {
    try file.write(
      CSVForm(guardsFormulas: true).row([
        row.line, row.number, row.field, row.name, row.state.rawValue, row.file,
        row.size.map { "\($0)" } ?? "", sha256,
      ]))
  }

  func commit() throws { _ = try file.commit() }
}
