package import Findings

extension Treatment {
  /// The treatment as people read it: `transfer S-12366, else 12345 after 15 s`.
  package var words: Words {
    switch self {
    case .answer(let set): Words("answer \(set)", "由 \(set) 接听")
    case .transfer(let set, let overflow):
      Words(
        "transfer \(set), else \(overflow.to) after \(overflow.ringSeconds) s",
        "转 \(set)，\(overflow.ringSeconds) 秒无人接转 \(overflow.to)")
    case .serve(let number): Words("serve as \(number)", "按 \(number) 服务")
    case .forward(let number): Words("forward to \(number)", "转接 \(number)")
    case .announce(let id, let number):
      Words("announce \(id), then \(number)", "播放公告 \(id) 后转 \(number)")
    case .intercept(let id): Words("announce \(id), then release", "播放公告 \(id) 后释放")
    }
  }
}
