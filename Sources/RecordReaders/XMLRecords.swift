import CXML
import Findings
import HotlineModel
import Tickets

/// What the callbacks of libxml2 write to: records as they become whole, their fields as bytes.
@safe struct XMLRecords {
  typealias Name = ElementTree.Name

  /// An element that was begun.
  private struct Open {
    let node: Int
    /// Where its text begins, that of the elements within it included.
    let start: Int
    var hasChildren = false
    /// Whether something other than blanks stands beside the elements within it.
    var hasText = false
  }

  private struct Field {
    let node: Int
    var start: Int
    var end: Int
    /// Whether it stands in `extras`, not in `texts`.
    var isExtra: Bool
  }

  /// The name of the element that is one record.
  let record: String
  let recordBytes: [UInt8]
  /// The name of the charset that the file is read in.
  private let charset: String
  /// Records begun so far.
  var found = 0
  /// Records read without the parser.
  var plain = 0
  private(set) var hasDoctype = false
  var context: xmlParserCtxtPtr?
  /// Records that are whole; their bytes are those that stand behind the window's.
  var batch: RecordBatch
  /// The window as it was when bytes were added to it last, which batches begin with.
  private var base: [UInt8] = []
  /// The elements open around records, with their prefixes.
  var ancestors: [String] = [] { didSet { isBoundaryKnown = false } }
  /// Where in the decoded file the parser began, less what it was given before: after damage it
  /// begins anew.
  var parserStart = 0
  /// Why the record under way is none that anybody can mean: nested too deep, too many fields.
  var excess: String?

  private var recordName: Name?
  /// The names of what is in records.
  var tree = ElementTree()
  /// The nodes of the fields of each header of the batch.
  private var headers: [[Int]] = []
  private var open: [Open] = []
  private var fields: [Field] = []
  /// The text of the record under way, in the order of the document, and what stands outside of it:
  /// attributes, and texts that came several times.
  private var texts: [UInt8] = []
  private var extras: [UInt8] = []
  /// Whether a record was opened within the record under way.
  private var isNested = false
  var isInRecord = false
  var startLine = 1
  /// Decoded bytes since the last record, or of the record under way and behind it, and where they
  /// begin in the decoded file.
  var window: [UInt8] = []
  var windowStart = 0
  /// Up to where in the decoded file the parser was given it.
  var parsed = 0
  /// Up to where start tags of records were looked for: the first one behind `parsed` is not before.
  var searched = 0
  var recordStart = 0
  /// Where the last whole record, or the start tag before the first one, ends, and on which line.
  var lastEnd = (offset: 0, line: 1)
  /// Where the last record ends, or the root's start tag before the first one, and the elements that
  /// were open there: a record whose start tag is broken begins behind it.
  var boundary = (offset: 0, line: 1)
  var boundaryAncestors: [String] = []
  /// Whether those are the elements that are open now; nearly always they are.
  private var isBoundaryKnown = false
  var damages: [(offset: Int, byte: UInt8)] = []
  /// Where the last record begins, and on which line, where it is plain and behind a plain one.
  var lastPlain: (offset: Int, line: Int)?
  /// Whether the record before the one under way is plain.
  var isBehindPlain = false
  /// How far in the decoded file was looked to tell what damage costs.
  var seenEnd = 0
  /// Looks for what follows the damaged record under way.
  var search: ElementSearch?
  /// What a damaged record would have taken for its own ends here: what is found before is
  /// recovered.
  var swallowedEnd = 0
  var recovered = PlaceCount()
  /// Whether the record under way holds what would be the start tag of a record outside of CDATA, a
  /// comment or the like; and the records that do.
  var holdsTag = false
  var recordLines = PlaceCount()

  init(path: String, record: String, charset: String) {
    self.record = record
    recordBytes = Array(record.utf8)
    self.charset = charset
    batch = RecordBatch(file: path, offset: 0, headers: [], bytes: [])
  }

  var isAtStart: Bool { windowEnd == 0 }
  var line: Int { unsafe context?.pointee.input.map { unsafe Int($0.pointee.line) } ?? 1 }

  /// Hands the records out that are whole.
  mutating func take() -> RecordBatch {
    var whole = batch
    batch = RecordBatch(file: whole.file, offset: 0, headers: [], bytes: [])
    headers = []
    guard !whole.records.isEmpty else { return batch }
    // Nearly always nothing stands behind the window, and it is not copied.
    let behind = whole.bytes
    whole.bytes = base
    whole.bytes += behind
    return whole
  }

  /// Moves out what is still needed of the window, so that more is put behind it.
  mutating func takeWindow() -> [UInt8] {
    base = []
    letGo()
    let rest = window
    window = []
    return rest
  }

  /// The window has grown; what stands behind it in the batch stands behind all of it.
  mutating func setWindow(_ grown: [UInt8]) {
    window = grown
    base = grown
  }

  /// Where in the batch the next byte stands that is put behind the window.
  private var behindWindow: Int { base.count + batch.bytes.count }

  /// A byte stands for no character, at a place of the window that is about to be set.
  mutating func damaged(at place: Int, byte: UInt8) {
    damages.append((windowStart + place, byte))
  }

  var consumed: Int { parserStart + Int(unsafe xmlByteConsumed(context)) }

  // MARK: - What the parser finds

  mutating func begin(_ name: Name, prefix: Name?) {
    if !isInRecord {
      guard unsafe isRecord(name) else {
        let prefix = unsafe prefix.map { unsafe String(cString: $0) + ":" } ?? ""
        unsafe ancestors.append(prefix + String(cString: name))
        lastEnd = (consumed, line)
        if ancestors.count == 1 { setBoundary() }
        return
      }
      isInRecord = true
      isNested = false
      holdsTag = false
      found += 1
      startLine = line
      tree.counts.records += 1
      if tree.nodes[0].length == 0 { unsafe tree.spell(0, record, prefix: prefix) }
      let tag = window[..<min(consumed - windowStart, window.count)]
      recordStart = windowStart + (tag.lastIndex(of: UInt8(ascii: "<")) ?? 0)
      open.append(Open(node: 0, start: 0))
      return
    }
    if unsafe isRecord(name) { isNested = true }
    let parent = open.count - 1
    open[parent].hasChildren = true
    let node = unsafe tree.child(
      name, prefix: prefix, isAttribute: false, of: open[parent].node, inRecord: record)
    open.append(Open(node: node, start: texts.count))
    if open.count > Self.deepest { stop("elements are nested deeper than \(Self.deepest)") }
  }

  mutating func add(attribute name: Name, prefix: Name?, _ value: UnsafeBufferPointer<UInt8>) {
    guard let element = open.last else { return }
    let start = extras.count
    unsafe extras.append(contentsOf: value)
    let node = unsafe tree.child(
      name, prefix: prefix, isAttribute: true, of: element.node, inRecord: record)
    add(Field(node: node, start: start, end: extras.count, isExtra: true))
  }

  mutating func add(text: UnsafeBufferPointer<UInt8>) {
    guard !open.isEmpty else { return }
    unsafe texts.append(contentsOf: text)
    let last = open.count - 1
    if !open[last].hasText, unsafe text.contains(where: { !Self.isBlank($0) }) {
      open[last].hasText = true
    }
  }

  mutating func end() {
    guard let element = open.popLast() else {
      ancestors.removeLast()
      lastEnd = (consumed, line)
      return
    }
    if open.isEmpty {
      endRecord()
    } else if !element.hasChildren || element.hasText {
      // Text beside elements (`一<b>二</b>三`) is one text.
      add(Field(node: element.node, start: element.start, end: texts.count, isExtra: false))
    }
  }

  mutating func refuseDoctype() {
    hasDoctype = true
    unsafe xmlStopParser(context)
  }

  private mutating func stop(_ reason: String) {
    excess = reason
    unsafe xmlStopParser(context)
  }

  // MARK: - What becomes of it

  /// Forgets the fields of the record under way.
  mutating func forgetFields() {
    open.removeAll()
    fields.removeAll()
    texts.removeAll()
    extras.removeAll()
  }

  /// Adds a record that is damaged, with its bytes.
  mutating func addDamaged(_ raw: ArraySlice<UInt8>, _ finding: Finding) {
    let first = behindWindow
    batch.bytes += raw
    var record = RecordBatch.Record(
      fields: batch.fields.count..<batch.fields.count, raw: first..<behindWindow, line: startLine,
      number: found)
    record.offset = recordStart
    record.header = header(of: fields.map(\.node))
    record.damage = batch.damages.count
    batch.damages.append(finding)
    batch.records.append(record)
  }

  /// Adds a field; what comes again is put behind the first, line by line.
  private mutating func add(_ field: Field) {
    let node = field.node
    guard tree.nodes[node].record == tree.counts.records else {
      tree.nodes[node].record = tree.counts.records
      tree.nodes[node].field = fields.count
      fields.append(field)
      if fields.count > Self.mostFields { stop("more than \(Self.mostFields) fields") }
      return
    }
    let place = tree.nodes[node].field
    let both =
      text(of: fields[place]) + CollectionOfOne(UInt8(ascii: "\n")) + text(of: field)
    let start = extras.count
    extras += both
    fields[place].isExtra = true
    fields[place].start = start
    fields[place].end = extras.count
  }

  private func text(of field: Field) -> ArraySlice<UInt8> {
    (field.isExtra ? extras : texts)[field.start..<field.end]
  }

  private mutating func endRecord() {
    isInRecord = false
    let end = max(recordStart, min(consumed, windowEnd))
    let first = behindWindow
    batch.bytes += window[(recordStart - windowStart)..<(end - windowStart)]
    let firstText = behindWindow
    batch.bytes += texts
    let firstExtra = behindWindow
    batch.bytes += extras
    let start = batch.fields.count
    for field in fields {
      let base = field.isExtra ? firstExtra : firstText
      batch.fields.append(RecordBatch.Field(start: base + field.start, end: base + field.end))
    }
    var whole = RecordBatch.Record(
      fields: start..<batch.fields.count, raw: first..<firstText, line: startLine, number: found)
    whole.offset = recordStart
    whole.header = header(of: fields.map(\.node))
    whole.damage = damage(before: end)
    whole.isRecovered = recordStart < swallowedEnd && whole.damage == nil
    if whole.isRecovered { recovered.add(here) }
    if holdsTag, whole.damage == nil { recordLines.add(here) }
    holdsTag = false
    batch.records.append(whole)
    lastEnd = (end, line)
    setBoundary()
    fields.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    extras.removeAll(keepingCapacity: true)
  }

  /// Where the record under way begins.
  private var here: SourceLocation {
    SourceLocation(file: batch.file, line: startLine, record: found, offset: recordStart)
  }

  /// Another record may begin here.
  mutating func setBoundary() {
    boundary = lastEnd
    guard !isBoundaryKnown else { return }
    boundaryAncestors = ancestors
    isBoundaryKnown = true
  }

  /// What is wrong with the record that ends: a number among the damages of the batch.
  private mutating func damage(before end: Int) -> Int? {
    guard isNested || !damages.isEmpty else { return nil }
    var findings = damages.filter { (recordStart..<end).contains($0.offset) }.map { damage in
      Finding(
        .bytesUndecodable(
          found: String(damage.byte, radix: 16), offset: "\(damage.offset)", charset: charset),
        at: here)
    }
    damages.removeAll { $0.offset < end }
    if isNested { findings.append(Finding(.xmlRecordNested(found: record), at: here)) }
    guard let finding = findings.first else { return nil }
    batch.damages.append(finding)
    return batch.damages.count - 1
  }

  /// The number of the header of a record whose fields are at some nodes; records look alike, so
  /// there are few.
  mutating func header(of order: some Collection<Int>) -> Int {
    for index in headers.indices.reversed()
    where headers[index].count == order.count && headers[index].elementsEqual(order) {
      return index
    }
    headers.append(Array(order))
    batch.headers.append(order.map { tree.path(of: $0) })
    return headers.count - 1
  }

  private mutating func isRecord(_ name: Name) -> Bool {
    if let recordName = unsafe recordName { return unsafe name == recordName }
    guard unsafe String(cString: name) == record else { return false }
    unsafe recordName = name
    return true
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }
}
