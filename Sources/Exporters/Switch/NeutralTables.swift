import HotlineModel
import LocalFiles

/// The neutral CSV read back, to answer calls from it: by comparing text with text, since its
/// instants and clocks sort as they are written.
package struct NeutralTables: Sendable {
  private let rows: [String: [[String]]]
  private let days: [String: String]
  private let live: Set<String>

  /// Reads the files of a folder.
  ///
  /// - Throws: `Unusable`: `HL5302` where a row is not whole, `HL1001` where a file is not there.
  package init(folder: String) throws {
    func cells(_ name: String, _ count: Int) throws -> [[String]] {
      let text = String(decoding: try InputFile.bytes(of: folder + "/" + name), as: UTF8.self)
      let lines = text.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      guard text.hasSuffix("\n"), lines.allSatisfy({ $0.count == count }) else {
        throw Unusable(
          .switchDiffers, at: SourceLocation(file: folder + "/" + name),
          ["reason": "a row is not whole"])
      }
      return lines
    }
    rows = Dictionary(grouping: try cells("routes.csv", 15)) { $0[0] }
    days = Dictionary(try cells("calendar.csv", 2).map { ($0[0], $0[1]) }) { _, last in last }
    live = Set(try cells("targets.csv", 8).filter { $0[7] == "yes" }.map { $0[0] })
  }

  /// Where a call lands, in the words of `ProbeCall.landing`.
  ///
  /// - Parameters:
  ///   - dialled: the number as it is dialled.
  ///   - at: the instant, `2021-11-25T02:00:00+08:00`.
  ///   - down: sets that take no call.
  /// - Returns: the landing; `damaged` where the rows contradict themselves.
  package func landing(dialled: String, at: String, down: Set<String> = []) -> String {
    var key = dialled
    var heard = ""
    for passed in 0..<4 {
      guard let own = rows[key] else { return passed == 0 ? "none" : "damaged" }
      guard let row = own.first(where: { holds($0, at) }) else { return "nobody" }
      switch row[10] {
      case "present": return "none"
      case "answer" where live.contains(row[11]) && !down.contains(row[11]): return heard + row[11]
      case "transfer":
        if live.contains(row[11]), !down.contains(row[11]) { return heard + row[11] }
        key = row[13].filter { $0 != "-" }
      case "serve", "forward": key = row[13].filter { $0 != "-" }
      case "announce":
        heard = row[12] + ">"
        key = row[13].filter { $0 != "-" }
      case "release": return row[12] + ">released"
      case _: return "damaged"
      }
    }
    return "damaged"
  }

  private func holds(_ row: [String], _ at: String) -> Bool {
    let clock = String(at.dropFirst(11).prefix(5))
    return (row[5].isEmpty || row[5] <= at) && (row[6].isEmpty || at < row[6])
      && (row[7].isEmpty || days[String(at.prefix(10))] == row[7])
      && (row[8].isEmpty || (row[8] <= clock && clock < row[9]))
  }
}
