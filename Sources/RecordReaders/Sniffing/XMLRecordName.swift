import HotlineModel
import LocalFiles

/// Which element of an XML file is one record: the outermost one that comes again and again and
/// has something inside.
enum XMLRecordName {
  static func guess(in file: DeliveredFile) throws -> String {
    let head = try InputFile(file.path).read(upTo: 1 << 18)
    var counts: [Int: [String: Int]] = [:]
    var parents: Set<String> = []
    var open: [String] = []
    forEachTag(in: head) { name, hasAttributes, kind in
      switch kind {
      case .end: if !open.isEmpty { open.removeLast() }
      case .start, .empty:
        if let parent = open.last { parents.insert("\(open.count) \(parent)") }
        if hasAttributes { parents.insert("\(open.count + 1) \(name)") }
        counts[open.count, default: [:]][name, default: 0] += 1
        if kind == .start { open.append(name) }
      }
    }
    for (depth, names) in counts.sorted(by: { $0.key < $1.key }) where depth > 0 {
      let repeated = names.filter { $0.value > 1 && parents.contains("\(depth + 1) \($0.key)") }
      if let best = repeated.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) {
        return best.key
      }
    }
    throw Unusable(
      .xmlRecordMissing, at: SourceLocation(file: file.path, line: 1), ["expected": "record"])
  }

  private enum Kind {
    case start, end, empty
  }

  /// Tags of the head; comments, CDATA, declarations and what is cut off are passed over.
  private static func forEachTag(
    in bytes: [UInt8], _ body: (_ name: String, _ hasAttributes: Bool, Kind) -> Void
  ) {
    var position = 0
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      let rest = bytes[start...]
      let closing: [UInt8]
      if rest.starts(with: Array("<!--".utf8)) {
        closing = Array("-->".utf8)
      } else if rest.starts(with: Array("<![CDATA[".utf8)) {
        closing = Array("]]>".utf8)
      } else {
        closing = [UInt8(ascii: ">")]
      }
      guard let end = first(closing, in: bytes, from: start) else { return }
      position = end + closing.count
      let inside = bytes[(start + 1)..<end]
      guard let first = inside.first, first != UInt8(ascii: "!"), first != UInt8(ascii: "?") else {
        continue
      }
      let isEnd = first == UInt8(ascii: "/")
      let isEmpty = inside.last == UInt8(ascii: "/")
      let inner = isEnd ? inside.dropFirst() : (isEmpty ? inside.dropLast() : inside)
      let name = inner.prefix { $0 > 0x20 }
      let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
      body(
        String(decoding: local, as: UTF8.self), inner.contains(UInt8(ascii: "=")),
        isEnd ? .end : (isEmpty ? .empty : .start))
    }
  }

  private static func first(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    var position = start
    while let found = bytes[position...].firstIndex(of: needle[0]) {
      if bytes[found...].starts(with: needle) { return found }
      position = found + 1
    }
    return nil
  }
}
