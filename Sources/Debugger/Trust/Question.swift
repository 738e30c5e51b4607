/// A question before something is lost; a command throws it before it changes anything, and runs again
/// after a yes.
struct Question: Error, Equatable {
  /// The question, without the answers.
  let text: String
  /// The report after a no.
  let otherwise: String

  init(_ text: String, otherwise: String) {
    self.text = text
    self.otherwise = otherwise
  }

  /// The prompt for the answer.
  var prompt: String { "\(text) (y or n) " }

  /// The meaning of an answer; `nil` for none.
  static func answer(_ line: String) -> Bool? {
    switch line.trimmingBlanks.lowercased() {
    case "y", "yes": true
    case "n", "no": false
    default: nil
    }
  }
}

extension Session {
  /// Whether the current command asks before something is lost.
  private var asks: Bool {
    interface.confirm ?? (host.isAtPrompt && interpreter.isTyped)
  }

  /// Asks a question, unless `confirm` is off or the user has said yes.
  func ask(_ question: Question) throws {
    if asks, !interpreter.isConfirmed { throw question }
  }

  /// Asks before a run with many windows that no session file has is lost.
  ///
  /// - Parameter action: The command that would lose it, as `quit`.
  /// - Throws: ``Question``.
  func askBeforeLosingRun(_ action: String) throws {
    let windows = run.history.end - savedWindow
    guard windows > Self.windowsWorthSaving else { return }
    try ask(
      Question(
        "\(grouped(windows)) windows were run since the last `save session`; \(action) anyway?",
        otherwise: "the run stays as it is"))
  }

  private static let windowsWorthSaving = 1000
}
