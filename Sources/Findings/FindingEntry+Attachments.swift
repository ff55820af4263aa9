extension FindingEntry {
  /// The entries of recordings and attachments.
  static let attachments: [FindingCode: FindingEntry] = [
    .attachmentsMissing: .error(
      "{count} recordings or attachments are named and were not delivered, the first {found}",
      "有 {count} 个录音或附件只有引用、没有交付文件，第一个是 {found}",
      why: "the tickets would refer to nothing once the legacy system is switched off",
      "原系统停用后，这些工单将指向不存在的文件",
      fix: "ask the department for these files, or name every folder that was delivered",
      "请责任单位补交这些文件，或把已交付的文件夹都写上"),
    .attachmentsDiffer: .error(
      "{count} recordings or attachments are not the files that were listed, the first {found}",
      "有 {count} 个录音或附件与所登记的大小或指纹不符，第一个是 {found}",
      why:
        "they were changed or cut off on the way, and nobody would notice before they are needed",
      "文件在途中被改动或截断，到用时才会发现",
      fix: "have these files copied again, and compare once more",
      "请重新拷贝这些文件，再核对一次"),
    .attachmentsAmbiguous: .error(
      "{count} recordings or attachments fit several files, the first {found}",
      "有 {count} 个录音或附件对应多个文件，第一个是 {found}",
      why: "a ticket could be given the recording of another caller",
      "工单可能挂上其他来电人的录音",
      fix: "keep the folders of the legacy system in the delivery, or take the wrong copies away",
      "交付时保留原系统的文件夹结构，或移除错误的副本"),
    .attachmentsUnnamed: .warning(
      "no ticket names {count} of the delivered files",
      "交付的文件中有 {count} 个没有工单引用",
      why:
        "they belong to tickets that were not imported, or are nobody's and must not be handed over",
      "它们属于尚未导入的工单，或不属于任何工单，不应移交",
      fix: "import the tickets they belong to, or leave the files out of the delivery",
      "导入它们所属的工单，或从交付件中剔除"),
    .attachmentsEmpty: .error(
      "{count} recordings or attachments were delivered without content, the first {found}",
      "有 {count} 个录音或附件是空文件，第一个是 {found}",
      why: "an empty file looks like a delivered one until somebody opens it",
      "空文件看上去像已交付，打开才发现没有内容",
      fix: "ask the department for these files again",
      "请责任单位重新交付这些文件"),
    .attachmentsRenamed: .warning(
      "{count} recordings or attachments were delivered under a name that is written differently, "
        + "the first {found}",
      "有 {count} 个录音或附件的文件名写法与引用不同，第一个是 {found}",
      why: "a platform that compares names exactly does not find them",
      "严格比对文件名的平台会找不到它们",
      fix:
        "hand them over with the list of `--manifest-to`, which says which file each name leads to",
      "移交时附上 `--manifest-to` 写出的清单，其中写明每个引用对应哪个文件"),
    .attachmentsOutside: .error(
      "{count} names of recordings or attachments lead out of the folder, the first {found}",
      "有 {count} 个录音或附件的路径超出文件夹，第一个是 {found}",
      why: "whoever opens such a path may get a file of the system in place of a recording",
      "按这样的路径打开，得到的可能是系统文件而不是录音",
      fix: "correct the names in the legacy export and import it again",
      "在原系统的导出文件中改正路径，再重新导入"),
    .attachmentsUnreadable: .error(
      "{count} recordings or attachments cannot be read, the first {found}",
      "有 {count} 个录音或附件无法读取，第一个是 {found}",
      why: "what cannot be read here cannot be handed over",
      "在这里读不出的文件也无法移交",
      fix: "correct the permissions, and deliver files in place of links that lead elsewhere",
      "改正权限；指向别处的链接请换成文件本身"),
    .attachmentsAddressed: .warning(
      "{count} recordings or attachments are known by an address of the legacy system only, the first "
        + "{found}",
      "有 {count} 个录音或附件只有原系统的网址，第一个是 {found}",
      why: "the addresses lead nowhere once the legacy system is switched off",
      "原系统停用后，这些网址将无法访问",
      fix: "ask the department for the files behind the addresses before that day",
      "请责任单位在停用之前交付网址对应的文件"),
  ]
}
