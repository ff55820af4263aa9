import Testing

@testable import Console

@Suite struct `Lines by cells` {
  @Test func `Chinese breaks between characters, and not before what closes`() {
    #expect(WrappedText.paragraphs("导入文件，要么全进。", width: 8) == ["导入文", "件，要么", "全进。"])
    #expect(WrappedText.paragraphs("见（映射）", width: 6) == ["见（映", "射）"])
    #expect(WrappedText.paragraphs("映射（热线）", width: 6) == ["映射", "（热", "线）"])
  }

  @Test func `Latin words remain whole, and what is wider than the line is cut`() {
    #expect(WrappedText.paragraphs("a mapping of words", width: 9) == ["a mapping", "of words"])
    #expect(WrappedText.paragraphs("写--tolerance的值", width: 12) == ["写", "--tolerance", "的值"])
    #expect(WrappedText.paragraphs("abcdefgh ij", width: 3) == ["abc", "def", "gh", "ij"])
    #expect(WrappedText.paragraphs("a\n\nb", width: 9) == ["a", "", "b"])
  }
}
