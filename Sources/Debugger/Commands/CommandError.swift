import SkipGram

/// Why a command could not be carried out: what was typed, what is wrong, what to try.
///
/// A command that throws one has changed nothing.
package enum CommandError: Error, Equatable, CustomStringConvertible {
  case unknownCommand(String, nearest: String?)
  case ambiguousCommand(String, candidates: [String])
  case reservedCommand(String)
  case missingArgument(command: String, what: String, usage: String)
  case unexpectedArgument(command: String, argument: String, usage: String)
  case unterminatedQuote(String)
  case unknownSetting(String, nearest: String?)
  case ambiguousSetting(String, candidates: [String])
  case badValue(setting: String, value: String, expected: String)
  case badNumber(String, expected: String)
  case unknownWord(String, nearest: String?)
  case rareWord(String, occurrences: Int, minimumCount: Int)
  case unknownTopic(String, nearest: String?)
  case unknownInfo(String, names: [String])
  case unknownPreset(String, names: [String])
  case unknownCorpus(String, names: [String])
  case unknownPane(String, names: [String])
  case unknownPlot(String, names: [String])
  case unknownExport(String, names: [String])
  case noSuchPair(Int, count: Int)
  case wrongObjective(what: String, needed: String)
  case endOfTraining(epochs: Int)
  case file(String)
  case other(String)

  package var description: String {
    switch self {
    case .unknownCommand(let name, let nearest):
      "no command is called '\(name)'; `help` lists them" + suggestion(nearest)
    case .ambiguousCommand(let name, let candidates):
      "'\(name)' is short for several commands: \(candidates.joined(separator: ", "))"
    case .reservedCommand(let name):
      "'\(name)' is not available in this version; `help` lists the commands that are"
    case .missingArgument(_, let what, let usage):
      "\(what) is missing; usage: \(usage)"
    case .unexpectedArgument(_, let argument, let usage):
      "'\(argument)' is not expected here; usage: \(usage)"
    case .unterminatedQuote(let text):
      "the quote in '\(text)' is not closed; words in quotes end with \""
    case .unknownSetting(let name, let nearest):
      "no setting is called '\(name)'; `show` lists them" + suggestion(nearest)
    case .ambiguousSetting(let name, let candidates):
      "'\(name)' is short for several settings: \(candidates.joined(separator: ", "))"
    case .badValue(let setting, let value, let expected):
      "'\(value)' is no value for \(setting): \(expected)"
    case .badNumber(let text, let expected):
      "'\(text)' is not \(expected)"
    case .unknownWord(let word, let nearest):
      "'\(word)' is not a word of the vocabulary" + suggestion(nearest)
    case .rareWord(let word, let occurrences, let minimumCount):
      "'\(word)' occurs \(occurrences) times in the corpus, and min-count is \(minimumCount); "
        + "`set min-count \(occurrences)` takes it in"
    case .unknownTopic(let name, let nearest):
      "no help on '\(name)'; `help` lists commands and topics" + suggestion(nearest)
    case .unknownInfo(let name, let names):
      "no info on '\(name)'; there is info on \(names.joined(separator: ", "))"
        + suggestion(nearestName(to: name, among: names))
    case .unknownPreset(let name, let names):
      "no lesson is called '\(name)'; there are \(names.joined(separator: ", "))"
    case .unknownCorpus(let name, let names):
      "there is no file '\(displayText(name.utf8))', and no bundled text of that name"
        + "; there are \(names.joined(separator: ", "))"
        + suggestion(nearestName(to: name, among: names))
    case .unknownPane(let name, let names):
      "no pane is called '\(name)'; there are \(names.joined(separator: ", "))"
        + suggestion(nearestName(to: name, among: names))
    case .unknownPlot(let name, let names):
      "no plot is called '\(name)'; there are \(names.joined(separator: ", "))"
        + suggestion(nearestName(to: name, among: names))
    case .unknownExport(let name, let names):
      "'\(name)' is nothing that can be exported"
        + "; there are \(names.joined(separator: ", "))"
        + suggestion(nearestName(to: name, among: names))
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

/// The name nearest to a mistyped one, if any is near enough to be meant.
///
/// Of equally near ones, a name of the same length goes first: letters are swapped more often than
/// added.
package func nearestName(to typed: String, among names: some Sequence<String>) -> String? {
  let limit = max(1, typed.count / 3 + 1)
  return
    names
    .map { (name: $0, distance: editDistance(Array(typed.utf8), Array($0.utf8))) }
    .filter { name, distance in
      // A name that shares no letter is no mistyping of it.
      (distance <= limit && distance < max(typed.utf8.count, name.utf8.count))
        || (!typed.isEmpty && name.hasPrefix(typed))
    }
    .min {
      let (a, b) = (abs($0.name.count - typed.count), abs($1.name.count - typed.count))
      return ($0.distance, a, $0.name) < ($1.distance, b, $1.name)
    }?
    .name
}

/// The least number of insertions, deletions, substitutions and swaps of neighbours between two
/// strings of bytes.
package func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...b.count)
  for i in a.indices {
    var current = [i + 1]
    for j in b.indices {
      var best = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        best = min(best, beforePrevious[j - 1] + 1)
      }
      current.append(best)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[b.count]
}
