import HotlineModel
import LocalFiles

/// Where the frames of a segment begin, and which tickets are in each: behind the frames of a
/// segment stands its directory, in a frame that readers of zstd pass over.
struct FrameDirectory: Hashable, Sendable {
  /// Where each frame begins in the file.
  private(set) var starts: [Int] = []
  /// The ordinal of the first ticket of each frame.
  private(set) var firsts: [UInt32] = []
  /// How many tickets there are, those among them that nothing names.
  private(set) var tickets: UInt32 = 0
  /// Where the last frame ends.
  private(set) var end = 0

  /// No frame yet.
  init() {}

  /// Adds a frame of some tickets.
  ///
  /// - Returns: the ordinal of its first ticket.
  @discardableResult
  mutating func add(tickets count: Int, length: Int) -> UInt32 {
    let first = tickets
    starts.append(end)
    firsts.append(first)
    tickets += UInt32(count)
    end += length
    return first
  }

  /// The bytes of a frame in the file.
  func range(ofFrame index: Int) -> Range<Int> {
    starts[index]..<(index + 1 < starts.count ? starts[index + 1] : end)
  }

  /// How many tickets a frame holds.
  func count(ofFrame index: Int) -> Int {
    Int((index + 1 < firsts.count ? firsts[index + 1] : tickets) - firsts[index])
  }

  /// The ordinals of the tickets of a frame.
  func ordinals(ofFrame index: Int) -> Range<UInt32> {
    firsts[index]..<(index + 1 < firsts.count ? firsts[index + 1] : tickets)
  }

  /// The frame that holds a ticket; `nil` where none does.
  func frame(of ordinal: UInt32) -> Int? {
    guard ordinal < tickets else { return nil }
    var (low, high) = (0, firsts.count)
    while low < high {
      let middle = (low + high) / 2
      if firsts[middle] <= ordinal { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }

  // MARK: - As it is stored

  private static let mark: [UInt8] = Array("hotdir01".utf8)
  private static let rowSize = 12
  private static let tailSize = 16

  /// The directory as bytes, the least significant one first.
  ///
  /// A row a frame: its start in eight bytes, the ordinal of its first ticket in four; behind them
  /// the numbers of tickets and of frames in four each, and a mark.
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    func append(_ number: Int, _ size: Int) {
      for place in 0..<size { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
    }
    for (start, first) in zip(starts, firsts) {
      append(start, 8)
      append(Int(first), 4)
    }
    append(Int(tickets), 4)
    append(starts.count, 4)
    return bytes + Self.mark
  }

  /// Reads a directory that ends some bytes; `nil` where none does.
  ///
  /// - Parameters:
  ///   - bytes: the directory, or the end of a file that ends with it.
  ///   - end: where the last frame ends.
  init?(_ bytes: [UInt8], end: Int) {
    func number(_ start: Int, _ size: Int) -> Int {
      (0..<size).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
    }
    guard bytes.count >= Self.tailSize, bytes.suffix(8).elementsEqual(Self.mark) else { return nil }
    let tail = bytes.count - Self.tailSize
    tickets = UInt32(number(tail, 4))
    let frames = number(tail + 4, 4)
    guard frames * Self.rowSize <= tail else { return nil }
    self.end = end
    for row in stride(from: tail - frames * Self.rowSize, to: tail, by: Self.rowSize) {
      starts.append(number(row, 8))
      firsts.append(UInt32(number(row + 8, 4)))
    }
    guard firsts.first ?? 0 == 0, starts.first ?? 0 == 0,
      zip(starts, starts.dropFirst() + [end]).allSatisfy(<),
      zip(firsts, firsts.dropFirst() + [tickets]).allSatisfy(<=)
    else { return nil }
  }

  /// Reads the directory that ends a segment; `nil` where none does.
  init?(ofSegment file: borrowing InputFile) throws {
    let size = file.state.size
    let tail = try file.bytes(at: max(0, size - Self.tailSize), count: Self.tailSize)
    guard tail.count == Self.tailSize, tail.suffix(8).elementsEqual(Self.mark) else { return nil }
    let frames = (0..<4).reduce(0) { $0 | Int(tail[4 + $1]) << (8 * $1) }
    let length = frames * Self.rowSize + Self.tailSize
    // Its own frame begins with eight bytes more.
    guard length + 8 <= size else { return nil }
    self.init(try file.bytes(at: size - length, count: length), end: size - length - 8)
  }
}
