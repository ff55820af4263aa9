import Findings

/// Keeps everybody else from changing a switch, until it is dropped or this program ends.
///
/// The lock is one of the switch's machine, so that it holds for operators of other workspaces and
/// machines as well, and nothing is left of it when this program is killed.
package final class SwitchLock {
  private let process: ChannelProcess

  /// Takes the lock of a switch.
  ///
  /// - Parameters:
  ///   - target: the switch.
  ///   - holder: who takes it and when: what others are told.
  /// - Throws: `Unusable` with `HL5409` where somebody else has it.
  package init(_ target: KamailioSwitch, holder: String) throws {
    let path = target.description.addressList + ".lock"
    let waiting = "printf '%s\\n' \"$1\" > \"$2\"; echo locked; exec cat > /dev/null"
    process = try target.channel.start(
      ["flock", "-n", path, "sh", "-c", waiting, "sh", holder, path])
    let line: String?
    do {
      line = try process.firstLine(within: .seconds(20))
    } catch {
      throw target.channel.unreachable(["flock"], error.words)
    }
    guard line == "locked" else {
      let other = try target.channel.run(["cat", path])
      guard other.code == 0 else { throw target.channel.unreachable(["flock"], other.reason) }
      let holder = other.text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "?"
      throw Unusable(
        .switchLocked(found: target.description.name, holder: holder),
        at: SourceLocation(file: path))
    }
  }
}
