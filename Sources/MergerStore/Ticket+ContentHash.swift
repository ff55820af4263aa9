package import HotlineModel
package import LocalFiles

extension Ticket {
  /// The hash by which the ledger tells versions of a ticket apart: over its line up to where it
  /// came from.
  package var contentHash: ContentHash {
    let text = content
    return ContentHash(of: text, in: 0..<text.count - 1)
  }
}
