import HotlineModel

/// How much the fields of a line look like those of a record, as far as a mapping can tell.
package enum RecordLikeness: Sendable {
  /// Its number and its times can be read.
  case record
  /// Its number is there; the time of the call is not, or is no date although it looks like one.
  case doubtful
  /// Nothing tells that it is one.
  case text
}
