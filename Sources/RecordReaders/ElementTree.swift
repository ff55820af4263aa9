import CXML

/// The elements and attributes that records have, each under the element it stands in.
///
/// Records look alike: what comes next is nearly always what came next before. The parser adds what
/// it meets for the first time. Its names come from libxml2's dictionary, so that two are the same
/// where their addresses are.
@safe struct ElementTree {
  typealias Name = UnsafePointer<UInt8>

  /// An element or an attribute at a place within the record; text stands under its path.
  @safe struct Node {
    let name: Name?
    let isAttribute: Bool
    let parent: Int
    var firstChild = -1
    var nextSibling = -1
    /// The child that is likely to come next.
    var expected = -1
    /// The last record that had a field here, and the field's number in it.
    var record = 0
    var field = 0
    /// The last start tag that had the attribute.
    var tag = 0
    /// Where in `spellings` the name stands as it was written first, with its prefix, and how long
    /// it is; 0 where the parser alone may read it.
    var spelling = 0
    var length = 0
  }

  /// How much was read.
  struct Counts {
    /// Records that were begun, those tried in vain included.
    var records = 0
    /// Start tags with attributes.
    var tags = 0
  }

  /// The record itself is the first.
  var nodes: [Node]
  /// Names as they are written, each filled up to a multiple of eight bytes.
  private(set) var spellings: [UInt8] = []
  /// How much was read of it.
  var counts = Counts()

  init() {
    nodes = unsafe [Node(name: nil, isAttribute: false, parent: -1)]
  }

  /// The node of a name under a node; made where it comes for the first time.
  mutating func child(
    _ name: Name, prefix: Name?, isAttribute: Bool, of parent: Int, inRecord record: String
  ) -> Int {
    let expected = nodes[parent].expected
    if expected >= 0, unsafe nodes[expected].name == name,
      nodes[expected].isAttribute == isAttribute
    {
      nodes[parent].expected = nodes[expected].nextSibling
      return expected
    }
    var last = -1
    var next = nodes[parent].firstChild
    while next >= 0 {
      if unsafe nodes[next].name == name, nodes[next].isAttribute == isAttribute {
        nodes[parent].expected = nodes[next].nextSibling
        return next
      }
      (last, next) = (next, nodes[next].nextSibling)
    }
    unsafe nodes.append(Node(name: name, isAttribute: isAttribute, parent: parent))
    let made = nodes.count - 1
    if last >= 0 { nodes[last].nextSibling = made } else { nodes[parent].firstChild = made }
    nodes[parent].expected = -1
    let text = unsafe String(cString: name)
    // A record within a record is the parser's to judge.
    if isAttribute || text != record { unsafe spell(made, text, prefix: prefix) }
    return made
  }

  /// Notes how the name of a node is written.
  mutating func spell(_ node: Int, _ name: String, prefix: Name?) {
    let prefix = unsafe prefix.map { unsafe String(cString: $0) }
    let written = Array((prefix.map { $0 + ":" + name } ?? name).utf8)
    guard !name.utf8.contains(UInt8(ascii: ":")) else { return }
    nodes[node].spelling = spellings.count
    nodes[node].length = written.count
    spellings += written + [UInt8](repeating: 0, count: 8 - written.count % 8)
  }

  /// Lends the nodes, to be changed in place, and the names as they are written.
  mutating func withParts(
    _ body: (
      UnsafeMutablePointer<Node>, _ spellings: UnsafePointer<UInt8>, inout Counts
    ) -> Void
  ) {
    let spellings = spellings
    var counts = counts
    unsafe nodes.withUnsafeMutableBufferPointer { nodes in
      unsafe spellings.withUnsafeBufferPointer { spellings in
        guard let nodes = nodes.baseAddress, let spellings = spellings.baseAddress else { return }
        unsafe body(nodes, spellings, &counts)
      }
    }
    self.counts = counts
  }

  /// The path of a node within the record: `title`, `caller/name`, `caller/@phone`.
  func path(of node: Int) -> String {
    let name = unsafe nodes[node].name.map { unsafe String(cString: $0) } ?? ""
    let parent = nodes[node].parent
    let own = nodes[node].isAttribute ? "@" + name : name
    return parent > 0 ? "\(path(of: parent))/\(own)" : own
  }
}
