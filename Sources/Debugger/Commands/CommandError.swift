import Word2Vec

/// An error of a command; its description is for the user.
///
/// A command that throws one has changed nothing.
package enum CommandError: Error, Equatable, CustomStringConvertible {
  case unknownName(NameKind, String, names: [String])
  case ambiguousName(NameKind, String, candidates: [String])
  case missingArgument(command: String, what: String, usage: String)
  case unexpectedArgument(command: String, argument: String, usage: String)
  case unterminatedQuote(String)
  case badValue(setting: String, value: String, expected: String)
  case badNumber(String, expected: String)
  case unknownWord(String, nearest: String?)
  case rareWord(String, occurrences: Int, minimumCount: Int)
  case noSuchPair(Int, count: Int)
  case wrongObjective(what: String, needed: String)
  case endOfTraining(epochs: Int)
  case file(String)
  case other(String)

  package var description: String {
    switch self {
    case .unknownName(let kind, let name, let names):
      unknown(
        kind, displayText(name.utf8), nearest: nearestName(to: name, among: names), among: names)
    case .ambiguousName(let kind, let name, let candidates):
      "ambiguous \(kind.name) '\(name)': \(candidates.joined(separator: ", "))"
    case .missingArgument(_, let what, let usage):
      "\(what) is missing; usage: \(usage)"
    case .unexpectedArgument(_, let argument, let usage):
      "'\(argument)' is not expected here; usage: \(usage)"
    case .unterminatedQuote(let text):
      "the quote in '\(text)' is not closed; words in quotes end with \""
    case .badValue(let setting, let value, let expected):
      "'\(value)' is not a valid value for \(setting); expected \(expected)"
    case .badNumber(let text, let expected):
      "'\(text)' is not \(expected)"
    case .unknownWord(let word, let nearest):
      unknown(.word, word, nearest: nearest)
    case .rareWord(let word, let occurrences, let minimumCount):
      "'\(word)' occurs \(counted(occurrences, "time")) in the corpus, and min-count is "
        + "\(minimumCount); `set min-count \(occurrences)` would include it"
    case .noSuchPair(let pair, let count):
      "there is no pair \(pair): the window has pairs 1 to \(count)"
    case .wrongObjective(let what, let needed):
      "\(what) is defined under \(needed) only; `toggle` switches the objective"
    case .endOfTraining(let epochs):
      (epochs == 1 ? "the planned epoch is done" : "all \(grouped(epochs)) planned epochs are done")
        + "; `set epochs \(epochs + 1)` goes on, `run` starts over"
    case .file(let message), .other(let message):
      message
    }
  }
}
