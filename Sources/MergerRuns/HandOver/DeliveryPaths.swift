import Findings
import LocalFiles

/// The files that a user means: folders are taken with all that stands in them, `-` is what is
/// piped in.
///
/// A file counts once, by however many paths it is named.
package struct DeliveryPaths: Sendable {
  /// A path of a file that was named before.
  package struct Repeated: Hashable, Sendable {
    /// The path.
    package let path: String
    /// The path that was named before.
    package let first: String
  }

  /// The files, in the order in which they were named; those of a folder sorted by their paths.
  package private(set) var files: [String] = []
  /// Files of folders that are none of the delivery: lock files of office programs, and what
  /// operating systems leave behind.
  package private(set) var skipped: [String] = []
  /// Further paths of files: named twice, by way of a link, or in a folder that was named, too.
  package private(set) var repeated: [Repeated] = []

  private var firstPaths: [FileIdentity: String] = [:]

  /// Looks the folders through; links to folders are not followed.
  ///
  /// - Throws: `Unusable`: `HL1001` where a folder holds no file, or what is piped in cannot be
  ///   read.
  package init(_ arguments: [String], in workspace: Workspace) throws {
    var isKept = false
    for argument in arguments {
      if argument == "-" {
        // What is piped in can be read once only; what was kept of it, as often as one likes.
        if !isKept { try StandardInput.keep(in: "\(workspace.folder)/.hotline") }
        isKept = true
        add(file: StandardInput.path)
      } else if Folder.isFolder(argument) {
        let before = files.count + repeated.count
        try add(folder: argument, depth: 0)
        guard files.count + repeated.count > before else {
          throw Unusable(
            .fileUnreadable(reason: "it is a folder without files"),
            at: SourceLocation(file: argument))
        }
      } else {
        add(file: argument)
      }
    }
  }

  /// Whether a path leads to what was piped in.
  package static func isPipedIn(_ path: String) -> Bool { path == StandardInput.path }

  private mutating func add(folder: String, depth: Int) throws {
    for name in Folder.names(in: folder) {
      let path = "\(folder.hasSuffix("/") ? String(folder.dropLast()) : folder)/\(name)"
      if Folder.isFolder(path) {
        if !Folder.isLink(path), depth < 32 { try add(folder: path, depth: depth + 1) }
      } else if Self.isNoDelivery(name) {
        skipped.append(path)
      } else {
        add(file: path)
      }
    }
  }

  private mutating func add(file path: String) {
    // A path that leads nowhere is reported when the file is read.
    if let identity = FileIdentity(reachedBy: path) {
      if let first = firstPaths[identity] {
        repeated.append(Repeated(path: path, first: first))
        return
      }
      firstPaths[identity] = path
    }
    files.append(path)
  }

  private static func isNoDelivery(_ name: String) -> Bool {
    name.hasPrefix("~$") || name.hasPrefix(".~lock.")
      || ["thumbs.db", "desktop.ini"].contains(name.lowercased())
  }
}
