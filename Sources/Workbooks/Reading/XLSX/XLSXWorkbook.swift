import Findings

/// A workbook of Office Open XML: a ZIP archive of parts in XML.
package final class XLSXWorkbook: Workbook {
  package let sheets: [WorkbookSheet]
  let archive: ZipArchive
  let styles: CellStyles
  let strings: SharedStrings
  /// The part of each sheet, by its position.
  private let parts: [Int: String]

  /// Opens a workbook.
  ///
  /// - Throws: `Unusable`: `HL1001` unreadable, `HL1031` damaged, `HL1032` cut off, `HL1033` a password,
  ///   `HL1034` macros, `HL1035` values of other files, `HL1036` larger than it may be, `HL1037` another
  ///   kind of archive, `HL1502` a DOCTYPE.
  package init(_ path: String) throws {
    let archive = try ZipArchive(path)
    self.archive = archive
    let main = try PackageKind.mainPart(of: archive)
    let book = try WorkbookPart(main, in: archive)
    sheets = book.sheets.map(\.sheet)
    parts = Dictionary(uniqueKeysWithValues: book.sheets.map { ($0.sheet.position, $0.part) })
    for part in [book.styles, book.strings].compactMap(\.self) where archive.entry(part) == nil {
      throw ZipArchive.damaged("\(part) is missing", path)
    }
    styles = try CellStyles(of: book.styles, in: archive, dates: book.dates)
    strings =
      try book.strings.flatMap { archive.entry($0) }.map { try SharedStrings($0, in: archive) }
      ?? SharedStrings()
  }

  package func rows(of sheet: WorkbookSheet) throws -> any SheetRowSource {
    guard let part = parts[sheet.position], let entry = archive.entry(part) else {
      throw ZipArchive.damaged("the sheet \(sheet.name) is missing", archive.path)
    }
    return try XLSXSheet(entry, of: self)
  }
}

/// What the main part of a workbook and its relationships say.
private struct WorkbookPart {
  private(set) var sheets: [(sheet: WorkbookSheet, part: String)] = []
  private(set) var dates = DateSystem.from1900
  let styles: String?
  let strings: String?

  init(_ part: String, in archive: ZipArchive) throws {
    let relations = try Relations(of: part, in: archive)
    if let link = relations.targets(ofType: "externalLink").first {
      let other = try Relations(of: link, in: archive).external.first
      throw Unusable(
        .workbookLinked(found: other ?? link), at: SourceLocation(file: archive.path))
    }
    if !relations.targets(ofType: "vbaProject").isEmpty {
      throw Unusable(.workbookMacros, at: SourceLocation(file: archive.path))
    }
    styles = relations.targets(ofType: "styles").first
    strings = relations.targets(ofType: "sharedStrings").first
    var position = 0
    try SmallPart.forEachElement(of: part, in: archive) { element in
      switch element.name {
      case "workbookPr":
        if ["1", "true", "on"].contains(element.attributes["date1904"]) { dates = .from1904 }
      case "sheet":
        position += 1
        guard let id = element.attributes["r:id"], let found = relations.byID[id],
          found.type == "worksheet"
        else { break }
        let state = element.attributes["state"]
        sheets.append(
          (
            WorkbookSheet(
              name: element.attributes["name"] ?? "\(position)", position: position,
              isHidden: state == "hidden" || state == "veryHidden"), found.target
          ))
      default: break
      }
    }
    guard !sheets.isEmpty else {
      throw ZipArchive.damaged("it has no sheet of cells", archive.path)
    }
  }
}

/// What a part refers to.
struct Relations {
  /// The parts by the names that they are referred to by.
  private(set) var byID: [String: (type: String, target: String)] = [:]
  /// Files and addresses outside of the archive.
  private(set) var external: [String] = []
  private var inOrder: [(type: String, target: String)] = []

  init(of part: String, in archive: ZipArchive) throws {
    let slash = part.lastIndex(of: "/")
    let folder = slash.map { String(part[...$0]) } ?? ""
    let name = slash.map { String(part[part.index(after: $0)...]) } ?? part
    try SmallPart.forEachElement(of: "\(folder)_rels/\(name).rels", in: archive) { element in
      guard element.name == "Relationship", let target = element.attributes["Target"] else {
        return
      }
      guard element.attributes["TargetMode"] != "External" else {
        external.append(target)
        return
      }
      let type = element.attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
      let found = (type: type, target: Self.path(target, from: folder))
      inOrder.append(found)
      if let id = element.attributes["Id"] { byID[id] = found }
    }
  }

  func targets(ofType type: String) -> [String] {
    inOrder.filter { $0.type == type }.map(\.target)
  }

  /// A part's name within the archive.
  private static func path(_ target: String, from folder: String) -> String {
    var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in target.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
