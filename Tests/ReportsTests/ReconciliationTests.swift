import Reports
import Testing

@Suite struct `Books` {
  @Test(arguments: Reconciliation.Outcome.allCases)
  func `books close only when every record has an outcome`(outcome: Reconciliation.Outcome) {
    var books = Reconciliation()
    books.read = 3
    books[outcome] = 2
    #expect(!books.isBalanced)
    books[outcome] += 1
    #expect(books.isBalanced)
    #expect((books + books).read == 6)
    #expect((books + books)[outcome] == 6)
  }
}
