import SkipGram
import Testing

@testable import Debugger

/// What a line printed, and why it failed if it did.
struct Outcome {
  var text = ""
  var failure: String?
  var effects: [Effect] = []

  init(_ effects: [Effect]) {
    self.effects = effects
    for effect in effects {
      switch effect {
      case .print(let line): text += line + "\n"
      case .failure(let message): failure = failure ?? message
      default: break
      }
    }
  }
}

extension Session {
  /// A session on a text, a line a sentence.
  static func on(
    _ text: String, adjust: (inout Hyperparameters) -> Void = { _ in }
  ) throws -> Session {
    try on(bytes: Array(text.utf8), adjust: adjust)
  }

  /// A session on a text of any bytes.
  static func on(
    bytes: [UInt8], tokenization: Tokenization = .words,
    adjust: (inout Hyperparameters) -> Void = { _ in }
  ) throws -> Session {
    let reader = CorpusReader(
      bytes: bytes, source: .bundled("test"), tokenization: tokenization)
    var hyperparameters = Hyperparameters()
    adjust(&hyperparameters)
    return Session(corpus: try reader.read(), hyperparameters: hyperparameters)
  }

  /// Three short sentences about a king and a queen.
  static func ofRoyals(adjust: (inout Hyperparameters) -> Void = { _ in }) throws -> Session {
    try on(
      """
      the old king ruled the land
      the young queen ruled the sea
      the king loved the queen
      """, adjust: adjust)
  }

  /// Runs a line to its end.
  @discardableResult
  func outcome(_ line: String) -> Outcome {
    Outcome(run(line))
  }

  /// Runs lines that have to succeed.
  ///
  /// - Returns: What they printed.
  @discardableResult
  func succeed(
    _ lines: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) -> String {
    lines.map { line in
      let outcome = outcome(line)
      #expect(outcome.failure == nil, "\(line)", sourceLocation: sourceLocation)
      return outcome.text
    }
    .joined()
  }

  /// The value of an expression that has to have one.
  func value(_ text: String) throws -> ExpressionValue {
    try Expression(text, in: self).value(in: self)
  }

  /// The number an expression comes to.
  func scalar(_ text: String) throws -> Double {
    guard case .scalar(let number) = try value(text) else { throw WrongKind() }
    return number
  }

  /// The vector an expression comes to.
  func vector(_ text: String) throws -> [Double] {
    guard case .vector(let vector) = try value(text) else { throw WrongKind() }
    return vector
  }
}

struct WrongKind: Error {}

/// Everything a failed command has to leave as it was.
struct Snapshot: Equatable {
  let parameters: UInt64
  let number: Int
  let position: Position
  let interventions: Interventions
  let settings: SettingsDraft
  let plots: PlotChoices
  let recordEnd: Int
  let entries: Int
  let stops: String
  let values: Int
  let passedPairs: Int

  init(_ session: Session) {
    parameters = session.trainer.parameters.hash()
    number = session.trainer.number
    position = session.trainer.position
    interventions = session.trainer.interventions
    settings = session.settings
    plots = session.plots
    recordEnd = session.timeline.end
    entries = session.timeline.entries.count
    stops = session.stopTable()
    values = session.valueHistory.count
    passedPairs = session.passedPairs
  }
}

extension Command: CustomTestStringConvertible {
  /// Its name.
  public var testDescription: String { name }
}

extension Setting: CustomTestStringConvertible {
  /// Its name.
  public var testDescription: String { name }
}

extension HelpTopic: CustomTestStringConvertible {
  /// Its name.
  public var testDescription: String { name }
}
