import CSodium
import Findings
import Glibc

/// A password that was typed or read: in memory for as long as the value is there, then wiped.
package final class Password {
  /// As many bytes as a line of a terminal can be; the rest is never written.
  private var bytes = [UInt8](repeating: 0, count: Password.maxBytes)
  private var count = 0

  /// How many characters a password must have.
  package static let minCharacters = 12
  private static let maxBytes = 1024
  /// What a hash begins with that was made as passwords are hashed here: 19 MiB, two passes, one lane.
  private static let form = "$argon2id$v=19$m=19456,t=2,p=1$"

  /// Reads a line: the bytes up to a line feed or the end, without a carriage return before it.
  ///
  /// - Parameters:
  ///   - descriptor: an open file, pipe or terminal; bytes after the line stay unread.
  ///   - name: what the file is called in findings.
  /// - Throws: `Unusable` with `HL4213` where it cannot be read, holds no line any more, or a line of
  ///   more than 1,024 bytes.
  package init(lineFrom descriptor: Int32, name: String) throws {
    var hasLine = false
    while true {
      var byte: UInt8 = 0
      let read = unsafe Glibc.read(descriptor, &byte, 1)
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else { throw Self.unusable(name, systemReason()) }
      if read == 0 { break }
      hasLine = true
      if byte == UInt8(ascii: "\n") { break }
      guard count < Self.maxBytes else { throw Self.unusable(name, "a line is too long") }
      bytes[count] = byte
      count += 1
    }
    guard hasLine else { throw Self.unusable(name, "a line is missing") }
    if count > 0, bytes[count - 1] == UInt8(ascii: "\r") {
      count -= 1
      bytes[count] = 0
    }
  }

  /// The password of a text, of which nothing is wiped.
  package init(_ text: String) {
    for byte in text.utf8.prefix(Self.maxBytes) {
      bytes[count] = byte
      count += 1
    }
  }

  deinit { unsafe sodium_memzero(&bytes, bytes.count) }

  /// Whether both are the same, in constant time.
  package func isSame(as other: Password) -> Bool {
    unsafe sodium_memcmp(bytes, other.bytes, bytes.count) == 0 && count == other.count
  }

  /// Why it cannot be the password of an account; `nil` where it can.
  package func weakness(for account: String) -> String? {
    // Characters of UTF-8, by their first bytes.
    let characters = bytes[..<count].count { $0 & 0xC0 != 0x80 }
    if characters < Self.minCharacters { return "it has fewer than 12 characters" }
    let letters = bytes[..<count].lazy.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
    return letters.elementsEqual(account.lowercased().utf8) ? "it is the name of the account" : nil
  }

  /// The Argon2id hash of the password, with its salt and parameters.
  ///
  /// - Throws: `Unusable` with `HL9001` where there is not enough memory.
  package func hash() throws -> String {
    var text = [CChar](repeating: 0, count: Int(crypto_pwhash_strbytes()))
    guard unsafe hotline_password_hash(&text, bytes, count) == 0 else {
      throw Unusable(.unexpected(reason: "memory"), at: SourceLocation(file: "hotline"))
    }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether it is the password of a hash; a hash of another form is none.
  package func verifies(_ hash: String) -> Bool {
    guard hash.hasPrefix(Self.form), hash.utf8.count < Int(crypto_pwhash_strbytes()) else {
      return false
    }
    return unsafe hotline_password_verify(hash, bytes, count) == 0
  }

  static func unusable(_ path: String, _ reason: String) -> Unusable {
    Unusable(.passwordFileUnusable(found: path, reason: reason), at: SourceLocation(file: path))
  }
}

/// A file with passwords, one a line, for scripts: it must be its owner's alone.
package final class PasswordFile {
  private let descriptor: Int32
  private let name: String
  private let isOwn: Bool

  /// Opens the file; `-` is standard input.
  ///
  /// - Throws: `Unusable` with `HL4213` where it cannot be opened, others may read it, or it belongs to
  ///   another user.
  package init(_ path: String) throws {
    guard path != "-" else {
      (descriptor, name, isOwn) = (STDIN_FILENO, "-", false)
      return
    }
    let opened = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw Password.unusable(path, systemReason()) }
    (descriptor, name, isOwn) = (opened, path, true)
    var status = stat()
    guard unsafe fstat(opened, &status) == 0 else { throw Password.unusable(path, systemReason()) }
    guard status.st_mode & S_IFMT != S_IFREG || status.st_mode & 0o077 == 0 else {
      throw Password.unusable(path, "others than its owner may read it")
    }
    guard status.st_uid == geteuid() || status.st_uid == 0 else {
      throw Password.unusable(path, "it belongs to another user")
    }
  }

  deinit { if isOwn { close(descriptor) } }

  /// The next password.
  package func next() throws -> Password { try Password(lineFrom: descriptor, name: name) }
}
