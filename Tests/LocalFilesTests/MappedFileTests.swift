import LocalFiles
import TestSupport
import Testing

@Suite struct `Mapped files` {
  @Test func `a word is read in either order of its bytes`() throws {
    let folder = try TemporaryFolder()
    let file = try MappedFile(folder.file("f", [1, 2, 3, 4, 5, 6, 7, 8, 0x39]))
    #expect(file.bigWord(at: 0) == 0x0102_0304_0506_0708)
    #expect(file.littleWord(at: 0) == 0x0807_0605_0403_0201)
    #expect(file.littleHalf(at: 5) == 0x3908_0706)
  }

  @Test(arguments: [-1, 2, 9])
  func `a word that does not lie within the file ends the program`(offset: Int) async {
    await #expect(processExitsWith: .failure) { [offset] in
      // A thrown error would look like an exit with failure as well.
      do {
        let folder = try TemporaryFolder()
        let file = try MappedFile(folder.file("f", "123456789"))
        guard file.count == 9 else { return }
        _ = file.littleWord(at: offset)
      } catch {}
    }
  }
}
