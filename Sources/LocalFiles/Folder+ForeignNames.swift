import Glibc

extension Folder {
  /// Opens a file by its path; a name whose bytes are no UTF-8 (GBK, from an old system) is found
  /// by how it looks, where one file in the folder looks like it.
  ///
  /// - Returns: the descriptor; negative, with the reason in `errno`, where there is no such file.
  static func open(_ path: String, flags: Int32) -> Int32 {
    let descriptor = unsafe Glibc.open(path, flags)
    guard descriptor < 0, errno == ENOENT, path.unicodeScalars.contains("\u{FFFD}") else {
      return descriptor
    }
    guard let bytes = foreignName(path) else {
      errno = ENOENT
      return -1
    }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return -1 }
      return unsafe Glibc.open(start, flags)
    }
  }

  /// The bytes of the one path that looks like this one, ended by a zero.
  private static func foreignName(_ path: String) -> [CChar]? {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? "./"
    let wanted = slash.map { String(path[path.index(after: $0)...]) } ?? path
    guard let stream = unsafe opendir(folder) else { return nil }
    defer { unsafe _ = closedir(stream) }
    var found: [[CChar]] = []
    while let entry = unsafe readdir(stream) {
      unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { text in
          guard unsafe String(cString: text) == wanted else { return }
          let length = unsafe strlen(text)
          unsafe found.append(Array(UnsafeBufferPointer(start: text, count: length + 1)))
        }
      }
    }
    guard found.count == 1, let name = found.first else { return nil }
    return folder.utf8.map { CChar(bitPattern: $0) } + name
  }
}
