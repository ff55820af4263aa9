/// The zones known by name. A zone that is not here makes a time null rather than wrong.
extension ZoneRule {
  /// The rule of a zone; `nil` where the name is not known.
  static func named(_ name: String) -> ZoneRule? { zones[name] }

  private static func fixed(_ hours: Double) -> ZoneRule {
    ZoneRule(standard: Int(hours * 3600), forward: nil, back: nil)
  }

  /// European Union: last Sundays of March and October, at 01:00 UTC.
  private static func european(_ hours: Int) -> ZoneRule {
    ZoneRule(
      standard: hours * 3600,
      forward: Change(month: 3, week: 5, second: (1 + hours) * 3600),
      back: Change(month: 10, week: 5, second: (2 + hours) * 3600))
  }

  /// United States and Canada: second Sunday of March, first of November, at 02:00.
  private static func american(_ hours: Double) -> ZoneRule {
    ZoneRule(
      standard: Int(hours * 3600), forward: Change(month: 3, week: 2, second: 7200),
      back: Change(month: 11, week: 1, second: 7200))
  }

  /// South-eastern Australia: first Sundays of October and April.
  private static func australian(_ hours: Double) -> ZoneRule {
    ZoneRule(
      standard: Int(hours * 3600), forward: Change(month: 10, week: 1, second: 7200),
      back: Change(month: 4, week: 1, second: 10_800))
  }

  private static let zones: [String: ZoneRule] = {
    var zones: [String: ZoneRule] = [
      "Pacific/Auckland": ZoneRule(
        standard: 43_200, forward: Change(month: 9, week: 5, second: 7200),
        back: Change(month: 4, week: 1, second: 10_800))
    ]
    func add(_ rule: ZoneRule, _ names: String) {
      for name in names.split(separator: " ") { zones[String(name)] = rule }
    }
    add(
      fixed(0),
      "Etc/UTC Etc/GMT Etc/UCT Etc/Universal Etc/Zulu Etc/Greenwich UTC GMT UCT Zulu Africa/Abidjan"
        + " Africa/Accra Africa/Dakar Atlantic/Reykjavik")
    for hour in 1...14 {
      zones["Etc/GMT-\(hour)"] = fixed(Double(hour))
      if hour <= 12 { zones["Etc/GMT+\(hour)"] = fixed(Double(-hour)) }
    }
    add(european(0), "Europe/London Europe/Dublin Europe/Lisbon WET")
    add(
      european(1),
      "Europe/Paris Europe/Berlin Europe/Madrid Europe/Rome Europe/Vienna Europe/Zurich"
        + " Europe/Brussels Europe/Amsterdam Europe/Stockholm Europe/Oslo Europe/Copenhagen"
        + " Europe/Prague Europe/Warsaw Europe/Budapest Europe/Luxembourg CET MET")
    add(
      european(2),
      "Europe/Athens Europe/Helsinki Europe/Kiev Europe/Kyiv Europe/Bucharest Europe/Sofia"
        + " Europe/Riga Europe/Tallinn Europe/Vilnius EET")
    add(fixed(3), "Europe/Moscow Europe/Istanbul Europe/Minsk Asia/Riyadh Africa/Nairobi")
    add(fixed(1), "Africa/Lagos Africa/Algiers Africa/Tunis")
    add(fixed(2), "Africa/Johannesburg Africa/Harare Africa/Maputo Africa/Tripoli")
    add(fixed(3.5), "Asia/Tehran")
    add(fixed(4), "Asia/Dubai Asia/Baku Asia/Tbilisi")
    add(fixed(5), "Asia/Karachi Asia/Tashkent")
    add(fixed(5.5), "Asia/Kolkata Asia/Calcutta Asia/Colombo")
    add(fixed(6), "Asia/Dhaka Asia/Urumqi Asia/Thimphu")
    add(fixed(7), "Asia/Bangkok Asia/Jakarta Asia/Ho_Chi_Minh Asia/Saigon")
    add(
      fixed(8),
      "Asia/Shanghai Asia/Chongqing Asia/Harbin Asia/Hong_Kong Asia/Macau Asia/Taipei"
        + " Asia/Singapore Asia/Manila Asia/Kuala_Lumpur Australia/Perth PRC Hongkong")
    add(fixed(9), "Asia/Tokyo Asia/Seoul Japan")
    add(fixed(9.5), "Australia/Darwin")
    add(fixed(10), "Australia/Brisbane Pacific/Port_Moresby Asia/Vladivostok")
    add(
      australian(10),
      "Australia/Sydney Australia/Melbourne Australia/Hobart Australia/Canberra Australia/ACT"
        + " Australia/NSW Australia/Victoria")
    add(australian(9.5), "Australia/Adelaide")
    add(american(-5), "America/New_York America/Toronto America/Detroit US/Eastern EST5EDT")
    add(american(-6), "America/Chicago America/Winnipeg US/Central CST6CDT")
    add(american(-7), "America/Denver America/Edmonton US/Mountain MST7MDT")
    add(
      american(-8), "America/Los_Angeles America/Vancouver America/Tijuana US/Pacific PST8PDT")
    add(american(-9), "America/Anchorage US/Alaska")
    add(american(-4), "America/Halifax Atlantic/Bermuda")
    add(american(-3.5), "America/St_Johns")
    add(fixed(-10), "Pacific/Honolulu US/Hawaii")
    add(fixed(-7), "America/Phoenix US/Arizona")
    add(fixed(-6), "America/Mexico_City America/Costa_Rica")
    add(fixed(-5), "America/Bogota America/Lima America/Panama EST")
    add(fixed(-4), "America/Caracas America/La_Paz")
    add(fixed(-3), "America/Sao_Paulo America/Argentina/Buenos_Aires America/Buenos_Aires")
    return zones
  }()
}
