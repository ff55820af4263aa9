import Glibc

/// Room on a disk.
package enum DiskSpace {
  /// Bytes that may still be written in the folder; `nil` where it cannot be told.
  package static func free(in folder: String) -> Int? {
    var status = statvfs()
    guard unsafe statvfs(folder, &status) == 0 else { return nil }
    return Int(status.f_bavail) * Int(status.f_frsize)
  }

  /// Whether a file can be written to.
  package static func isWritable(_ path: String) -> Bool { unsafe access(path, W_OK) == 0 }

  /// Whether files can be made in the folder.
  package static func takesFiles(_ folder: String) -> Bool {
    unsafe access(folder, W_OK | X_OK) == 0
  }
}
