import Findings
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
      .xmlRecordMissing(expected: "record"), at: SourceLocation(file: file.path, line: 1))
  }

  private enum Kind {
    case start, end, empty
  }

  /// Tags of the head; what comments, CDATA and processing instructions hold is no tag.
  private static func forEachTag(
    in bytes: [UInt8], _ body: (_ name: String, _ hasAttributes: Bool, Kind) -> Void
  ) {
    let scanner = MarkupScanner(bytes: bytes, limit: bytes.count, isAtEnd: false)
    var position = 0
    while position < bytes.count {
      switch scanner.token(at: position) {
      case .text(let end): position = end
      case .section(let section, let start):
        guard let end = scanner.closer(of: section, from: start) else { return }
        position = end + section.closer.count
      case .startTag(let tag):
        body(
          String(decoding: bytes[tag.name], as: UTF8.self), tag.attributes > 0,
          tag.isEmpty ? .empty : .start)
        position = tag.end
      case .endTag(let name, let end):
        body(String(decoding: bytes[name], as: UTF8.self), false, .end)
        position = end
      case .unfinished: return
      }
    }
  }
}
