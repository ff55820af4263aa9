import HotlineModel
import LocalFiles

extension Workspace {
  /// What a run keeps in a file beside the ledger, under the basis of this moment; `nil` where a sheet
  /// cannot be read.
  func kept(
    _ name: String, form: Int, by program: String, rulings: () throws -> [String: PersonRuling]
  ) -> KeptTexts? {
    (try? DecisionBasis(self, rulings: rulings(), program: program)).map {
      KeptTexts(path: "\(folder)/.hotline/\(name)", form: "hotline-\(name):\(form)", basis: $0)
    }
  }
}

/// Texts that a run keeps in a file beside the ledger, for later runs whose answer follows from the
/// very same basis.
///
/// The file begins with a line that names its form, its basis and the hash of the rest; each text
/// has its length before it. A file that is absent, damaged, of another form, of another basis or of
/// another program counts for nothing: the run finds out anew.
struct KeptTexts {
  /// The file.
  let path: String
  /// What is in it and in which form, with a version: `hotline-status:2`.
  let form: String
  /// What the texts follow from.
  let basis: DecisionBasis

  /// The texts, in their order; `nil` where the file counts for nothing.
  func read() -> [String]? {
    guard let bytes = try? InputFile.bytes(of: path), let end = bytes.firstIndex(of: 10) else {
      return nil
    }
    let body = Array(bytes[(end + 1)...])
    guard bytes[..<end].elementsEqual(head(of: body).utf8) else { return nil }
    return Self.texts(body)
  }

  /// Writes the texts, for their user alone.
  ///
  /// A workspace that takes no file keeps nothing.
  func keep(_ texts: [String]) {
    let body = texts.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) }
    guard var file = try? OutputFile(path, mode: 0o600) else { return }
    try? file.write(head(of: body) + "\n")
    try? file.write(body)
    // What a power cut leaves of it does not carry its hash.
    try? file.seal(isDurable: false).publish()
  }

  /// The first line: what follows from what, and the hash of the rest.
  private func head(of body: [UInt8]) -> String {
    var fingerprint = Fingerprint()
    fingerprint.update(body)
    return "\(form) \(basis.sha256) \(fingerprint.hex)"
  }

  /// Splits bytes into the texts they hold, each preceded by its length; `nil` where they are damaged.
  private static func texts(_ bytes: [UInt8]) -> [String]? {
    var texts: [String] = []
    var start = 0
    while start < bytes.count {
      var length = 0
      while start < bytes.count, bytes[start] != UInt8(ascii: ":") {
        let digit = Int(bytes[start]) - 48
        guard (0...9).contains(digit), length < bytes.count else { return nil }
        length = length * 10 + digit
        start += 1
      }
      start += 1
      guard start + length <= bytes.count else { return nil }
      texts.append(String(decoding: bytes[start..<start + length], as: UTF8.self))
      start += length
    }
    return texts
  }
}
