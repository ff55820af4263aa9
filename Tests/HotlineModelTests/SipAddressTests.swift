import HotlineModel
import Testing

@Suite struct SipAddressTests {
  @Test(arguments: [
    ("sip:12345@192.0.2.11:5060", "192.0.2.11:5060"), ("sip:12345@192.0.2.11", "192.0.2.11:5060"),
    ("sip:desk@DESK.Example:5070", "desk.example:5070"),
    ("sip:a@desk-1.example", "desk-1.example:5060"),
    ("sip:+86757@127.0.0.1:65535", "127.0.0.1:65535"), ("sip:a@localhost", "localhost:5060"),
  ])
  func `an address is on a machine, however it is written`(text: String, machine: String) throws {
    #expect(try SipAddress(text).machine == machine)
  }

  @Test(arguments: ["99999", "0", "65536", "", "05060", "5O60", "-1", "99999999999999999999"])
  func `a port that is none is named`(port: String) {
    // A sign that no address has is a matter of form.
    #expect(throws: SipAddress.Fault.self) { try SipAddress("sip:1@192.0.2.1:\(port)") }
    if port.allSatisfy({ $0.isNumber }) {
      #expect(throws: SipAddress.Fault.port(port)) { try SipAddress("sip:1@192.0.2.1:\(port)") }
    }
  }

  @Test(arguments: [
    "256.1.1.1", "1.1.1.256", "1.1.1", "1.1.1.1.1", "0.0.0.0", "0.1.1.1", "224.0.0.1",
    "255.255.255.255", "192.0.2.01", "a..b", "-a.example", "a-.example", "a.example.", ".a",
    "desk.256", "a_b.example", "12345",
  ])
  func `a host that cannot exist is named`(host: String) {
    #expect(throws: SipAddress.Fault.host(host)) { try SipAddress("sip:1@\(host)") }
  }

  @Test(arguments: [
    "12345", "sip:12345", "sip:@192.0.2.1", "sip:1@", "sip:1@2@3", "sips:1@192.0.2.1",
    "sip:1 @192.0.2.1", "sip:1@192.0.2.1;x=1", "sip:1@a:b:c", "tel:12345", "",
  ])
  func `another form is none`(text: String) {
    #expect(throws: SipAddress.Fault.form) { try SipAddress(text) }
  }

  @Test(arguments: [
    ("workdays 22:00-06:00", "workdays 22:00-24:00 00:00-06:00"),
    (
      "workdays 22:00-06:00; restdays 09:00-12:00",
      "workdays 22:00-24:00 00:00-06:00; restdays 09:00-12:00"
    ),
  ])
  func `hours over midnight are rewritten as two spans`(text: String, rewritten: String) {
    #expect(ServiceHours.fault(in: text) == .overMidnight(rewritten: rewritten))
    #expect(ServiceHours.fault(in: rewritten) == nil)
  }

  @Test(arguments: [
    "24h", "none", "workdays 09:00-12:00 12:00-17:00", "workdays 09:00-12:00; restdays 09:00-12:00",
    "nonsense", "workdays", "workdays 00:00-00:00",
  ])
  func `other hours have no such fault`(text: String) {
    #expect(ServiceHours.fault(in: text) == nil)
  }

  @Test(arguments: [
    "workdays 09:00-12:00 11:59-17:00", "daily 09:00-12:00; workdays 10:00-11:00",
    "restdays 09:00-12:00 09:00-12:00",
  ])
  func `spans that overlap are a fault`(text: String) {
    #expect(ServiceHours.fault(in: text) == .overlap)
  }
}
