extension FEELValue {
  /// A value from its text, by the name of its type: `number`, `string`, `boolean`, `date`,
  /// `time`, `dateTime` or `duration`; `nil` where the text is none of it.
  package init?(type: String, text: String) {
    let value: FEELValue? =
      switch type {
      case "string": .string(text)
      case "number": FEELNumber(text: text).map { .number($0) }
      case "boolean": text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : nil
      case "date": TemporalText.date(text).map { .date($0) }
      case "time": TemporalText.time(text).map { .time($0) }
      case "dateTime", "date and time": TemporalText.dateTime(text).map { .dateTime($0) }
      case "duration": FEELDuration.value(text)
      default: nil
      }
    guard let value else { return nil }
    self = value
  }
}
