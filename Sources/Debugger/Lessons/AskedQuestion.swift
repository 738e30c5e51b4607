import Word2Vec

/// A question of a lesson, with the value that answers it.
struct AskedQuestion: Equatable, Sendable {
  /// The value of the answer.
  enum Answer: Equatable, Sendable {
    case number(Double)
    case word(String)
    /// One of the choices.
    case choice(String)
    /// -1, 0 or 1.
    case sign(Double)
    case condition(Bool)
  }

  let text: String
  let answer: Answer
  /// How far an answer may be away; `nil` judges by its digits.
  let tolerance: Double?
  let choices: [String]
  /// The explanation; empty for none.
  let reason: String
  /// Numbers that are covered on the screen while the question is open.
  let covered: [Double]

  var choiceList: String { choices.joined(separator: ", ") }

  /// The answer as it is shown.
  func solution(_ session: Session) -> String {
    switch answer {
    case .number(let value): session.number(value)
    case .word(let word), .choice(let word): word
    case .sign(let sign): sign > 0 ? "positive" : sign < 0 ? "negative" : "zero"
    case .condition(let holds): holds ? "yes" : "no"
    }
  }

  /// Whether an answer is right, and how near a wrong number is.
  ///
  /// - Throws: ``CommandError`` for an answer that cannot be judged.
  func judge(_ typed: String, in session: Session) throws -> (isRight: Bool, distance: String) {
    let typed = typed.trimmingBlanks
    switch answer {
    case .number(let value): return try judge(typed, value, in: session)
    case .word(let word):
      let bytes = (try? splitArguments(typed))?.first?.bytes ?? Array(typed.utf8)
      return (Array(word.utf8) == bytes, "")
    case .choice(let choice):
      let match = NameMatch(typed.lowercased(), in: choices) { $0.lowercased() }
      guard let chosen = match.value else {
        throw CommandError.other("'\(displayText(typed.utf8))' is no choice; type \(choiceList)")
      }
      return (chosen == choice, "")
    case .sign(let sign):
      let names: [String: Double] = [
        "-": -1, "−": -1, "negative": -1, "minus": -1, "+": 1, "positive": 1, "plus": 1, "zero": 0,
      ]
      guard let given = names[typed.lowercased()] ?? Double(typed) else {
        throw CommandError.other("type +, - or 0")
      }
      return ((given > 0) == (sign > 0) && (given < 0) == (sign < 0), "")
    case .condition(let holds):
      let names = ["yes": true, "true": true, "no": false, "false": false]
      guard let given = NameMatch(typed.lowercased(), in: names.keys.sorted(), by: \.self).value
      else { throw CommandError.other("type yes or no") }
      return (names[given] == holds, "")
    }
  }

  private func judge(
    _ typed: String, _ value: Double, in session: Session
  ) throws -> (isRight: Bool, distance: String) {
    // Parameters are Float32, which rounds sums of them in the seventh digit.
    var allowed = max(1e-5 * value.magnitude, 1e-7)
    let given: Double
    if let number = Double(typed), number.isFinite {
      given = number
      let digits = SignificantDigits(typed)
      allowed = max(allowed, digits.unit / 2 * (1 + 1e-9))
      if tolerance == nil, digits.count < 2, abs(given - value) > max(1e-5 * value.magnitude, 1e-7)
      {
        if abs(given - value) <= allowed {
          throw CommandError.other("give two significant digits at least")
        }
      }
    } else {
      guard case .scalar(let number) = try Expression(typed, in: session).value(in: session) else {
        throw CommandError.other("expected a number, or an expression of one")
      }
      given = number
    }
    let distance = abs(given - value)
    if distance <= tolerance ?? allowed { return (true, "") }
    if given == -value { return (false, "the sign is wrong") }
    let relative = value == 0 ? .infinity : distance / value.magnitude
    return (
      false,
      relative < 10
        ? "off by \(fixed(100 * relative, decimals: relative < 0.1 ? 1 : 0)) %"
        : "off by \(formatted(distance, digits: 2))"
    )
  }
}

/// The digits of a number as it was typed.
package struct SignificantDigits {
  /// How many digits are significant.
  package let count: Int
  /// The value of a unit in the last place.
  package let unit: Double

  package init(_ text: String) {
    let parts = text.lowercased().split(separator: "e", maxSplits: 1)
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let digits = (parts.first ?? "").drop { !$0.isNumber && $0 != "." }
    let decimals = digits.lastIndex(of: ".").map {
      digits.distance(from: $0, to: digits.endIndex) - 1
    }
    count = digits.filter(\.isNumber).drop { $0 == "0" }.count
    unit = Double("1e\(exponent - (decimals ?? 0))") ?? 0
  }
}

extension Session {
  /// Numbers that the screen covers with `?`, while a question about them is open.
  package var coveredNumbers: [Double] {
    interpreter.openQuestion?.covered ?? []
  }

  /// Judges an answer to the open question, and shows the right one with its reason.
  func answer(_ question: AskedQuestion, _ typed: String) {
    let verdict: (isRight: Bool, distance: String)
    do { verdict = try question.judge(typed, in: self) } catch {
      return request(.failure(safeText(spelled("\(error)"))))
    }
    interpreter.stopWaiting()
    let solution = question.solution(self)
    reveal(
      question,
      verdict.isRight
        ? "Right: \(solution)."
        : "No\(verdict.distance.isEmpty ? "" : ", \(verdict.distance)"): it is \(solution).",
      isRight: verdict.isRight)
  }

  /// Shows the answer to a question; `isRight` is `nil` where nothing was answered.
  func reveal(_ question: AskedQuestion, _ verdict: String, isRight: Bool?) {
    let text = verdict + (question.reason.isEmpty ? "" : " " + question.reason)
    report(wrapped(text))
    showVerdict(text, isRight: isRight)
  }
}
