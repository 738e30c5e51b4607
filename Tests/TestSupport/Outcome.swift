import Debugger
import Testing

/// The result of a line.
package struct Outcome {
  /// The printed text, with a newline after every print.
  package private(set) var text = ""
  /// The first message of a failure.
  package private(set) var failure: String?
  /// The printed text and the error, without a newline at the end.
  package private(set) var output = ""
  package let effects: [Effect]

  package init(_ effects: [Effect]) {
    self.effects = effects
    var printed: [String] = []
    for effect in effects {
      switch effect {
      case .print(let line):
        text += line + "\n"
        printed.append(line)
      case .failure(let message):
        failure = failure ?? message
        printed.append(message)
      default: break
      }
    }
    output = printed.joined(separator: "\n")
  }
}

extension Session {
  /// Runs a line to its end.
  @discardableResult
  package func outcome(_ line: String) -> Outcome {
    Outcome(run(line))
  }

  /// Runs lines that have to succeed.
  ///
  /// - Returns: The printed text.
  @discardableResult
  package func succeed(
    _ lines: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) -> String {
    lines.map { line in
      let outcome = outcome(line)
      #expect(outcome.failure == nil, "\(line)", sourceLocation: sourceLocation)
      return outcome.text
    }
    .joined()
  }

  /// Runs a line, which may fail, and returns its output and error.
  @discardableResult
  package func output(_ line: String) -> String { outcome(line).output }
}
