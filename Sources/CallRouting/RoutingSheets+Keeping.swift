import HotlineModel

extension RoutingSheets {
  /// The sheets with the rows of some lines only: the others get no route.
  ///
  /// - Parameter isKept: whether the row of a line is kept; 12345's always is.
  /// - Returns: the sheets.
  package func keeping(_ isKept: (LinePhases) -> Bool) -> RoutingSheets {
    RoutingSheets(
      targetSets: targetSets,
      phases: phases.filter { $0.line == HotlineNumber.platformCode || isKept($0) },
      announcements: announcements)
  }

  private init(targetSets: [TargetSet], phases: [LinePhases], announcements: [Announcement]) {
    (self.targetSets, self.phases, self.announcements) = (targetSets, phases, announcements)
  }
}
