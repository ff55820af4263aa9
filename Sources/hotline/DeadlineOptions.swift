import ArgumentParser
import CommandOptions
import Console
import HotlineModel

/// The day against which commands hold deadlines.
struct DeadlineOptions: ParsableArguments {
  @Option(
    help: words("The day against which deadlines are held; by default today.", "以哪一天判断逾期；默认今天。"),
    transform: CivilDate.argument)
  var asOf: CivilDate?

  /// The day that was named, or today.
  var day: CivilDate { asOf ?? Environment.now().date }
}
