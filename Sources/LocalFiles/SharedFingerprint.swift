import Synchronization

/// The fingerprint of a file that one task reads, while others look at its pieces: whoever of them is
/// free hashes what was read, in order.
///
/// Pieces wait for that, so that no task is kept waiting; where too many do, the one that reads hashes
/// them itself, and memory stays bounded.
package final class SharedFingerprint: Sendable {
  private struct Piece {
    let bytes: [UInt8]
    let range: Range<Int>
  }

  /// So many bytes may be kept for pieces that wait.
  private static let most = 8 << 20

  private let waiting = Mutex<[Piece]>([])
  private let hashed = Mutex(Fingerprint())

  /// The fingerprint of no bytes yet.
  package init() {}

  /// Adds the bytes that were read next; called by one task.
  ///
  /// - Parameters:
  ///   - bytes: what was read.
  ///   - range: the bytes of it that are new.
  package func add(_ bytes: [UInt8], _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let kept = waiting.withLock { pieces in
      pieces.append(Piece(bytes: bytes, range: range))
      return pieces.reduce(0) { $0 + $1.bytes.count }
    }
    // What is mostly of before, as where a line has no end, would be kept for a little that is new.
    if kept > Self.most || range.count * 2 < bytes.count { hashed.withLock { hashAll(&$0) } }
  }

  /// Hashes what waits, unless another task does.
  package func advance() {
    _ = hashed.withLockIfAvailable { hashAll(&$0) }
  }

  /// The fingerprint of all that was added, as 64 lower-case hexadecimal digits, and how many bytes
  /// that are.
  package func finished() -> (hex: String, size: Int) {
    hashed.withLock { fingerprint in
      hashAll(&fingerprint)
      return (fingerprint.hex, fingerprint.size)
    }
  }

  private func hashAll(_ fingerprint: inout Fingerprint) {
    while true {
      let pieces = waiting.withLock { pieces in
        defer { pieces.removeAll() }
        return pieces
      }
      if pieces.isEmpty { return }
      for piece in pieces { fingerprint.update(piece.bytes[piece.range]) }
    }
  }
}
