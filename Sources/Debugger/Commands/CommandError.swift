import SkipGram

/// Why a command could not be carried out: what was typed, what is wrong, what to try.
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
      "\(kind.complaint(name)); \(kind.advice(names))"
        + suggestion(kind.suggests ? nearestName(to: name, among: names) : nil)
    case .ambiguousName(let kind, let name, let candidates):
      "'\(name)' is short for several \(kind.plural): \(candidates.joined(separator: ", "))"
    case .missingArgument(_, let what, let usage):
      "\(what) is missing; usage: \(usage)"
    case .unexpectedArgument(_, let argument, let usage):
      "'\(argument)' is not expected here; usage: \(usage)"
    case .unterminatedQuote(let text):
      "the quote in '\(text)' is not closed; words in quotes end with \""
    case .badValue(let setting, let value, let expected):
      "'\(value)' is no value for \(setting): \(expected)"
    case .badNumber(let text, let expected):
      "'\(text)' is not \(expected)"
    case .unknownWord(let word, let nearest):
      "'\(word)' is not a word of the vocabulary" + suggestion(nearest)
    case .rareWord(let word, let occurrences, let minimumCount):
      "'\(word)' occurs \(occurrences) times in the corpus, and min-count is \(minimumCount); "
        + "`set min-count \(occurrences)` takes it in"
    case .noSuchPair(let pair, let count):
      "there is no pair \(pair): the window has pairs 1 to \(count)"
    case .wrongObjective(let what, let needed):
      "\(what) has a meaning under \(needed) only; `toggle` switches the objective"
    case .endOfTraining(let epochs):
      (epochs == 1 ? "the planned epoch is done" : "all \(epochs) planned epochs are done")
        + "; `set epochs \(epochs + 1)` goes on, `run` starts over"
    case .file(let message), .other(let message):
      message
    }
  }

  private func suggestion(_ nearest: String?) -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? ""
  }
}
