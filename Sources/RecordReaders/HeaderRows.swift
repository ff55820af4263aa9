/// Names of columns that stand in several rows, one above the other.
enum HeaderRows {
  /// The names: in each column the cells from top to bottom, `来电人/姓名`.
  ///
  /// A cell that spans columns is exported as its text and empty cells behind it: they take the
  /// text of the cell on their left, in every row above the last one, unless that cell has nothing
  /// below it and spans rows instead.
  static func joined(_ rows: [[String]]) -> [String] {
    guard rows.count > 1 else { return rows.first ?? [] }
    let width = rows.map(\.count).max() ?? 0
    var levels = rows.map { $0 + [String](repeating: "", count: width - $0.count) }
    for level in levels.indices.dropLast() {
      for column in 1..<max(1, width) where levels[level][column].isEmpty {
        let below = rows.indices.dropFirst(level + 1)
        let isGroup = [column - 1, column].allSatisfy { column in
          below.contains { !levels[$0][column].isEmpty }
        }
        if isGroup { levels[level][column] = levels[level][column - 1] }
      }
    }
    return (0..<width).map { column in
      levels.map { $0[column] }.filter { !$0.isEmpty }.joined(separator: "/")
    }
  }
}
