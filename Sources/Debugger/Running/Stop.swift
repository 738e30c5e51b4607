import SkipGram

/// A place or a condition that ends a run: a breakpoint or a watchpoint.
struct Stop {
  /// What it waits for.
  enum Trigger {
    /// Windows centred on a word; `nil` if the corpus does not have it.
    case center(Int?)
    /// Windows with a word outside; `nil` if the corpus does not have it.
    case outside(Int?)
    /// The window of a number.
    case window(Int)
    /// Any window at which its condition holds.
    case anyWindow
    /// An expression: a condition becoming true, or another value changing.
    case watch(Expression)
  }

  /// Its number, from 1, as commands name it.
  let number: Int
  /// As `info breakpoints` and `save breakpoints` write it, without a condition.
  let text: String
  /// The word it is about, which another corpus numbers differently.
  let word: [UInt8]?
  var trigger: Trigger
  var condition: Expression?
  let isTemporary: Bool
  var isEnabled = true
  /// How many further hits pass without a stop.
  var ignored = 0
  var hits = 0
  /// Commands to run when it stops.
  var commands: [String] = []
}

/// Why a run has stopped.
struct StopReason {
  /// The number of the breakpoint or watchpoint.
  let number: Int
  /// What to tell the user.
  let message: String
}

extension Session {
  /// Adds a breakpoint or watchpoint.
  func add(
    _ trigger: Stop.Trigger, text: String, word: [UInt8]? = nil, condition: Expression?,
    isTemporary: Bool
  ) -> Stop {
    lastStopNumber += 1
    let stop = Stop(
      number: lastStopNumber, text: text, word: word, trigger: trigger, condition: condition,
      isTemporary: isTemporary)
    stops.append(stop)
    return stop
  }

  /// Finds the words of breakpoints, and what conditions mean, in a new corpus or dimension.
  func resolveStops() {
    for index in stops.indices {
      let word = stops[index].word.map { corpus.vocabulary.index(of: $0) } ?? nil
      switch stops[index].trigger {
      case .center: stops[index].trigger = .center(word)
      case .outside: stops[index].trigger = .outside(word)
      case .watch(let expression):
        if let expression = try? Expression(expression.text, in: self) {
          stops[index].trigger = .watch(expression)
        }
      case .window, .anyWindow: break
      }
      if let text = stops[index].condition?.text, let condition = try? condition(text) {
        stops[index].condition = condition
      }
      if let bytes = stops[index].word, word == nil {
        say(
          "breakpoint \(stops[index].number) waits for a corpus with the word "
            + "'\(displayText(bytes))'")
      }
    }
  }

  /// Whether there is no condition or it holds; one that has no value here does not.
  func holds(_ condition: Expression?) -> Bool {
    guard let condition else { return true }
    return (try? condition.value(in: self)) == .boolean(true)
  }
}
