import CProcessor

/// What the processor is told of memory.
package enum Memory {
  /// Asks for a line of memory that is read soon, so that several come at once; any address may be
  /// asked for.
  package static func prefetch(_ address: UnsafeRawPointer) { unsafe hotline_prefetch(address) }
}
