import SkipGram

@testable import Debugger

/// A session on a text of a test.
func testSession(
  _ text: String = "the cat sat on the mat\nthe dog sat on the cat\na bird saw the dog\n",
  adjust: (inout Hyperparameters) -> Void = { _ in }
) throws -> Session {
  let corpus = try CorpusReader(
    bytes: Array(text.utf8), source: .standardInput, tokenization: .words
  ).read()
  var hyperparameters = Hyperparameters()
  hyperparameters.epochs = 20
  adjust(&hyperparameters)
  let session = Session(corpus: corpus, hyperparameters: hyperparameters)
  return session
}

extension Session {
  /// Runs a line and returns what it prints, failures too.
  @discardableResult
  func output(_ line: String) -> String {
    run(line).compactMap { effect in
      switch effect {
      case .print(let text), .failure(let text): text
      default: nil
      }
    }
    .joined(separator: "\n")
  }

  /// Runs a line that has to fail, and returns its message.
  func failure(_ line: String) -> String? {
    for case .failure(let text) in run(line) { return text }
    return nil
  }

  /// Everything that decides how the run goes on, and where it stands, as whoever looks finds it.
  var standing: NaiveRun.State {
    try? makeOwedEdits()
    return NaiveRun.state(of: trainer, loss: recentLosses.last)
  }
}
