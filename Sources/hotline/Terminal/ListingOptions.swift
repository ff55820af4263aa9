import ArgumentParser

/// The forms a listing can take.
enum ListingForm: String, CaseIterable, ExpressibleByArgument {
  case table, json, jsonl, csv, md
}

/// The flags that every listing has.
struct ListingOptions: ParsableArguments {
  @Option(help: "How to print: table, json, jsonl, csv or md.")
  var format: ListingForm = .table

  @Flag(help: "Short for --format json.")
  var json = false

  @Option(help: "Print only these columns, in this order: a,b,c.")
  var columns: String?

  @Option(name: .customLong("where"), help: "Print only rows with this value: column=value.")
  var filter: [String] = []

  @Option(help: "Sort by this column.")
  var sort: String?

  @Option(help: "Print at most this many rows.")
  var limit: Int?

  @Flag(help: "Leave out the header.")
  var noHeader = false

  /// A table with all its columns, for listings that are part of something larger.
  static var plain: ListingOptions {
    var options = ListingOptions()
    options.format = .table
    options.json = false
    options.columns = nil
    options.filter = []
    options.sort = nil
    options.limit = nil
    options.noHeader = false
    return options
  }

  /// The form asked for.
  var form: ListingForm { json ? .json : format }

  /// Refuses names of columns that a listing does not have, before any work is done.
  func check(_ listing: Listing) throws {
    _ = try columns(of: listing)
    _ = try rows(of: listing)
  }

  /// The positions of the columns to print.
  func columns(of listing: Listing) throws -> [Int] {
    guard let columns else { return Array(listing.columns.indices) }
    return try columns.split(separator: ",").map { try position(of: String($0), in: listing) }
  }

  /// The rows to print, in their order.
  func rows(of listing: Listing) throws -> [Listing.Row] {
    var rows = listing.rows
    for text in filter {
      guard let sign = text.firstIndex(of: "=") else {
        throw ValidationError("--where \(text): write column=value")
      }
      let column = try position(of: String(text[..<sign]), in: listing)
      let value = text[text.index(after: sign)...]
      rows = rows.filter { $0.cells[column] == value }
    }
    if let sort {
      let column = try position(of: sort, in: listing)
      let isNumber = listing.columns[column].isNumber
      rows = rows.enumerated().sorted { left, right in
        let (first, second) = (left.element.cells[column], right.element.cells[column])
        if first == second { return left.offset < right.offset }
        return isNumber ? (Int(first) ?? 0) < (Int(second) ?? 0) : first < second
      }.map(\.element)
    }
    return limit.map { Array(rows.prefix($0)) } ?? rows
  }

  private func position(of key: String, in listing: Listing) throws -> Int {
    guard let position = listing.columns.firstIndex(where: { $0.key == key }) else {
      let keys = listing.columns.map(\.key).joined(separator: ", ")
      throw ValidationError("there is no column \(key); the columns are \(keys)")
    }
    return position
  }
}
