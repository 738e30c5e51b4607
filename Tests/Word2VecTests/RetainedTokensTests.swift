import Testing
import Word2Vec

@Suite("Retained tokens")
struct RetainedTokensTests {
  @Test(
    "They are those that windows of the epoch are centred on", arguments: [0, 0.01, 0.1], 0..<3)
  func centers(subsample: Double, epoch: Int) throws {
    let text = (0..<40).map { "a b\($0 % 7) the c\($0 % 3) the\n" }.joined()
    let corpus = try CorpusReader(
      bytes: Array(text.utf8), source: .standardInput, tokenization: .words
    ).read()
    var hyperparameters = Hyperparameters()
    hyperparameters.subsample = subsample
    // The last epoch is beyond the planned ones.
    hyperparameters.epochs = 2
    var cursor = WindowCursor(
      corpus: corpus, hyperparameters: hyperparameters, at: Position(epoch: epoch, token: 0))
    var centers: [Int] = []
    while cursor.position.epoch == epoch {
      centers.append(cursor.position.token)
      cursor.advance()
    }
    for sentence in 0..<corpus.sentenceCount {
      let range = corpus.tokenRange(ofSentence: sentence)
      let retained = corpus.retainedTokens(
        in: range, epoch: epoch, hyperparameters)
      // A token that is left alone is in no window.
      #expect(centers.filter(range.contains) == (retained.count < 2 ? [] : retained))
    }
  }
}
