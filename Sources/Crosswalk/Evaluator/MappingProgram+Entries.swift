import Bytes
import HotlineModel
import Tickets

extension MappingProgram {
  /// Writes the open area: a list of those entries that say something.
  func writeEntries(
    _ tag: UInt8, _ prepared: borrowing PreparedTexts, to out: inout OutputSpan<UInt8>,
    _ faults: inout RecordFaults
  ) {
    let texts = prepared.bytes.span
    var isOpen = false
    for (slot, value) in zip(preparedSlots, prepared.values) where slot.operation == .entry {
      var said: Range<Int>
      switch value {
      case .made, .none: said = 0..<0
      case .text(let text): said = text
      case .fault(let fault, let text):
        said = 0..<0
        if slot.otherwise == .keep { said = text } else { faults.cells.append(fault) }
      }
      if said.isEmpty {
        if case .none = value, slot.isRequired { add(.missing, slot, to: &faults) }
        continue
      }
      if !isOpen {
        out.append(tag)
        out.append(UInt8(ascii: "["))
      } else {
        out.append(UInt8(ascii: ","))
      }
      isOpen = true
      out.append(slot.constant.range, of: literals.span)
      out.appendJSON(said, of: texts)
      out.append(UInt8(ascii: "\""))
      out.append(UInt8(ascii: "}"))
    }
    guard isOpen else { return }
    out.append(UInt8(ascii: "]"))
    out.append(PackedTicket.cellEnd)
  }
}
