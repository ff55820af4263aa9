import Findings
package import HotlineModel

/// Makes bytes smaller as they come; the same bytes give the same result every time.
package struct Compressor: ~Copyable {
  private var stream: CodecStream?

  /// A compressor that has taken nothing in.
  package init(_ compression: Compression) {
    stream = CodecStream(compression, isExpanding: false)
  }

  /// Takes bytes in and hands out what is ready; at the end, all that is left.
  package mutating func take(_ bytes: [UInt8], isEnd: Bool) -> [UInt8] {
    let out = stream?.take(bytes, isEnd: isEnd) ?? bytes
    precondition(stream?.isBroken != true, "bytes of any kind can be compressed")
    return out
  }
}

/// Reads a file front to back, whichever way it was compressed.
package struct ExpandedFile: ~Copyable {
  private let file: InputFile
  private let path: String
  private var stream: CodecStream?

  /// Opens a file; its name says how it was compressed.
  ///
  /// - Throws: `Unusable` with `HL1001` where there is none.
  package init(_ path: String) throws {
    self.path = path
    file = try InputFile(path)
    stream = CodecStream(Compression(ofName: path), isExpanding: true)
  }

  /// The next bytes; none at the end.
  ///
  /// - Throws: `Unusable` with `HL1001` where the file is damaged.
  package mutating func read() throws -> [UInt8] {
    while true {
      let bytes = try file.read(upTo: 1 << 18)
      if bytes.isEmpty {
        if stream?.isWhole == false { throw damaged("it ends too early") }
        return []
      }
      guard let out = stream?.take(bytes) else { return bytes }
      if stream?.isBroken == true { throw damaged("its compressed bytes are broken") }
      if !out.isEmpty { return out }
    }
  }

  private func damaged(_ reason: String) -> Unusable {
    Unusable(.fileUnreadable(reason: reason), at: SourceLocation(file: path))
  }
}
