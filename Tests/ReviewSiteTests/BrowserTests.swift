#if Web
  import Foundation
  import TestSupport
  import Testing

  @testable import ReviewSite

  /// The pages in a real browser; the pictures stay in `build/pages`.
  @Suite(.serialized) struct `Pages in Chromium` {
    private static let canDrive =
      ["chromium", "chromedriver", "pdftotext"].allSatisfy(Shell.has)
      && Shell.hasPythonModule("selenium") && Shell.hasPythonModule("openpyxl")
      && FileManager.default.fileExists(atPath: Shell.root + "/build/axe/axe.min.js")

    @Test(
      .enabled(
        if: canDrive, "chromium, chromium-driver, python3-selenium or axe-core is not installed"))
    func `people log in, fill in, sign and print, and axe finds no fault`() throws {
      let city = try SiteCity()
      let pictures = Shell.root + "/build/pages"
      try FileManager.default.createDirectory(
        atPath: pictures, withIntermediateDirectories: true)
      let result = try Shell.run(
        """
        export LC_ALL=C.UTF-8 HOME="$PWD" PICTURES='\(pictures)' AXE='\(Shell.root)/build/axe/axe.min.js'
        export PASSWORD='\(SiteCity.password)'
        hotline -C w serve --port 0 > address 2> serve.log & server=$!
        for try in $(seq 50); do test -s address && break; sleep 0.2; done
        export ADDRESS=$(cat address)
        /usr/bin/python3 '\(Shell.root)/Tests/Browser/pages.py'; code=$?
        kill $server; wait $server
        exit $code
        """, in: city.folder.path)
      print(result.output)
      for picture in try FileManager.default.contentsOfDirectory(atPath: pictures).sorted() {
        print("picture: \(pictures)/\(picture)")
      }
      #expect(result.code == 0, "\(result.output) \(result.errors)")
    }
  }
#endif
