import CDeciding

/// Rows that were decided one after the other, with places of their cells.
package struct DecidedRows: Sendable {
  /// How many there are.
  package internal(set) var count = 0
  /// The physical line of the first of them, from 1; each takes one.
  package internal(set) var firstLine = 1
  /// How many rows have room.
  private let room = 256
  /// Of how many cells of a row the places are kept: of the first, or of all.
  private let width: Int
  private var outcomes: [Int64]
  private var starts: [UInt32]
  private var stops: [UInt32]
  private var ends: [UInt32]
  private var frames: [UInt32]
  private var behind: [UInt32]
  private var together = Int(hotline_rows_together)

  /// Room for rows of so many cells, of which the first or all are kept.
  init(cells: Int, isKeepingAll: Bool) {
    width = isKeepingAll ? cells : 1
    outcomes = Array(repeating: 0, count: room)
    starts = Array(repeating: 0, count: room * width)
    stops = Array(repeating: 0, count: room * width)
    ends = Array(repeating: 0, count: 2 * cells + 512)
    frames = Array(repeating: 0, count: together * (cells + 1))
    behind = Array(repeating: 0, count: together)
  }

  /// Whether no other row has room.
  package var isFull: Bool { count == room }

  /// What tells the rules of a row from any other rules.
  package func outcome(of row: Int) -> Int { Int(outcomes[row]) }

  /// Where a cell of a row is.
  package func cell(_ column: Int, of row: Int) -> Range<Int> {
    let place = row * width + column
    return Int(starts[place])..<Int(stops[place])
  }

  /// Where the kept cells of a row begin and end.
  package func cells(of row: Int) -> Range<Int> {
    Int(starts[row * width])..<Int(stops[row * width + width - 1])
  }

  /// Has rows filled in, in place of those that there are.
  mutating func fill(_ give: (inout hotline_decided) -> Int) -> Int {
    unsafe outcomes.withUnsafeMutableBufferPointer { outcomes in
      unsafe starts.withUnsafeMutableBufferPointer { starts in
        unsafe stops.withUnsafeMutableBufferPointer { stops in
          unsafe ends.withUnsafeMutableBufferPointer { ends in
            unsafe frames.withUnsafeMutableBufferPointer { frames in
              unsafe behind.withUnsafeMutableBufferPointer { behind in
                var out = unsafe hotline_decided(
                  outcomes: outcomes.baseAddress, starts: starts.baseAddress,
                  stops: stops.baseAddress, ends: ends.baseAddress, frames: frames.baseAddress,
                  behind: behind.baseAddress, room: outcomes.count, kept: width,
                  end_room: ends.count, count: 0, together: together)
                let next = unsafe give(&out)
                unsafe (count, together) = (out.count, out.together)
                return next
              }
            }
          }
        }
      }
    }
  }
}
