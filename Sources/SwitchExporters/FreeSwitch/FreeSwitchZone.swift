/// What guards the dialplan where the switch runs in another time zone.
///
/// `date-time` is read in the zone of the process; `time-of-day` and `wday` in that of the variables
/// `timezone` and `tod_tz_offset` where they are set. `tz-offset` compares the same zone as the latter.
/// A condition holds where it and all other attributes of it do. So every condition of time has
/// `tz-offset="8"`, and neither variable may be set.
///
/// Source: `switch_xml_std_datetime_check` of FreeSWITCH's switch_xml.c, and mod_dialplan_xml.c.
enum FreeSwitchZone {
  /// The attribute that every condition of time has.
  static let own = "tz-offset=\"8\""
  /// The condition that no variable names another zone.
  static let noOther = "<condition field=\"${timezone}${tod_tz_offset}\" expression=\"^$\"/>"
  /// What the log is told.
  static let complaint =
    "hotline: this switch must run in TZ=Asia/Shanghai, without timezone and tod_tz_offset; "
    + "numbers that change with time are not served"

  /// In the public context: every call is logged there, and numbers that change with time are left
  /// to the switch's own routing.
  ///
  /// In the right zone nothing is added to a call.
  static let inPublic = """
      <extension name="zone" continue="true">
        <condition field="${timezone}${tod_tz_offset}" expression="^$">
          <anti-action application="log" data="ERR \(complaint)" inline="true"/>
        </condition>
        <condition \(own)>
          <anti-action application="log" data="ERR \(complaint)" inline="true"/>
        </condition>
      </extension>

    """

  /// In our context: `hm_zone` is set in the right zone only.
  static let inOurs = """
      <extension name="zone" continue="true">
        \(noOther)
        <condition \(own)>
          <action application="set" data="hm_zone=8" inline="true"/>
        </condition>
      </extension>

    """
}
