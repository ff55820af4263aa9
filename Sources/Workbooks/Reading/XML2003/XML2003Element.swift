import CXML

/// The elements of a workbook in XML of 2003 that its reader knows.
enum XML2003Element: Hashable {
  /// Anything else, with what is in it.
  case other
  case workbook, styles, style, numberFormat
  case worksheet, table, column, row, cell, data
  case comment
  /// What Excel keeps beside: the settings of a sheet and of the workbook.
  case sheetOptions, visible, workbookOptions, dates1904, linkedBook

  private static let spreadsheet: [String: XML2003Element] = [
    "Workbook": .workbook, "Styles": .styles, "Style": .style, "NumberFormat": .numberFormat,
    "Worksheet": .worksheet, "Table": .table, "Column": .column, "Row": .row, "Cell": .cell,
    "Data": .data, "Comment": .comment,
  ]
  private static let excel: [String: XML2003Element] = [
    "WorksheetOptions": .sheetOptions, "Visible": .visible, "ExcelWorkbook": .workbookOptions,
    "Date1904": .dates1904, "SupBook": .linkedBook,
  ]

  /// The element of a name in a namespace; those of programs that write none are known by their names.
  init(_ name: String, namespace: String?) {
    switch namespace {
    case nil: self = Self.spreadsheet[name] ?? Self.excel[name] ?? .other
    case "urn:schemas-microsoft-com:office:spreadsheet": self = Self.spreadsheet[name] ?? .other
    case "urn:schemas-microsoft-com:office:excel": self = Self.excel[name] ?? .other
    default: self = .other
    }
  }

  /// In which element it has to be; `nil` where that does not matter.
  var parent: XML2003Element? {
    switch self {
    case .table: .worksheet
    case .row, .column: .table
    case .cell: .row
    case .data: .cell
    case .visible: .sheetOptions
    case .dates1904, .linkedBook: .workbookOptions
    default: nil
    }
  }

  /// Whether it matters only in a sheet whose rows are wanted.
  var isOfSheet: Bool {
    switch self {
    case .table, .column, .row, .cell, .data: true
    default: false
    }
  }

  /// The elements by the addresses of their names, which libxml2 has once each.
  @safe struct Names {
    private struct Key: Hashable {
      let name: UInt
      let namespace: UInt
    }

    private var known: [Key: XML2003Element] = [:]

    mutating func element(
      _ name: UnsafePointer<UInt8>, namespace: UnsafePointer<UInt8>?
    ) -> XML2003Element {
      let key = Key(name: UInt(bitPattern: name), namespace: UInt(bitPattern: namespace))
      if let element = known[key] { return element }
      let element = unsafe XML2003Element(
        String(cString: name), namespace: namespace.map { unsafe String(cString: $0) })
      // A workbook has a few dozen names.
      if known.count < 4096 { known[key] = element }
      return element
    }
  }
}

/// The attributes of an element that its reader knows, by their local names.
struct XML2003Attributes {
  /// From 1; `nil` where it is not given.
  var index: Int?
  var span = 0
  var mergeAcross = 0
  var mergeDown = 0
  var isHidden = false
  var hasFormula = false
  var style: String?
  var type = ""
  var name: String?
  var id: String?
  var parent: String?
  var format: String?

  /// Reads the attributes that libxml2 hands over in fives: local name, prefix, namespace, and where
  /// the value begins and ends.
  init(_ fives: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int) {
    for place in 0..<count {
      guard let five = unsafe fives?.advanced(by: place * 5), let name = unsafe five[0],
        let start = unsafe five[3], let end = unsafe five[4]
      else { continue }
      let value = unsafe UnsafeBufferPointer(start: start, count: end - start)
      unsafe read(String(cString: name), String(decoding: value, as: UTF8.self))
    }
  }

  /// A whole number, bounded so that sums of some of them fit.
  private static func number(_ value: String) -> Int? {
    Int(value).map { max(-1, min($0, 1 << 31)) }
  }

  private mutating func read(_ name: String, _ value: String) {
    switch name {
    case "Index": index = Self.number(value) ?? -1
    case "Span": span = Self.number(value) ?? -1
    case "MergeAcross": mergeAcross = Self.number(value) ?? -1
    case "MergeDown": mergeDown = Self.number(value) ?? -1
    case "Hidden": isHidden = value == "1" || value.lowercased() == "true"
    case "Formula": hasFormula = true
    case "StyleID": style = value
    case "Type": type = value
    case "Name": self.name = value
    case "ID": id = value
    case "Parent": parent = value
    case "Format": format = value
    default: break
    }
  }
}
