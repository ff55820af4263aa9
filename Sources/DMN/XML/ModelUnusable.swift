/// A file that holds a model or its tests.
package struct ModelFile: Sendable {
  /// What complaints call it.
  package let path: String
  /// What is in it.
  package let bytes: [UInt8]

  /// A file that has been read.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// Why a model cannot be used at all, and where.
package struct ModelUnusable: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Kind: Hashable, Sendable {
    /// The XML breaks off or is not closed.
    case notWellFormed(String)
    /// A DOCTYPE, which may carry entities, is never read.
    case doctypeRefused
    /// Elements within elements, or required by elements, beyond any model's need.
    case tooDeep
    /// A file beyond any model's need.
    case tooLarge(bytes: Int)
    /// The root element is not the one expected.
    case rootUnknown(found: String, expected: String)
    /// Two elements of a model have one identifier.
    case identifierTwice(String)
    /// Elements that require each other.
    case cycle([String])
    /// A model that is imported and not among the files beside.
    case importMissing(String)
  }

  /// What is wrong.
  package let kind: Kind
  /// The file.
  package let file: String
  /// The line, counted from 1.
  package let line: Int

  init(_ kind: Kind, file: String, line: Int) {
    self.kind = kind
    self.file = file
    self.line = line
  }

  /// The complaint in English.
  package var english: String {
    switch kind {
    case .notWellFormed(let reason): "the XML cannot be read: \(reason)"
    case .doctypeRefused: "the file has a DOCTYPE; remove it, entities are never read"
    case .tooDeep: "elements are nested or required too deeply, expected a decision model"
    case .tooLarge(let bytes): "the file has \(bytes) bytes, expected at most 256 MiB"
    case .rootUnknown(let found, let expected): "found the root \(found), expected \(expected)"
    case .identifierTwice(let id): "two elements have the id \(id); give each its own"
    case .cycle(let names):
      "these require each other: \(names.joined(separator: " → ")); remove one requirement"
    case .importMissing(let name): "no file beside this one has the namespace \(name)"
    }
  }

  /// The complaint in Chinese.
  package var chinese: String {
    switch kind {
    case .notWellFormed(let reason): "XML 无法读取：\(reason)"
    case .doctypeRefused: "文件带有 DOCTYPE，请删除；一律不读实体"
    case .tooDeep: "元素嵌套或依赖过深，应为决策模型"
    case .tooLarge(let bytes): "文件有 \(bytes) 字节，最多 256 MiB"
    case .rootUnknown(let found, let expected): "根元素是 \(found)，应为 \(expected)"
    case .identifierTwice(let id): "两个元素的 id 都是 \(id)，请各用一个"
    case .cycle(let names): "相互依赖：\(names.joined(separator: " → "))，请去掉一处依赖"
    case .importMissing(let name): "同一目录中没有命名空间为 \(name) 的文件"
    }
  }
}
