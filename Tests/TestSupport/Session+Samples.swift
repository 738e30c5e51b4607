import Debugger
import Word2Vec

extension Session {
  /// A session on the bytes of a text.
  package static func on(
    bytes: [UInt8], source: CorpusSource = .bundled("test"), tokenization: Tokenization = .words,
    adjust: (inout Hyperparameters) -> Void = { _ in }
  ) throws -> Session {
    let reader = CorpusReader(bytes: bytes, source: source, tokenization: tokenization)
    var hyperparameters = Hyperparameters()
    adjust(&hyperparameters)
    return Session(corpus: try reader.read(), hyperparameters: hyperparameters)
  }

  /// A session on a text.
  package static func on(
    _ text: String, source: CorpusSource = .bundled("test"),
    adjust: (inout Hyperparameters) -> Void = { _ in }
  ) throws -> Session {
    try on(bytes: Array(text.utf8), source: source, adjust: adjust)
  }

  /// A session on three short sentences about a king and a queen.
  package static func ofRoyals(
    adjust: (inout Hyperparameters) -> Void = { _ in }
  ) throws -> Session {
    try on(
      """
      the old king ruled the land
      the young queen ruled the sea
      the king loved the queen
      """, adjust: adjust)
  }
}

/// A session of 20 epochs, on three short sentences about a cat, a dog and a bird unless given
/// others.
package func testSession(
  _ text: String = "the cat sat on the mat\nthe dog sat on the cat\na bird saw the dog\n",
  adjust: (inout Hyperparameters) -> Void = { _ in }
) throws -> Session {
  try .on(text, source: .standardInput) {
    $0.epochs = 20
    adjust(&$0)
  }
}
