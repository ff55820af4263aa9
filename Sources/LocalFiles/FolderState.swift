import Glibc

/// What files and folders look like from outside: as long as it is the same, nobody has changed them.
///
/// Of every file below: name, size, place on the disk, and the times of its content and of its entry.
/// No content is read.
package struct FolderState: Hashable, Sendable {
  private var entries: [[Int]] = []
  private var names: [String] = []

  /// The state of some files and folders, and of all that is below them; one that does not exist has
  /// a state, too.
  package init(of paths: [String]) {
    for path in paths { add(path) }
  }

  private mutating func add(_ path: String) {
    var status = stat()
    names.append(path)
    guard unsafe lstat(path, &status) == 0 else {
      entries.append([])
      return
    }
    entries.append([
      Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
      status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
    ])
    guard status.st_mode & S_IFMT == S_IFDIR else { return }
    for name in Folder.names(in: path, withHidden: true) { add("\(path)/\(name)") }
  }
}
