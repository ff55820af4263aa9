import Findings
import Foundation
import LocalFiles
import TestSupport
import Testing

@Suite struct Passwords {
  @Test func `a hash is Argon2id with 19 MiB and two passes, and has a salt of its own`() throws {
    let password = Password("correct horse battery")
    let hashes = try [password.hash(), password.hash()]
    #expect(hashes[0] != hashes[1])
    for hash in hashes {
      #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
      #expect(password.verifies(hash))
      #expect(!Password("correct horse batterz").verifies(hash))
      #expect(!Password("correct horse battery ").verifies(hash))
      #expect(!Password("").verifies(hash))
    }
  }

  @Test(arguments: [
    "", "$argon2id$", "$argon2id$v=19$m=99999999,t=2,p=1$c2FsdA$aGFzaA",
    "$argon2id$v=19$m=19456,t=2,p=1$" + String(repeating: "a", count: 4096), "plain",
  ])
  func `a hash of another form is that of no password`(hash: String) {
    #expect(!Password("correct horse battery").verifies(hash))
  }

  @Test(arguments: [
    ("short", "it has fewer than 12 characters"),
    ("elevenchars", "it has fewer than 12 characters"),
    ("汉字汉字汉字汉字汉字汉", "it has fewer than 12 characters"),
    ("Chen.ZhiYuan", "it is the name of the account"),
  ])
  func `a weak password is refused with its reason`(password: String, reason: String) {
    #expect(Password(password).weakness(for: "chen.zhiyuan") == reason)
  }

  @Test func `twelve characters are enough, in any script`() {
    for text in ["twelve chars", "汉字汉字汉字汉字汉字汉字"] {
      #expect(Password(text).weakness(for: "lihua") == nil)
    }
  }

  @Test func `two passwords are the same or not`() {
    #expect(Password("abc").isSame(as: Password("abc")))
    #expect(!Password("abc").isSame(as: Password("abd")))
    #expect(!Password("abc").isSame(as: Password("abc\u{0}")))
  }

  private static func file(_ text: String, mode: Int) throws -> (TemporaryFolder, String) {
    let folder = try TemporaryFolder()
    let path = try folder.file("password", text)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    return (folder, path)
  }

  @Test func `a file gives one password a line, whatever the line ends`() throws {
    let (folder, path) = try Self.file("one password one\r\ntwo\n\nlast", mode: 0o600)
    let file = try PasswordFile(path)
    #expect(try file.next().isSame(as: Password("one password one")))
    #expect(try file.next().isSame(as: Password("two")))
    #expect(try file.next().isSame(as: Password("")))
    #expect(try file.next().isSame(as: Password("last")))
    #expect(Self.reason { _ = try file.next() } == "a line is missing")
    _ = folder
  }

  @Test(arguments: [0o644, 0o640, 0o604, 0o660])
  func `a file that others may read is refused`(mode: Int) throws {
    let (folder, path) = try Self.file("one password one\n", mode: mode)
    #expect(Self.reason { _ = try PasswordFile(path) } == "others than its owner may read it")
    _ = folder
  }

  @Test func `a line without end is refused, and so is a file that is not there`() throws {
    let (folder, path) = try Self.file(String(repeating: "a", count: 1025), mode: 0o600)
    #expect(Self.reason { _ = try PasswordFile(path).next() } == "a line is too long")
    #expect(Self.reason { _ = try PasswordFile(path + "x") } == "No such file or directory")
    _ = folder
  }

  /// Why no password could be read.
  private static func reason(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch let unusable as Unusable {
      #expect(unusable.findings.first?.code == .passwordFileUnusable)
      return unusable.findings.first?.facts["reason"]
    } catch {
      return "\(error)"
    }
  }
}
