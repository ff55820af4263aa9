import Bytes

/// Fields of forms, each with its label.
struct FormControls {
  let context: PageContext

  /// A line of text.
  func text(
    _ name: String, _ label: String, value: String = "", type: String = "text",
    isRequired: Bool = false, hint: String = "", completion: String = ""
  ) -> Markup {
    let id = "field-\(name)"
    let required: Markup = isRequired ? " required" : ""
    let described: Markup = hint.isEmpty ? "" : " aria-describedby=\"\(id)-hint\""
    let note: Markup = hint.isEmpty ? "" : "<span class=\"note\" id=\"\(id)-hint\">\(hint)</span>"
    let complete: Markup = completion.isEmpty ? "" : " autocomplete=\"\(completion)\""
    return """
      <p class="field"><label for="\(id)">\(label)</label>\
      <input id="\(id)" name="\(name)" type="\(type)" value="\(value)"\(required)\(described)\(complete)>\(note)</p>
      """
  }

  /// A password of whoever looks, for which browsers want to know the account.
  func password(
    _ name: String, _ label: String, of account: String, completion: String = "current-password",
    hint: String = ""
  ) -> Markup {
    """
    <input type="text" value="\(account)" autocomplete="username" hidden>\
    \(text(name, label, type: "password", isRequired: true, hint: hint, completion: completion))
    """
  }

  /// A choice of one.
  func choice(
    _ name: String, _ label: String, _ options: [(value: String, words: String)],
    chosen: String = ""
  ) -> Markup {
    let id = "field-\(name)"
    let items = options.map { option -> Markup in
      let mark: Markup = option.value == chosen ? " selected" : ""
      return "<option value=\"\(option.value)\"\(mark)>\(option.words)</option>"
    }
    return """
      <p class="field"><label for="\(id)">\(label)</label>\
      <select id="\(id)" name="\(name)">\(items)</select></p>
      """
  }

  /// A file.
  func file(_ name: String, _ label: String, accept: String, hint: String = "") -> Markup {
    let id = "field-\(name)"
    return """
      <p class="field"><label for="\(id)">\(label)</label>\
      <input id="\(id)" name="\(name)" type="file" accept="\(accept)">\
      <span class="note">\(hint)</span></p>
      """
  }

  /// A form that changes something.
  func post(
    _ action: String, isUpload: Bool = false, button: String, _ fields: [Markup]
  ) -> Markup {
    let type: Markup = isUpload ? " enctype=\"multipart/form-data\"" : ""
    return """
      <form method="post" action="\(action)"\(type)>\(context.token)
      \(Markup(lines: fields))
      <p><button>\(button)</button></p></form>
      """
  }

  /// A form that asks for other rows.
  func filter(_ action: String, _ fields: [Markup]) -> Markup {
    """
    <form method="get" action="\(action)" class="filter">
    \(Markup(lines: fields))
    <p><button>\(context.words("Show", "查询"))</button></p></form>
    """
  }
}
