package import Findings

/// A question about an item that the toolkit answers itself, anew each time.
package enum AutomaticCheck: String, CaseIterable, Hashable, Sendable {
  /// The unit that is responsible for the line has answered the survey.
  case surveyAnswered = "survey-answered"
  /// The decision stands, and rests on no assumption that nobody signed.
  case decisionFirm = "decision-firm"
  /// The counts that were handed over agree with what was imported.
  case countsAgree = "counts-agree"
  /// No more records of the line are in quarantine than the tolerance allows.
  case quarantineTolerated = "quarantine-tolerated"
  /// The line has routes, and all checks of the routing table pass.
  case routesPass = "routes-pass"
  /// The last delivery of the line came after its cut-over, and its counts agree.
  case lastDelivery = "last-delivery"
  /// Every carrier has confirmed the line's order for the day of its cut-over.
  case carriersConfirmed = "carriers-confirmed"
  /// A probe call from the network of every carrier landed where the plan says, and no other did not.
  case probeCallsLanded = "probe-calls-landed"
  /// Every ticket of the line that is not closed has a unit which handles it.
  case openTicketsAssigned = "open-tickets-assigned"
  /// No line waits for a person's decision; a question about the city.
  case linesDecided = "lines-decided"
  /// Every line that is cut over was merged by its deadline; a question about the city.
  case linesMerged = "lines-merged"

  /// Whether it is a question about the city, and not about a line.
  package var isOfCity: Bool {
    switch self {
    case .linesDecided, .linesMerged: true
    default: false
    }
  }

  /// The question as people read it.
  package var words: Words {
    switch self {
    case .surveyAnswered: Words("the survey is answered", "摸底表已收齐")
    case .decisionFirm: Words("the line is decided", "归并方式已定")
    case .countsAgree: Words("the counts handed over agree", "交接数量一致")
    case .quarantineTolerated: Words("the quarantine is within the tolerance", "隔离记录在容忍度之内")
    case .routesPass: Words("the route checks pass", "路由检查全部通过")
    case .lastDelivery: Words("the last delivery came after the cut-over", "割接后已补导最后一批")
    case .carriersConfirmed: Words("every carrier has confirmed", "各运营商均已回执确认")
    case .probeCallsLanded: Words("the probe calls landed as planned", "拨测结果与方案一致")
    case .openTicketsAssigned: Words("every open ticket has a unit", "未办结工单均有承办单位")
    case .linesDecided: Words("all lines are decided", "各条热线均已确定归并方式")
    case .linesMerged: Words("all lines were merged by their deadlines", "各条热线均按期归并")
    }
  }
}

/// What the toolkit answers to one question about one line, or about the city.
package struct AutomaticAnswer: Hashable, Sendable {
  /// An answer.
  package enum Outcome: String, Sendable {
    /// It is so.
    case yes
    /// It is not so.
    case no
    /// It cannot be answered yet.
    case open

    /// The answer as people read it.
    package var words: Words {
      switch self {
      case .yes: Words(rawValue, "是")
      case .no: Words(rawValue, "否")
      case .open: Words(rawValue, "尚无")
      }
    }
  }

  /// The question.
  package let check: AutomaticCheck
  /// The answer.
  package let outcome: Outcome
  /// What it rests on, with the figures.
  package let reason: Words

  /// An answer.
  package init(_ check: AutomaticCheck, _ outcome: Outcome, _ reason: Words) {
    self.check = check
    self.outcome = outcome
    self.reason = reason
  }
}
