package import Console
import Glibc
package import HotlineModel

extension Environment {
  /// Where the keys are kept that seal audit trails: outside every workspace.
  package static var auditKeys: AuditKeyPlace {
    func named(_ name: String) -> String? { value(name).flatMap { $0.isEmpty ? nil : $0 } }
    if let file = named("HOTLINE_AUDIT_KEY") { return .file(file) }
    let settings = named("XDG_CONFIG_HOME") ?? named("HOME").map { "\($0)/.config" }
    return settings.map { .folder("\($0)/hotline/keys") } ?? .none
  }

  /// The instant the machine's clock shows: the one place that reads a clock.
  package static func now() -> CivilInstant {
    CivilInstant(unixSeconds: time(nil))
  }

  /// The account of the operating system that runs the program; its number where it has no name.
  package static func account() -> String {
    var entry = unsafe passwd()
    var found: UnsafeMutablePointer<passwd>?
    var text = [CChar](repeating: 0, count: 1 << 14)
    let user = getuid()
    guard unsafe getpwuid_r(user, &entry, &text, text.count, &found) == 0, unsafe found != nil,
      let name = unsafe entry.pw_name
    else { return "\(user)" }
    return unsafe String(cString: name)
  }

  /// The time that a file names as the one it was made at: `SOURCE_DATE_EPOCH` where it is set, so that
  /// the same rows give the same bytes.
  package static func timeOfFiles() -> CivilInstant {
    value("SOURCE_DATE_EPOCH").flatMap { Int($0) }.map { CivilInstant(unixSeconds: $0) } ?? now()
  }

  /// Where programs are looked for: the folders of administrators are among them.
  package static var programFolders: [String] {
    (value("PATH") ?? "").split(separator: ":").map(String.init) + ["/usr/local/sbin", "/usr/sbin"]
  }

  /// Waits.
  package static func pause(seconds: Int) { sleep(UInt32(max(0, seconds))) }

  /// The processor time that the program has used, in seconds.
  package static func processorSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

  /// The folder the command was started in.
  package static func currentFolder() -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    guard unsafe getcwd(&buffer, buffer.count) != nil else { return "." }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The path of the running program.
  package static func programPath() -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
    return String(
      decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
