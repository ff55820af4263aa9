package import Findings

/// Where calls are answered or played (目标集): a queue, a sub-center, a trunk, with failover.
package struct TargetSet: Hashable, Sendable {
  /// Who or what stands behind a set.
  package enum Kind: String, CaseIterable, Sendable {
    /// A queue (`Queue`) of 12345's own desks.
    case platform
    /// The desks of a sub-center.
    case subCenter = "sub-center"
    /// The desks of a department.
    case department
    /// The desks of a district.
    case district
    /// A machine that plays announcements.
    case announcement
    /// A way out to a carrier (`Trunk`), which dials the number in the member's address.
    case trunk

    /// The words people use for it.
    package func name(in language: Language) -> String { words.text(in: language) }

    private var words: Words {
      switch self {
      case .platform: Words("desks of 12345", "12345座席")
      case .subCenter: Words("sub-center", "分中心座席")
      case .department: Words("department", "部门座席")
      case .district: Words("district", "区级座席")
      case .announcement: Words("announcements", "公告播放")
      case .trunk: Words("trunk", "中继")
      }
    }
  }

  /// One address of a set.
  package struct Member: Hashable, Sendable {
    /// The SIP address: `sip:12345@192.0.2.11:5060`.
    package let uri: String
    /// The higher, the earlier it is tried.
    package let priority: Int
    /// The share among members of equal priority.
    package let weight: Int
    /// Calls at one time; `nil` where nobody knows.
    package let maxCalls: Int?
    /// Whether calls are sent there at present.
    package let isEnabled: Bool
    /// Where the sheet says so.
    package let place: SourceLocation

    /// An address of a set.
    package init(
      uri: String, priority: Int, weight: Int, maxCalls: Int?, isEnabled: Bool,
      place: SourceLocation
    ) {
      self.uri = uri
      self.priority = priority
      self.weight = weight
      self.maxCalls = maxCalls
      self.isEnabled = isEnabled
      self.place = place
    }

    /// What stands before the `@` of the address: the number that is dialled there.
    package var user: String {
      guard let at = uri.firstIndex(of: "@") else { return "" }
      return String(uri[..<at].dropFirst("sip:".count))
    }
  }

  /// What the sheets call it.
  package let id: String
  /// The number switches know it by, from 1; never used again for another set.
  package let number: Int
  /// Who or what stands behind it.
  package let kind: Kind
  /// When it answers.
  package let hours: ServiceHours
  /// The addresses in the order in which they are tried.
  package let members: [Member]
  /// Where the sheet speaks of it first.
  package let place: SourceLocation

  /// A set; its members are put into the order in which they are tried.
  package init(
    id: String, number: Int, kind: Kind, hours: ServiceHours, members: [Member],
    place: SourceLocation
  ) {
    self.id = id
    self.number = number
    self.kind = kind
    self.hours = hours
    self.members = members.sorted {
      ($1.priority, $1.weight, $0.uri) < ($0.priority, $0.weight, $1.uri)
    }
    self.place = place
  }

  /// The members calls are sent to at present.
  package var enabledMembers: [Member] { members.filter(\.isEnabled) }

  /// Where a call ends that these desks answer.
  package var disposition: CallDisposition {
    switch kind {
    case .platform: .answeredBy12345
    case .subCenter: .answeredBySubCenter
    case .department, .district, .trunk: .answeredByDepartment
    case .announcement: .announcedThenReleased
    }
  }
}

/// What a caller hears before the call goes on or ends (公告).
package struct Announcement: Hashable, Sendable {
  /// The words in one language.
  package struct Version: Hashable, Sendable {
    /// Language of the words: `zh`, `yue`, `en`.
    package let language: String
    /// The words.
    package let text: String
    /// The recording, as the playing machine names it.
    package let file: String

    /// The words in one language.
    package init(language: String, text: String, file: String) {
      self.language = language
      self.text = text
      self.file = file
    }
  }

  /// What the sheets call it.
  package let id: String
  /// The target set that plays it.
  package let set: String
  /// The words, in the order in which they are played.
  package let versions: [Version]
  /// Where the sheet speaks of it first.
  package let place: SourceLocation

  /// An announcement.
  package init(id: String, set: String, versions: [Version], place: SourceLocation) {
    self.id = id
    self.set = set
    self.versions = versions
    self.place = place
  }
}
