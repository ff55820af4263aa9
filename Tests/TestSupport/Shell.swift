import Foundation

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
  public static func run(_ script: String, in folder: String) throws -> ShellResult {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = programFolder + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    environment["ROOT"] = root
    environment["LC_ALL"] = "C"
    environment["HOTLINE_LANG"] = nil
    environment["HOTLINE_WORKSPACE"] = nil
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: nothing can fill up while both streams are written.
    let outPath = NSTemporaryDirectory() + "hotline-out-" + UUID().uuidString
    let errPath = NSTemporaryDirectory() + "hotline-err-" + UUID().uuidString
    defer {
      try? FileManager.default.removeItem(atPath: outPath)
      try? FileManager.default.removeItem(atPath: errPath)
    }
    _ = FileManager.default.createFile(atPath: outPath, contents: nil)
    _ = FileManager.default.createFile(atPath: errPath, contents: nil)
    process.standardOutput = FileHandle(forWritingAtPath: outPath)
    process.standardError = FileHandle(forWritingAtPath: errPath)
    try process.run()
    process.waitUntilExit()
    let ended = process.terminationStatus
    return ShellResult(
      output: try String(contentsOfFile: outPath, encoding: .utf8),
      errors: try String(contentsOfFile: errPath, encoding: .utf8),
      code: process.terminationReason == .exit ? ended : -ended)
  }
}
