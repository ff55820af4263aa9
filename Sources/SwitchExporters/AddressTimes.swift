/// How long each address of a set is tried, for switches that try them one after the other.
///
/// One budget for the whole set, as on Kamailio: an address that does not answer takes its share of
/// it, never the whole.
enum AddressTimes {
  /// How long a call may wait until a desk of 12345 rings, in seconds.
  static let untilRinging = 10
  /// How long a call may ring in the queue of 12345, in seconds.
  static let inQueue = 180

  /// The ring time of own desks, shared by their addresses; what is left over is the last one's.
  static func shares(of seconds: Int, among count: Int) -> [Int] {
    guard count > 0 else { return [] }
    let share = max(seconds / count, 1)
    return Array(repeating: share, count: count - 1) + [max(seconds - share * (count - 1), 1)]
  }
}
