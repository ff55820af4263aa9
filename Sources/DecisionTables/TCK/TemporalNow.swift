/// TEMP
package enum TemporalNow {
  package static var value: FEELDateTime? { TemporalText.dateTime("2026-11-23T10:00:00Z") }
}
