import Findings

/// What an archive holds.
enum PackageKind {
  /// The main part of the workbook in an archive.
  ///
  /// - Throws: `Unusable`: `HL1034` macros, `HL1037` where it is another kind of archive, `HL1031`.
  static func mainPart(of archive: ZipArchive) throws -> String {
    let types = try contentTypes(of: archive)
    let relations = try Relations(of: "", in: archive)
    guard let main = relations.targets(ofType: "officeDocument").first else {
      throw foreign(found(in: archive), archive)
    }
    let type = types["/" + main] ?? types[".\(main.split(separator: ".").last ?? "")"] ?? ""
    if type.contains("macroEnabled.main") || archive.entry("xl/vbaProject.bin") != nil {
      throw Unusable(.workbookMacros, at: SourceLocation(file: archive.path))
    }
    if main.hasSuffix(".bin") || type.contains("sheet.binary") {
      throw foreign("a binary workbook (.xlsb)", archive)
    }
    if type.contains("wordprocessingml") || main.hasPrefix("word/") {
      throw foreign("a text document", archive)
    }
    if type.contains("presentationml") || main.hasPrefix("ppt/") {
      throw foreign("a presentation", archive)
    }
    guard archive.entry(main) != nil else {
      throw ZipArchive.damaged("\(main) is missing", archive.path)
    }
    return main
  }

  /// The kinds of parts, by `/name` or, for all of an ending, `.ending`.
  private static func contentTypes(of archive: ZipArchive) throws -> [String: String] {
    var types: [String: String] = [:]
    try SmallPart.forEachElement(of: "[Content_Types].xml", in: archive) { element in
      guard let type = element.attributes["ContentType"] else { return }
      if let name = element.attributes["PartName"] { types[name] = type }
      if let ending = element.attributes["Extension"] { types[".\(ending)"] = type }
    }
    return types
  }

  private static func foreign(_ found: String, _ archive: ZipArchive) -> Unusable {
    Unusable(.workbookForeign(found: found), at: SourceLocation(file: archive.path))
  }

  private static func found(in archive: ZipArchive) -> String {
    if archive.entry("content.xml") != nil, archive.entry("mimetype") != nil {
      return "a document of the kind OpenDocument (.ods)"
    }
    return "a ZIP archive without a workbook in it"
  }
}
