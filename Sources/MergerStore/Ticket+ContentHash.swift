import HotlineModel
package import LocalFiles
import Tickets

extension Ticket {
  /// The hash by which the ledger tells versions of a ticket apart: over its packed content.
  package var contentHash: ContentHash {
    let text = packedContent
    return ContentHash(of: text, in: text.indices)
  }
}
