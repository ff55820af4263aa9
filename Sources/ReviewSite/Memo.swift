import Synchronization

/// A value that is made when it is first asked for, and kept; whoever asks meanwhile waits.
final class Memo<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)

  /// The value.
  func callAsFunction(_ make: () throws -> Value) throws -> Value {
    try result.withLock { result in
      if let result { return try result.get() }
      let made = Result { try make() }
      result = made
      return try made.get()
    }
  }
}

/// Values by name that are made when they are first asked for, and kept.
final class MemoTable<Value: Sendable>: Sendable {
  private let memos = Mutex<[String: Memo<Value>]>([:])

  /// The value of a name.
  func callAsFunction(_ name: String, _ make: () throws -> Value) throws -> Value {
    let memo = memos.withLock { memos in
      if let known = memos[name] { return known }
      let new = Memo<Value>()
      memos[name] = new
      return new
    }
    return try memo(make)
  }
}
