import Foundation
import Glibc

/// What a command printed, and how it ended.
public struct ShellResult: Sendable {
  /// What it wrote to standard output.
  public let output: String
  /// What it wrote to standard error.
  public let errors: String
  /// Its exit code; negative for a signal.
  public let code: Int32
}

/// Runs commands as a user would, with the program that was just built.
public enum Shell {
  /// Whether a program of that name is installed where Debian puts programs.
  public static func has(_ name: String) -> Bool {
    ["/usr/sbin/", "/usr/bin/"].contains {
      FileManager.default.isExecutableFile(atPath: $0 + name)
    }
  }

  /// Whether Python has a module.
  public static func hasPythonModule(_ name: String) -> Bool {
    (try? run("python3 -c 'import \(name)'", in: root).code) == 0
  }

  /// The root of the project.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The folder of the program that was just built.
  public static var programFolder: String {
    let beside = URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0])
      .deletingLastPathComponent().path
    return FileManager.default.isExecutableFile(atPath: beside + "/hotline")
      ? beside : root + "/.build/debug"
  }

  /// Runs a script of bash in a folder, with `hotline` on the path and `ROOT` naming the project.
  ///
  /// Not by Foundation's `Process`: that waits until every daemon the script has started is gone
  /// as well, and hands blocked signals down.
  public static func run(_ script: String, in folder: String) throws -> ShellResult {
    let name = NSTemporaryDirectory() + "hotline-shell-" + UUID().uuidString
    let (outPath, errPath) = (name + ".out", name + ".err")
    defer {
      try? FileManager.default.removeItem(atPath: outPath)
      try? FileManager.default.removeItem(atPath: errPath)
    }
    let place = folder.replacingOccurrences(of: "'", with: "'\\''")
    // Keys of ledgers go to the test's folder, not to the developer's.
    let status = try spawn(
      [
        "/bin/bash", "-c",
        "cd '\(place)' || exit 126\nexport XDG_CONFIG_HOME=\"$PWD/.config\"\n\(script)",
      ], out: outPath, err: errPath)
    return ShellResult(
      output: String(decoding: try Data(contentsOf: URL(fileURLWithPath: outPath)), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: errPath)), as: UTF8.self),
      code: status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F))
  }

  private static var environment: [String] {
    var variables = ProcessInfo.processInfo.environment
    // Modules of Python come from Debian, as all that tests need: its own python3 has to be the first.
    variables["PATH"] = programFolder + ":/usr/bin:/bin:" + (variables["PATH"] ?? "")
    variables["ROOT"] = root
    variables["LC_ALL"] = "C"
    variables["HOTLINE_LANG"] = nil
    variables["HOTLINE_WORKSPACE"] = nil
    variables["HOTLINE_AUDIT_KEY"] = nil
    return variables.map { "\($0.key)=\($0.value)" }
  }

  /// Starts a program with no signal blocked, and waits for it alone; returns its wait status.
  private static func spawn(_ words: [String], out: String, err: String) throws -> Int32 {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, out, writing, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, err, writing, 0o600)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
    defer {
      unsafe (arguments + variables).forEach { unsafe free($0) }
    }
    var process: pid_t = 0
    let started = unsafe posix_spawn(
      &process, words[0], &actions, &attributes, &arguments, &variables)
    guard started == 0 else { throw CocoaError(.executableLoad) }
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
  }
}
