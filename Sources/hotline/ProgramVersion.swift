import CBuild
import MergerRuns

/// What `hotline --version` prints.
enum ProgramVersion {
  /// The version; the one place that holds it (the Makefile reads this line).
  static let number = "0.1.0"

  /// Version and commit.
  static var name: String {
    let commit = unsafe String(cString: hotline_commit())
    return "hotline \(number) (\(commit.isEmpty ? "a build without a commit" : commit))"
  }

  /// Version, commit and the libraries that the program found on this machine, one a line.
  static var text: String {
    ([name] + LinkedLibraries.all.map { "\($0.name) \($0.version)" })
      .joined(separator: "\n")
  }
}
