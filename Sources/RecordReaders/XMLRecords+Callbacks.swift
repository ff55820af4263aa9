import CXML

/// What libxml2 calls while it parses.
extension XMLRecords {
  /// The handlers that libxml2 calls; it copies them.
  ///
  /// The user's pointer is to `XMLRecords`.
  static var handlers: xmlSAXHandler {
    var handlers = unsafe xmlSAXHandler()
    unsafe handlers.initialized = XML_SAX2_MAGIC
    unsafe handlers.startElementNs = { user, name, prefix, _, _, _, count, _, attributes in
      guard let records = unsafe XMLRecords.of(user), let name = unsafe name else { return }
      unsafe records.pointee.begin(name, prefix: prefix)
      // Attributes come in fives: name, prefix, namespace, and where the value begins and ends.
      for index in 0..<Int(count) {
        guard let five = unsafe attributes?.advanced(by: index * 5),
          let name = unsafe five[0], let start = unsafe five[3], let end = unsafe five[4]
        else { continue }
        unsafe records.pointee.add(
          attribute: name, prefix: five[1],
          UnsafeBufferPointer(start: start, count: end - start))
      }
    }
    unsafe handlers.endElementNs = { user, _, _, _ in
      unsafe XMLRecords.of(user)?.pointee.end()
    }
    unsafe handlers.characters = { user, bytes, count in
      unsafe XMLRecords.of(user)?.pointee.add(
        text: UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    unsafe handlers.cdataBlock = { user, bytes, count in
      unsafe XMLRecords.of(user)?.pointee.add(
        text: UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    unsafe handlers.internalSubset = { user, _, _, _ in
      unsafe XMLRecords.of(user)?.pointee.refuseDoctype()
    }
    return unsafe handlers
  }

  private static func of(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLRecords>? {
    unsafe user?.assumingMemoryBound(to: XMLRecords.self)
  }
}
