import Glibc

/// A file below a folder that is looked through, whatever the charset of its name.
package struct FoundFile: Hashable, Sendable {
  /// What it is.
  package enum Kind: UInt8, Sendable {
    /// A file, or a link to one within the folder.
    case file
    /// A link that leads out of the folder, or nowhere.
    case linkOutside
    /// A pipe, a socket or a device.
    case special
    /// A folder that may not be looked into.
    case closedFolder
  }

  /// The bytes of its path below the folder: `2020/0042.wav`.
  package let path: [UInt8]
  /// What it is.
  package let kind: Kind
  /// Its size in bytes; 0 for what is not a file.
  package let size: Int

  /// A file.
  package init(path: [UInt8], kind: Kind, size: Int) {
    self.path = path
    self.kind = kind
    self.size = size
  }

  /// Hands out the files below a folder in the order in which the disk has them; links to folders
  /// are not followed.
  ///
  /// Memory does not grow with the number of files, but with that of folders.
  package static func forEach(
    below folder: String, _ body: (FoundFile) throws -> Void
  ) rethrows {
    let root = realPath(Array(folder.utf8)) ?? Array(folder.utf8)
    var waiting: [[UInt8]] = [[]]
    while let below = waiting.popLast() {
      let stream = unsafe withCString(join(root, below)) { unsafe opendir($0) }
      guard let stream = unsafe stream else {
        try body(FoundFile(path: below, kind: .closedFolder, size: 0))
        continue
      }
      defer { unsafe _ = closedir(stream) }
      while let entry = unsafe readdir(stream) {
        let name = unsafe bytes(of: entry)
        if name == [0x2E] || name == [0x2E, 0x2E] { continue }
        let path = join(below, name)
        let full = join(root, path)
        var status = stat()
        guard unsafe withCString(full, { unsafe lstat($0, &status) }) == 0 else { continue }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: waiting.append(path)
        case S_IFREG: try body(FoundFile(path: path, kind: .file, size: Int(status.st_size)))
        case S_IFLNK:
          if let file = linked(full, path, within: root) { try body(file) }
        default: try body(FoundFile(path: path, kind: .special, size: 0))
        }
      }
    }
  }

  /// What a link leads to; `nil` for a folder within the root, whose files are found where they are.
  private static func linked(
    _ full: [UInt8], _ path: [UInt8], within root: [UInt8]
  ) -> FoundFile? {
    var status = stat()
    guard let target = realPath(full), target.starts(with: root + [slash]),
      unsafe withCString(target, { unsafe stat($0, &status) }) == 0
    else { return FoundFile(path: path, kind: .linkOutside, size: 0) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return nil
    case S_IFREG: return FoundFile(path: path, kind: .file, size: Int(status.st_size))
    default: return FoundFile(path: path, kind: .special, size: 0)
    }
  }

  private static let slash = UInt8(ascii: "/")

  private static func join(_ folder: [UInt8], _ name: [UInt8]) -> [UInt8] {
    if folder.isEmpty { return name }
    if name.isEmpty { return folder }
    return folder.last == slash ? folder + name : folder + [slash] + name
  }

  private static func bytes(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
      unsafe field.withMemoryRebound(to: UInt8.self, capacity: 256) { text in
        var count = 0
        while unsafe text[count] != 0 { count += 1 }
        return unsafe Array(UnsafeBufferPointer(start: text, count: count))
      }
    }
  }

  private static func realPath(_ path: [UInt8]) -> [UInt8]? {
    guard let real = unsafe withCString(path, { unsafe realpath($0, nil) }) else { return nil }
    defer { unsafe free(real) }
    return unsafe real.withMemoryRebound(to: UInt8.self, capacity: strlen(real)) { bytes in
      unsafe Array(UnsafeBufferPointer(start: bytes, count: strlen(real)))
    }
  }

  /// Lends a path to the system.
  static func withCString<Result>(
    _ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    var text = path.map { CChar(bitPattern: $0) }
    text.append(0)
    return unsafe text.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("an array with an element") }
      return unsafe body(start)
    }
  }
}

extension Folder {
  /// The path of a folder without links, `.` and `..`; `nil` where there is none.
  package static func realPath(_ path: String) -> String? {
    guard let real = unsafe Glibc.realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }
}
