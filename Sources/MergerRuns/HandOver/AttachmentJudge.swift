import Findings
import LocalFiles
import Reports

/// Compares what tickets and lists name with the files that were delivered.
struct AttachmentJudge {
  /// What became of a name.
  struct Verdict {
    var state: AttachmentState
    /// The file that it leads to.
    var file: Int?
    /// What is the matter, where the state does not say it all.
    var reason: Words?
  }

  /// What a list or a ticket says of a file's content.
  struct Expectation {
    var size: Int?
    /// SHA-256 or MD5 in hexadecimal digits.
    var hashes: [String] = []

    var isEmpty: Bool { size == nil && hashes.isEmpty }
  }

  private struct Candidates {
    var files: [Int]
    /// How many there are, of which `files` are the first.
    var count: Int
    /// How many parts of the path they share with the name.
    var depth: Int
    /// Whether the names are the same, byte for byte.
    var areExact: Bool
  }

  /// So many files that fit equally well are compared.
  private static let mostCompared = 8
  /// So many files of one name are looked at for the one that is written the same way.
  private static let mostLookedAt = 64

  let files: DeliveredFiles

  /// Finds the file that a ticket names, and compares it with what is known of it.
  func verdict(on reference: AttachmentReference) -> Verdict {
    if reference.leavesFolder { return Verdict(state: .outside) }
    var expected = Expectation()
    if let sha256 = reference.sha256 { expected.hashes.append(sha256) }
    var verdict = find(reference, expected)
    guard let file = verdict.file else { return verdict }
    files.mark(file, .named)
    if verdict.state == .present || verdict.state == .renamed {
      if files.marks[file].contains(.differs) {
        verdict.state = .differs
        verdict.reason = Words("the list says something else", "与移交清单不符")
      } else if let content = contentFault(of: file, expected) {
        (verdict.state, verdict.reason) = content
      }
    }
    return verdict
  }

  /// Finds the file of a row of a list, and compares it with what the row says.
  func verdict(onListed reference: AttachmentReference, _ expected: Expectation) -> Verdict {
    if reference.leavesFolder { return Verdict(state: .outside) }
    var verdict = find(reference, expected)
    guard let file = verdict.file else { return verdict }
    files.mark(file, .listed)
    if verdict.state == .present || verdict.state == .renamed,
      let content = contentFault(of: file, expected)
    {
      (verdict.state, verdict.reason) = content
      if content.state == .differs { files.mark(file, .differs) }
    }
    return verdict
  }

  // MARK: - The file

  private func find(_ reference: AttachmentReference, _ expected: Expectation) -> Verdict {
    let absent = Verdict(state: reference.isAddress ? .address : .missing)
    let wanted = ComparedPath(reference.parts)
    guard var found = candidates(for: reference, wanted) else { return absent }
    if found.count > Self.mostCompared {
      return Verdict(
        state: .ambiguous,
        reason: Words("\(found.count) files of this name", "同名文件 \(found.count) 个"))
    }
    if found.count > 1, !expected.isEmpty,
      let fitting = found.files.first(where: { contentFault(of: $0, expected) == nil })
    {
      found.files = [fitting]
    }
    guard let file = found.files.first else { return absent }
    if found.files.count > 1, !haveSameContent(found.files) {
      for file in found.files { files.mark(file, .named) }
      return Verdict(
        state: .ambiguous, file: file,
        reason: Words(
          "\(found.count) files of this name, not all with the same content",
          "同名文件 \(found.count) 个，内容不全相同"))
    }
    for copy in found.files { files.mark(copy, .named) }
    if found.depth == 1, wanted.parts.count > 1, !files.claim(file, for: wanted) {
      return Verdict(
        state: .ambiguous, file: file,
        reason: Words("a reference with other folders has this file", "该文件已由另一文件夹的引用占用"))
    }
    return Verdict(state: found.areExact ? .present : .renamed, file: file)
  }

  private func candidates(
    for reference: AttachmentReference, _ wanted: ComparedPath
  ) -> Candidates? {
    guard let name = wanted.parts.first else { return nil }
    let (range, depth) = files.matches(wanted)
    if depth > 0 {
      return chosen(Array(range.prefix(Self.mostLookedAt)), range.count, depth, reference)
    }
    // A recording is mostly named by its number, without what its file ends with.
    guard !AttachmentReference.hasExtension(name) else { return nil }
    let begun = files.matches(nameBeginning: name + ".").prefix(Self.mostLookedAt)
    var best: (files: [Int], depth: Int) = ([], 0)
    for file in begun {
      let own = ComparedPath(DeliveredFiles.shownParts(files.path(file))).parts
      guard own[0].dropFirst(name.count + 1).contains(".") == false else { continue }
      let shared = zip(own.dropFirst(), wanted.parts.dropFirst()).prefix { $0 == $1 }.count + 1
      if shared > best.depth { best = ([], shared) }
      if shared == best.depth { best.files.append(file) }
    }
    return best.files.isEmpty
      ? nil : chosen(best.files, best.files.count, best.depth, reference)
  }

  /// Of the files that share most of the path, those whose names are written the same way.
  private func chosen(
    _ looked: [Int], _ count: Int, _ depth: Int, _ reference: AttachmentReference
  ) -> Candidates {
    let wanted = Array(reference.parts.reversed().prefix(depth))
    let exact = looked.filter { file in
      let path = files.path(file)
      guard String(validating: path, as: UTF8.self) != nil else { return false }
      let own = DeliveredFiles.shownParts(path).reversed().prefix(depth)
      return zip(own, wanted).enumerated().allSatisfy { index, pair in
        pair.0.utf8.elementsEqual(pair.1.utf8)
          || index == 0 && pair.0.utf8.starts(with: (pair.1 + ".").utf8)
      }
    }
    if exact.isEmpty || count > looked.count && exact.count == looked.count {
      return Candidates(
        files: Array(looked.prefix(Self.mostCompared)), count: count, depth: depth,
        areExact: !exact.isEmpty)
    }
    return Candidates(
      files: Array(exact.prefix(Self.mostCompared)), count: exact.count, depth: depth,
      areExact: true)
  }

  private func haveSameContent(_ candidates: [Int]) -> Bool {
    guard Set(candidates.map(files.size)).count == 1 else { return false }
    return Set(candidates.map { try? files.sha256($0) }).count == 1
  }

  // MARK: - Its content

  private func contentFault(
    of file: Int, _ expected: Expectation
  ) -> (state: AttachmentState, reason: Words?)? {
    switch files.kind(file) {
    case .file: break
    case .linkOutside:
      return (.unreadable, Words("a link that leads out of the folder", "链接指向文件夹之外"))
    case .special: return (.unreadable, Words("a pipe or a device", "管道或设备，不是文件"))
    case .closedFolder: return (.unreadable, Words("a folder that is closed", "没有权限的文件夹"))
    }
    guard files.isReadable(file) else {
      return (.unreadable, Words("it may not be opened", "没有读取权限"))
    }
    let size = files.size(file)
    if let wanted = expected.size, wanted != size {
      return (
        .differs, Words("\(size) bytes instead of \(wanted)", "\(size) 字节，应为 \(wanted) 字节")
      )
    }
    if size == 0 { return (.empty, nil) }
    for hash in expected.hashes {
      do {
        let own =
          hash.utf8.count == 32
          ? try files.md5(file) : Fingerprint.hex(try files.sha256(file))
        if own != hash {
          let kind = hash.utf8.count == 32 ? "MD5" : "SHA-256"
          return (.differs, Words("\(kind) is \(own)", "\(kind) 为 \(own)"))
        }
      } catch {
        return (.unreadable, Words("it cannot be read", "无法读取"))
      }
    }
    return nil
  }
}
