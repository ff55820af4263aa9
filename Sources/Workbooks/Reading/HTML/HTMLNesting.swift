/// The elements within a cell that decide what becomes of its text: hidden ones, and those whose
/// blanks are kept.
struct HTMLNesting {
  private struct Open {
    let element: HTMLElement
    var isHidden = false
    var blanks: HTMLStyle.Blanks?
    /// In how many tables it is.
    let depth: Int
  }

  private var open: [Open] = []
  /// No page nests so deep that means it.
  private static let deepest = 512

  var isEmpty: Bool { open.isEmpty }

  /// Whether the text is not shown.
  private(set) var isHidden = false
  /// What becomes of blanks; `nil` where the cell decides.
  private(set) var blanks: HTMLStyle.Blanks?

  /// Begins an element; one that decides nothing is noted only where its end tag could be taken for
  /// that of one that does.
  mutating func begin(
    _ element: HTMLElement, isHidden: Bool, blanks: HTMLStyle.Blanks?, depth: Int
  ) {
    let decides = isHidden || blanks != nil
    guard decides || open.contains(where: { $0.element == element }), open.count < Self.deepest
    else { return }
    open.append(Open(element: element, isHidden: isHidden, blanks: blanks, depth: depth))
    update()
  }

  mutating func end(_ element: HTMLElement, depth: Int) {
    guard let last = open.lastIndex(where: { $0.element == element && $0.depth == depth }) else {
      return
    }
    open.removeSubrange(last...)
    update()
  }

  /// Ends all elements that were begun in as many tables or more.
  mutating func endAll(depth: Int) {
    guard !open.isEmpty else { return }
    open.removeAll { $0.depth >= depth }
    update()
  }

  private mutating func update() {
    isHidden = open.contains { $0.isHidden }
    blanks = open.last { $0.blanks != nil }?.blanks
  }
}
