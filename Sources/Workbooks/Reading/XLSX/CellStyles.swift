/// How a workbook shows numbers: the format of each style, and its date system.
struct CellStyles: Sendable {
  private let formats: [NumberFormat]
  let dates: DateSystem

  /// Reads the styles of a workbook.
  ///
  /// - Throws: `Unusable` with `HL1031` where the part is damaged.
  init(of part: String?, in archive: ZipArchive, dates: DateSystem) throws {
    self.dates = dates
    var codes: [Int: String] = [:]
    var formats: [NumberFormat] = []
    var isInCells = false
    if let part {
      try SmallPart.forEachElement(of: part, in: archive) { element in
        switch element.name {
        case "numFmt":
          if let id = element.attributes["numFmtId"].flatMap({ Int($0) }) {
            codes[id] = element.attributes["formatCode"]
          }
        case "cellXfs": isInCells = true
        case "xf" where isInCells:
          let id = element.attributes["numFmtId"].flatMap { Int($0) } ?? 0
          formats.append(codes[id].map { NumberFormat($0) } ?? NumberFormat(builtIn: id))
        case "cellStyles", "dxfs", "cellStyleXfs": isInCells = false
        default: break
        }
      }
    }
    self.formats = formats
  }

  /// The format of a style; of a plain number where there is no such style.
  func format(of style: Int) -> NumberFormat {
    formats.indices.contains(style) ? formats[style] : .number
  }
}
