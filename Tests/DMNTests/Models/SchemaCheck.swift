import CXML

/// Validates XML against a schema by libxml2.
enum SchemaCheck {
  /// Zero for a valid document; anything else for one that is not, or a schema that cannot be read.
  static func result(of xml: String, against schema: String) -> Int32 {
    let parser = unsafe xmlSchemaNewParserCtxt(schema)
    defer { unsafe xmlSchemaFreeParserCtxt(parser) }
    let rules = unsafe xmlSchemaParse(parser)
    defer { unsafe xmlSchemaFree(rules) }
    let checker = unsafe xmlSchemaNewValidCtxt(rules)
    defer { unsafe xmlSchemaFreeValidCtxt(checker) }
    let bytes = Array(xml.utf8)
    let document = unsafe bytes.withUnsafeBytes { buffer in
      unsafe xmlReadMemory(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil,
        Int32(XML_PARSE_NONET.rawValue))
    }
    defer { unsafe xmlFreeDoc(document) }
    guard unsafe rules != nil, unsafe document != nil else { return -1 }
    return unsafe xmlSchemaValidateDoc(checker, document)
  }
}
