import Findings
import HotlineModel

/// Rendered work orders read back, to say which numbers carriers forward at an instant.
///
/// An order counts from its start until one that ends it begins. Shares no code with what rendered
/// them.
struct CarrierOrders: Sendable {
  private struct Order: Sendable {
    let target: String
    let start: Int
    let end: Int?
  }

  /// Orders by carrier and number, as digits.
  private var orders: [String: [String: [Order]]] = [:]
  private var forms: Set<String> = []
  /// The area whose numbers are asked without its code.
  private var home = ""

  /// Reads the files of all carriers.
  ///
  /// - Throws: `Unusable` with `HL5302` where rows are missing, a revoke order names no order, or
  ///   an order says that it ends and none ends it.
  init(_ file: SwitchTexts) throws {
    for name in CarrierExporter.carriers.values.sorted() {
      let path = "orders-\(name).csv"
      let text = (try? file(path)) ?? ""
      if text.isEmpty { continue }
      let rows = text.split(separator: "\n").dropFirst().map(Self.cells)
      let count = rows.count - 1 + file.omitted(path)
      guard let last = rows.last, last.first == "__manifest__", last[1] == "\(count)",
        rows.allSatisfy({ $0.count == 17 })
      else { throw Self.damaged("rows are missing, or the manifest row is not the last", path) }
      guard home.isEmpty || home == last[4] else {
        throw Self.damaged("the files are of two areas", path)
      }
      home = last[4]
      try take(Array(rows.dropLast()), path)
    }
  }

  private mutating func take(_ rows: [[String]], _ path: String) throws {
    let ends = Dictionary(rows.filter { $0[1] == "revoke" }.map { ($0[11], $0[9]) }) { $1 }
    var carriers: [String: [String: [Order]]] = [:]
    for row in rows where row[1] == "set" {
      guard let start = Self.second(row[9]), row[6] == "CFU", row[10] == ends[row[0]] ?? "" else {
        throw Self.damaged("\(row[0]) has no order that ends it when it says", path)
      }
      let number = Self.digits(row[3])
      carriers[row[2], default: [:]][number, default: []].append(
        Order(target: row[7], start: start, end: Self.second(row[10])))
      forms.insert(number)
    }
    guard Set(ends.keys).isSubset(of: rows.filter { $0[1] == "set" }.map { $0[0] }) else {
      throw Self.damaged("an order ends one that is not there", path)
    }
    orders.merge(carriers) { $1 }
  }

  private static func damaged(_ reason: String, _ path: String) -> Unusable {
    Unusable(.switchDiffers(reason: reason), at: SourceLocation(file: path))
  }

  /// The cells of a row; commas between quotes are no separators.
  private static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  private static func digits(_ number: String) -> String { number.filter { $0 != "-" } }

  private static func second(_ text: String) -> Int? { CivilInstant(text)?.unixSeconds }

  /// What the orders do with calls; a number is asked without its area code or with it.
  var reading: SwitchReading {
    SwitchReading(
      file: "orders-*.csv", scope: .forwards, forms: forms, rows: { _ in nil },
      edges: { form in
        let all = orders.values.flatMap { own(form, $0) }
        return SwitchReading.Edges(
          seconds: Set(all.flatMap { [$0.start] + ($0.end.map { [$0] } ?? []) }))
      },
      follow: { call, seen in
        let answers = Set(
          orders.sorted { $0.key < $1.key }.map { carrier, numbers in
            let order = own(call.dialled, numbers).first {
              $0.start <= call.second && ($0.end.map { call.second < $0 } ?? true)
            }
            if let order { seen?("\(carrier): \(call.dialled) to \(order.target)") }
            return order?.target ?? ""
          })
        guard answers.count <= 1 else { return .damaged("carriers have different orders") }
        guard let target = answers.first, !target.isEmpty else { return .notOurs }
        return .forwarded(to: target)
      })
  }

  /// The orders of a number that is asked with its area code, or bare in the home area; those of
  /// another area's number with the same digits are not its own.
  private func own(_ form: String, _ numbers: [String: [Order]]) -> [Order] {
    numbers[form] ?? (form.hasPrefix("0") ? nil : numbers[home + form]) ?? []
  }
}
