import HotlineModel
import LocalFiles

/// The files that a user means: folders are taken with all that stands in them, `-` is what is
/// piped in.
package struct DeliveryPaths: Sendable {
  /// The files, in the order in which they were named; those of a folder sorted by their paths.
  package private(set) var files: [String] = []
  /// Files of folders that are none of the delivery: lock files of office programs, and what
  /// operating systems leave behind.
  package private(set) var skipped: [String] = []

  /// Looks the folders through; links to folders are not followed.
  ///
  /// - Throws: `Unusable`: `HL1001` where a folder holds no file, or what is piped in cannot be
  ///   read.
  package init(_ arguments: [String], in workspace: Workspace) throws {
    for argument in arguments {
      if argument == "-" {
        try StandardInput.keep(in: "\(workspace.folder)/.hotline")
        files.append(StandardInput.path)
      } else if Folder.isFolder(argument) {
        let before = files.count
        try add(folder: argument, depth: 0)
        guard files.count > before else {
          throw Unusable(
            .fileUnreadable, at: SourceLocation(file: argument),
            ["reason": "it is a folder without files"])
        }
      } else {
        files.append(argument)
      }
    }
  }

  private mutating func add(folder: String, depth: Int) throws {
    for name in Folder.names(in: folder) {
      let path = "\(folder.hasSuffix("/") ? String(folder.dropLast()) : folder)/\(name)"
      if Folder.isFolder(path) {
        if !Folder.isLink(path), depth < 32 { try add(folder: path, depth: depth + 1) }
      } else if Self.isNoDelivery(name) {
        skipped.append(path)
      } else {
        files.append(path)
      }
    }
  }

  private static func isNoDelivery(_ name: String) -> Bool {
    name.hasPrefix("~$") || name.hasPrefix(".~lock.")
      || ["thumbs.db", "desktop.ini"].contains(name.lowercased())
  }
}
