import Findings
import Glibc

/// What stands in folders.
package enum Folder {
  /// Whether anything stands at `path`.
  package static func exists(_ path: String) -> Bool {
    unsafe access(path, F_OK) == 0
  }

  /// Whether there is a file, a folder, or a link, wherever it leads.
  package static func hasEntry(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }

  /// Whether a folder that is there may be looked into.
  package static func isOpen(_ path: String) -> Bool {
    unsafe access(path, R_OK | X_OK) == 0
  }

  /// The names in a folder, sorted; none where there is no such folder.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - withHidden: whether names that begin with a point are among them.
  /// - Returns: the names.
  package static func names(in path: String, withHidden: Bool = false) -> [String] {
    guard let stream = unsafe opendir(path) else { return [] }
    defer { unsafe _ = closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { text in
          unsafe String(cString: text)
        }
      }
      let isShown = withHidden ? name != "." && name != ".." : !name.hasPrefix(".")
      if isShown { names.append(name) }
    }
    return names.sorted()
  }

  /// Makes a folder that nobody but its owner may look into, from its first moment on.
  package static func makePrivate(_ path: String) throws {
    if !exists(path), let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try make(String(path[..<slash]))
    }
    guard unsafe mkdir(path, 0o700) == 0 || (errno == EEXIST && chmod(path, 0o700) == 0) else {
      throw Unusable(
        .outputUnwritable(found: path, reason: systemReason()), at: SourceLocation(file: path))
    }
  }

  /// Whether a folder takes files, or can be made where it is not there.
  package static func canBeMade(_ path: String) -> Bool {
    if exists(path) { return isFolder(path) && DiskSpace.takesFiles(path) }
    guard let slash = path.lastIndex(of: "/") else { return DiskSpace.takesFiles(".") }
    return canBeMade(slash == path.startIndex ? "/" : String(path[..<slash]))
  }

  /// Makes a folder and those above it.
  package static func make(_ path: String) throws {
    var built = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      built += part
      if unsafe mkdir(built, 0o755) != 0, errno != EEXIST {
        throw Unusable(
          .outputUnwritable(found: built, reason: systemReason()), at: SourceLocation(file: path))
      }
      built += "/"
    }
  }

  /// Makes a folder of its own for a while, which nobody but its owner may look into: below `TMPDIR`,
  /// or else `/tmp`.
  package static func makeTemporary() throws -> String {
    let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var name = Array("\(parent)/hotline-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&name) != nil else {
      throw Unusable(
        .outputUnwritable(found: parent, reason: systemReason()), at: SourceLocation(file: parent))
    }
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Copies a folder with all that stands in it; links are not followed out of it.
  package static func copy(_ source: String, to target: String) throws {
    try make(target)
    for name in names(in: source) {
      let from = source + "/" + name
      let to = target + "/" + name
      if isFolder(from) {
        try copy(from, to: to)
      } else {
        var file = try OutputFile(to)
        try file.write(InputFile.bytes(of: from))
        _ = try file.commit()
      }
    }
  }

  /// Gives a file of the same disk a second name; copies it where the disk has no such thing.
  ///
  /// - Throws: `Unusable` with `HL6102` where neither can be done.
  package static func link(_ path: String, to target: String) throws {
    if unsafe Glibc.link(path, target) == 0 { return }
    var file = try OutputFile(target)
    let source = try InputFile(path)
    while true {
      let piece = try source.read(upTo: 1 << 20)
      if piece.isEmpty { break }
      try file.write(piece)
    }
    _ = try file.commit()
  }

  /// Moves a file or a folder to another path of the same disk.
  ///
  /// - Throws: `Unusable` with `HL6102` where it cannot be moved; it is where it was then.
  package static func move(_ path: String, to target: String) throws {
    guard unsafe rename(path, target) == 0 else {
      throw Unusable(
        .outputUnwritable(found: target, reason: systemReason()), at: SourceLocation(file: target))
    }
    sync(folderOf: target)
  }

  /// Moves all that stands in a folder into another one, and takes the place of files there.
  ///
  /// - Parameters:
  ///   - path: the folder; it is empty then.
  ///   - target: the folder they are moved to; it is made where it is not there.
  ///   - last: names that are moved after all others, in this order.
  /// - Throws: `Unusable` with `HL6102` where one cannot be moved.
  package static func moveContents(
    of path: String, to target: String, last: [String] = []
  ) throws {
    try make(target)
    let names = names(in: path, withHidden: true)
    for name in names.filter({ !last.contains($0) }) + last.filter(names.contains) {
      let (from, to) = ("\(path)/\(name)", "\(target)/\(name)")
      if isFolder(from), !isLink(from) {
        if isLink(to) { remove(file: to) }
        try moveContents(of: from, to: to)
      } else {
        try move(from, to: to)
      }
    }
  }

  /// A rename is durable once its folder is.
  static func sync(folderOf path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let descriptor = unsafe Glibc.open(folder.isEmpty ? "/" : folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Takes a file away; nothing happens where there is none.
  package static func remove(file path: String) {
    unsafe unlink(path)
  }

  /// Takes away what stands at a path: a file, or a folder with all that stands in it.
  package static func remove(_ path: String) {
    guard isFolder(path), !isLink(path) else { return remove(file: path) }
    for name in names(in: path) { remove("\(path)/\(name)") }
    unsafe rmdir(path)
  }

  /// Whether a folder stands at `path`.
  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// How many names the file at `path` has on its disk; 0 where there is none.
  package static func links(ofFile path: String) -> Int {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? Int(status.st_nlink) : 0
  }

  /// The size of the file at `path`; `nil` where there is none.
  package static func size(ofFile path: String) -> Int? {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// Who may read and write the file at `path`; `nil` where there is none.
  package static func mode(ofFile path: String) -> UInt32? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }

  /// Whether `path` is a link to something else; a `/` at its end makes no difference.
  package static func isLink(_ path: String) -> Bool {
    var name = path[...]
    while name.utf8.count > 1, name.utf8.last == UInt8(ascii: "/") { name.removeLast() }
    var status = stat()
    return unsafe lstat(String(name), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// The last part of a path.
  package static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
