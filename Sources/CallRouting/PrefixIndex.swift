/// Dialled forms in an order in which those that begin a text, or begin with it, are found at once.
struct PrefixIndex {
  /// The forms, sorted: between a form and a text that begins with it stand only such texts.
  private let forms: [String]
  /// For each form the position of the longest other one that it begins with.
  private let shorter: [Int?]

  /// An index of some forms; each counts once.
  init(_ forms: [String]) {
    var kept: [String] = []
    var shorter: [Int?] = []
    var open: [Int] = []
    for form in forms.sorted() where form != kept.last {
      while let last = open.last, !form.hasPrefix(kept[last]) { open.removeLast() }
      shorter.append(open.last)
      open.append(kept.count)
      kept.append(form)
    }
    (self.forms, self.shorter) = (kept, shorter)
  }

  /// The forms that a text begins with, the shortest first; itself where it is one.
  func prefixes(of text: String) -> [String] {
    var position: Int? = forms.partitioningIndex { text < $0 } - 1
    while let candidate = position, candidate >= 0, !text.hasPrefix(forms[candidate]) {
      position = shorter[candidate]
    }
    var found: [String] = []
    while let prefix = position, prefix >= 0 {
      found.append(forms[prefix])
      position = shorter[prefix]
    }
    return found.reversed()
  }

  /// Whether a form begins with a text.
  func hasForm(beginningWith text: String) -> Bool {
    let position = forms.partitioningIndex { text <= $0 }
    return position < forms.count && forms[position].hasPrefix(text)
  }
}
