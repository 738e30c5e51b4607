import Debugger
import Testing
import Word2Vec

/// A small text with words that look like symbols, functions, numbers and operations.
private let text = """
  the old king ruled the old castle
  the queen ruled the well-known river
  o'brien saw the king in 1984
  step by step the center of the sum
  über king queen 1st
  """

/// A session on a small text, with vectors of three components that are exact in Float32.
func expressionSession(_ commands: String...) throws -> Session {
  let corpus = try CorpusReader(
    bytes: Array(text.utf8), source: .bundled("test"), tokenization: .words
  ).read(minimumCount: 1)
  var hyperparameters = Hyperparameters()
  hyperparameters.dimension = 3
  let session = Session(corpus: corpus, hyperparameters: hyperparameters)
  for word in 0..<corpus.vocabulary.count {
    for component in 0..<3 {
      session.run.withMutableMatrix(.center) {
        $0[word, component] = Float((word * 3 + component) % 7 - 3) / 4
      }
      session.run.withMutableMatrix(.outside) {
        $0[word, component] = Float((word * 5 + component * 2) % 11 - 5) / 8
      }
    }
  }
  for (name, vector) in [
    ("king", [1.0, 2, -2]), ("queen", [0.5, -1, 0.25]), ("well-known", [4, 0, -4]),
  ] {
    let word = try index(of: name, in: session)
    session.run.withMutableMatrix(.center) { $0.setVector(word, to: vector) }
  }
  for command in commands {
    for case .failure(let message) in session.run(command) { Issue.record("\(message)") }
  }
  return session
}

/// The index of a word.
func index(of name: String, in session: Session) throws -> Int {
  try #require(session.corpus.vocabulary.index(of: name.utf8))
}

/// The value of an expression.
func value(_ text: String, in session: Session) throws -> ExpressionValue {
  try Expression(text, in: session).value(in: session)
}

/// The error of an expression, when read or evaluated.
func failure(of text: String, in session: Session) -> ExpressionError? {
  do {
    let value = try value(text, in: session)
    Issue.record("'\(text)' has the value \(value)")
  } catch let error as ExpressionError {
    return error
  } catch {
    Issue.record("'\(text)' fails with \(error)")
  }
  return nil
}

/// Text, a caret in a column, and a message.
func pointed(_ text: String, _ column: Int, _ message: String) -> String {
  text + "\n" + String(repeating: " ", count: column) + "^\n" + message
}
