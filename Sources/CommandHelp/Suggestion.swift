/// The name that was probably meant.
package enum Suggestion {
  /// The nearest of some names, or the only one that continues the word; `nil` where none is near.
  package static func nearest(to word: String, among names: [String]) -> String? {
    let continued = names.filter { word.count > 1 && $0.hasPrefix(word) }
    if continued.count == 1 { return continued[0] }
    let allowed = max(1, word.filter { $0 != "-" }.count / 3)
    return names.map { (distance($0, word), $0) }.filter { $0.0 <= allowed }
      .min { $0.0 < $1.0 }?.1
  }

  /// How many letters must be put in, left out, replaced or swapped with their neighbour.
  package static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left), Array(right))
    var before: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var line = [row + 1]
      for column in right.indices {
        let isSame = left[row] == right[column]
        var cost = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, line[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, before[column - 1] + 1)
        }
        line.append(cost)
      }
      (before, last) = (last, line)
    }
    return last[right.count]
  }
}
