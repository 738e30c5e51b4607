import Debugger
import Foundation
import SkipGram
import Testing

@testable import Panes

/// Sessions and screens for tests.
enum Fixture {
  /// A text whose windows are easy to follow.
  static let text = """
    Once upon a time the old king ruled the land by the river.
    The young queen ruled the castle by the sea.
    The king loved the queen and the queen loved the king.
    The prince walked from the castle to the river.
    The princess walked from the river to the castle.
    A dog slept by the fire while the old king read a book.
    A cat slept by the door while the young queen wrote a letter.

    """

  /// A session on a text.
  static func session(
    _ text: String = text, objective: Objective = .softmax, dimension: Int = 8, ascii: Bool = false,
    adjust: (inout Hyperparameters) -> Void = { _ in }
  ) throws -> Session {
    try session(
      bytes: Array(text.utf8), objective: objective, dimension: dimension, ascii: ascii,
      adjust: adjust)
  }

  /// A session on a text of any bytes.
  static func session(
    bytes: [UInt8], objective: Objective = .softmax, dimension: Int = 8, ascii: Bool = false,
    adjust: (inout Hyperparameters) -> Void = { _ in }
  ) throws -> Session {
    let reader = CorpusReader(bytes: bytes, source: .bundled("royals.txt"), tokenization: .words)
    var hyperparameters = Hyperparameters()
    hyperparameters.objective = objective
    hyperparameters.dimension = dimension
    adjust(&hyperparameters)
    let session = Session(corpus: try reader.read(), hyperparameters: hyperparameters)
    if ascii { _ = session.run("set ascii on") }
    return session
  }
}

extension ScreenState {
  /// Draws, then runs a command; the transcript gets the command and why it failed, if it did, so
  /// that no screen depends on the wording of what commands print.
  mutating func run(_ line: String, in session: Session) {
    _ = drawScreen(session, &self)
    append(session.prompt + line, kind: .command)
    for case .failure(let text) in session.run(line) { append(text, kind: .failure) }
  }

  /// The screen as text.
  mutating func text(_ session: Session) -> String {
    drawScreen(session, &self).text
  }
}

extension Canvas {
  /// The text of one row.
  func row(_ row: Int) -> String {
    (0..<size.columns).map { self[$0, row].text }.joined()
  }
}

/// Compares a screen with the one on file; one that is not on file is recorded, and fails.
func expectScreen(
  _ screen: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let path = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Screens/\(name).txt")
  let actual = screen + "\n"
  guard let recorded = try? String(contentsOf: path, encoding: .utf8) else {
    try? actual.write(to: path, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name); look at it", sourceLocation: sourceLocation)
    return
  }
  if actual != recorded {
    Issue.record(
      "\(name) has changed; delete the file to record it anew. It is now:\n\(actual)",
      sourceLocation: sourceLocation)
  }
}
