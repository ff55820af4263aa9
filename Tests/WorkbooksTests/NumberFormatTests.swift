import Testing

@testable import Workbooks

@Suite struct `Number formats` {
  @Test(arguments: [
    "General", "general", "@", "0", "0.00", "#,##0", "#,##0.00_);[Red](#,##0.00)", "0%", "0.00E+00",
    "# ?/?", "##0.0E+0", "_-* #,##0.00_-;-* #,##0.00_-", "\"¥\"#,##0.00", "\\¥0.00",
    "[DBNum1][$-804]General", "G/通用格式", "[$-804]G/通用格式", "0\"年\"", "0\"days\"", "0 \"d\"", "",
    ";;;", "[>100]0;General", "Standard", "Fixed", "Currency", "#0", "0,000", "0.000", "00%",
    "000?",
    "[Red]0", "[Color 12]0", "\"hms\"", "\\h\\m", "0 g", "0\"个\"", "00.0E+00", "#",
  ])
  func `that show a number as one`(_ code: String) {
    #expect(NumberFormat(code) == .number)
  }

  @Test(arguments: [
    ("000000", 6), ("000000;@", 6), ("000000;-000000", 6), ("00", 2), ("000\\-0000", 7),
    ("\"No.\"0000", 4), ("#000", 3), ("0000.00", 4), ("[Red]00000", 5), ("[$-804]000", 3),
    ("00000_ ", 5),
  ])
  func `that put zeros in front`(_ code: String, digits: Int) {
    #expect(NumberFormat(code) == .padded(digits))
  }

  @Test func `with ever so many zeros are bounded`() {
    #expect(NumberFormat(String(repeating: "0", count: 30_000)) == .padded(64))
  }

  @Test(arguments: [
    "yyyy-mm-dd", "yyyy/m/d;@", "m/d/yyyy", "mm-dd-yy", "d-mmm-yy", "mmm-yy", "mmm", "yyyy", "dddd",
    "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "yyyy年m月d日", "m\"月\"d\"日\"",
    "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "[DBNum1][$-804]yyyy\"年\"m\"月\"", "[$-404]e/m/d",
    "ggge\"年\"m\"月\"d\"日\"", "aaaa", "[$-804]aaaa;@", "\"周\"aaa", "YYYY-MM-DD", "dd\\.mm\\.yyyy",
    "Short Date", "medium date", "Long Date", "yyyy.mm.dd", "[ENG][$-409]mmmmm;@",
    "[<100]yyyy;General",
    "[Blue]mm", "bbbb",
  ])
  func `of days`(_ code: String) {
    #expect(NumberFormat(code) == .date)
  }

  @Test(arguments: [
    "h:mm", "hh:mm:ss", "h:mm AM/PM", "h:mm:ss\\ AM/PM;@", "[$-804]上午/下午h\"时\"mm\"分\"", "mm:ss",
    "mmss.0", "mm:ss.0;@", "上午/下午h时mm分ss秒", "h\"时\"mm\"分\"ss\"秒\"", "[$-F400]h:mm:ss\\ AM/PM",
    "ss.000",
    "hh:mm:ss.000", "Short Time", "Medium Time", "Long Time", "h A/P", "ss",
  ])
  func `of times`(_ code: String) {
    #expect(NumberFormat(code) == .time)
  }

  @Test(arguments: [
    "yyyy-mm-dd hh:mm", "yyyy\\-mm\\-dd\\ hh:mm:ss;@", "m/d/yy h:mm", "yyyy/m/d h:mm AM/PM",
    "yyyy\"年\"m\"月\"d\"日\" h\"时\"mm\"分\"", "General Date", "hh:mm dd.mm.yyyy",
    "yyyy-mm-dd hh:mm:ss.000",
    "yyyy-mm-dd\\Thh:mm:ss", "h:mm m/d", "[$-409]m/d/yy\\ h:mm\\ AM/PM;@", "m-d ss",
  ])
  func `of days with times`(_ code: String) {
    #expect(NumberFormat(code) == .dateTime)
  }

  @Test(arguments: [
    "[h]:mm", "[hh]:mm:ss", "[m]", "[mm]:ss", "[s]", "[ss].00", "[$-804][h]\"小时\"", "[H]:MM",
  ])
  func `of lengths of time`(_ code: String) {
    #expect(NumberFormat(code) == .elapsed)
  }

  @Test func `that need no code`() {
    let days = [14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]
    let times = [18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56]
    for id in 0...80 {
      let format = NumberFormat(builtIn: id)
      switch id {
      case 22: #expect(format == .dateTime)
      case 46: #expect(format == .elapsed)
      default:
        #expect(
          format == (days.contains(id) ? .date : times.contains(id) ? .time : .number), "\(id)")
      }
    }
  }
}
