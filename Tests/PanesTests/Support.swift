import Debugger
import TestSupport
import Testing
import Word2Vec

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
    let session = try Session.on(bytes: bytes, source: .bundled("royals.txt")) {
      $0.objective = objective
      $0.dimension = dimension
      adjust(&$0)
    }
    if ascii { session.succeed("set ascii on") }
    return session
  }
}

extension ScreenState {
  /// Draws, then runs a command; the transcript gets the command and why it failed, if it did, so
  /// that no screen depends on the wording of what commands print.
  mutating func run(_ line: String, in session: Session) throws {
    _ = try nextFrame(of: session)
    append(session.prompt + line, kind: .command)
    for case .failure(let text) in session.run(line) { append(text, kind: .failure) }
  }

  /// The screen as text.
  mutating func text(_ session: Session) throws -> String {
    try canvas(session).text
  }

  /// The screen.
  mutating func canvas(_ session: Session) throws -> Canvas {
    try nextFrame(of: session).canvas
  }
}

extension ScreenModel {
  /// The panes of a screen that is large enough for them.
  static func panes(of session: Session, size: Size) throws -> PanesModel {
    let model = try ScreenModel(session, size: size)
    guard case .panes(let panes) = model.content else { throw TooSmall() }
    return panes
  }

  struct TooSmall: Error {}
}

extension Canvas {
  /// The text of one row.
  func row(_ row: Int) -> String {
    (0..<size.columns).map { self[$0, row].text }.joined()
  }
}

/// Compares a screen with its golden file.
func expectScreen(
  _ screen: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  try expectGolden(
    screen + "\n", "Tests/PanesTests/Screens/\(name).txt", sourceLocation: sourceLocation)
}
