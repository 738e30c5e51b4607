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
  /// The value a watchpoint saw last.
  var lastValue: ExpressionValue?
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
      isTemporary: isTemporary, lastValue: nil)
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

  /// Lets watchpoints take the values they have here for the last they saw.
  func primeWatchpoints() {
    for index in stops.indices {
      if case .watch(let expression) = stops[index].trigger {
        stops[index].lastValue = watched(expression)
      }
    }
  }

  /// The stops that hold before the pending window, counting their hits.
  ///
  /// - Parameter counts: Whether hits and ignore counts are used up, as in a run; not while the past
  ///   is searched.
  /// - Returns: Why to stop, stop by stop; nothing if there is no reason.
  /// - Complexity: O(stops), plus what their conditions cost.
  func reasonsToStop(counts: Bool) -> [StopReason] {
    // In a long run this is asked before every window, and nearly always in vain.
    let stops = stops
    guard !stops.isEmpty else { return [] }
    var reasons: [StopReason] = []
    let (center, number) = (trainer.center, trainer.number)
    var outside: [Window.Outside]?
    for index in stops.indices where stops[index].isEnabled {
      var change: (old: ExpressionValue, new: ExpressionValue)?
      switch stops[index].trigger {
      case .center(let word): guard center == word else { continue }
      case .outside(let word):
        let words = outside ?? trainer.window.outside
        outside = words
        guard words.contains(where: { $0.word == word }) else { continue }
      case .window(let place): guard number == place else { continue }
      case .anyWindow: break
      case .watch(let expression):
        change = self.change(of: expression, at: index)
        if change == nil { continue }
      }
      guard holds(stops[index].condition) else { continue }
      if counts {
        self.stops[index].hits += 1
        if stops[index].ignored > 0 {
          self.stops[index].ignored -= 1
          continue
        }
      }
      reasons.append(
        StopReason(number: stops[index].number, message: message(of: stops[index], change)))
    }
    return reasons
  }

  /// How a watched value differs from the one seen last, if that is a reason to stop: a condition
  /// has to have become true.
  private func change(
    of expression: Expression, at index: Int
  ) -> (old: ExpressionValue, new: ExpressionValue)? {
    guard let new = watched(expression) else { return nil }
    let last = stops[index].lastValue
    if last == new { return nil }
    stops[index].lastValue = new
    guard let last, new != .boolean(false) else { return nil }
    return (last, new)
  }

  /// What a stop has to say once its trigger is met.
  private func message(
    of stop: Stop, _ change: (old: ExpressionValue, new: ExpressionValue)?
  ) -> String {
    switch stop.trigger {
    case .center, .outside, .window: return stop.title
    case .anyWindow: return "\(stop.title): \(stop.place)"
    case .watch(let expression):
      let title = "\(stop.title): \(expression.text)"
      guard let change else { return title }
      if case .boolean = change.new { return title + " is true" }
      let old = describe(change.old, session: self, indent: 6)
      let new = describe(change.new, session: self, indent: 6)
      return "\(title)\n  old \(old)\n  new \(new)"
    }
  }

  /// The value of a watched expression; a condition that has none here does not hold.
  private func watched(_ expression: Expression) -> ExpressionValue? {
    let value = try? expression.value(in: self)
    return value ?? (expression.kind == .boolean ? .boolean(false) : nil)
  }

  /// Whether there is no condition or it holds; one that has no value here does not.
  func holds(_ condition: Expression?) -> Bool {
    guard let condition else { return true }
    return (try? condition.value(in: self)) == .boolean(true)
  }
}
