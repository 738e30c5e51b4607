import SkipGram

/// `why`: replays a span of the record in a session of its own, and keeps a ledger.
///
/// The session that asks is not touched, so it stands afterwards exactly where it stood.
final class WhyActivity: Activity {
  let title = "why"
  private let question: LedgerQuestion
  /// The session, which is made in the first slice.
  private var replay: Session?
  private var ledger: Ledger?

  /// How many windows are listed.
  private static let listed = 10

  init(_ question: LedgerQuestion) {
    self.question = question
  }

  var progress: Progress {
    Progress(
      title: title,
      done: max(0, (replay?.trainer.number ?? 0) - question.span.lowerBound),
      total: question.span.count, unit: "windows")
  }

  func advance(_ session: Session, work: Int) throws -> Bool {
    let replay = try self.replay ?? session.replay(from: question.span.lowerBound)
    self.replay = replay
    var left = work
    while replay.trainer.number < question.span.lowerBound {
      if left <= 0 { return false }
      try session.pause()
      let number = replay.trainer.number
      _ = try replay.stepWithoutLooking(atMost: min(left, question.span.lowerBound - number))
      left -= replay.trainer.number - number
    }
    try replay.makeOwedEdits()
    var ledger = try self.ledger ?? Ledger(from: question.value(in: replay), keeping: Self.listed)
    while replay.trainer.number < question.span.upperBound, left > 0 {
      try add(to: &ledger, replay, cancellation: session.cancellation)
      left -= 1
    }
    self.ledger = ledger
    if replay.trainer.number < question.span.upperBound { return false }
    say(ledger, in: session)
    return true
  }

  func interrupt(_ session: Session) {
    session.say("why: interrupted; the session is where it was")
  }

  /// Applies a window, and does what was done at the next, each a change of its own.
  private func add(
    to ledger: inout Ledger, _ replay: Session, cancellation: Cancellation<Interruption>
  ) throws {
    try cancellation.check()
    let number = replay.trainer.number
    let window = replay.trainer.window
    let update = question.expression.rows.isEmpty ? Update() : replay.trainer.makeUpdate()
    _ = try replay.stepWithoutLooking()
    try cancellation.check()
    ledger.add(try question.value(in: replay), before: number) {
      .window(window, roles: question.roles(in: update, session: replay))
    }
    // What was done at the window after the span is no part of it.
    if number + 1 < question.span.upperBound, !replay.owedEdits.isEmpty {
      try replay.makeOwedEdits()
      ledger.add(try question.value(in: replay), before: number + 1) { .edit }
    }
  }

  // MARK: The answer

  private func say(_ ledger: Ledger, in session: Session) {
    let isVector = ledger.first.count > 1
    let span = question.span
    session.say(
      "why \(question.expression.text), windows \(span.lowerBound) to \(span.upperBound)")
    guard ledger.count > 0 else {
      session.say("nothing moved it: it is \(session.number(size(of: ledger.first))) throughout")
      return
    }
    let headings = isVector ? ["‖change‖", "‖value‖"] : ["change", "value"]
    var table = TextTable(
      ["window"] + headings + ["how", "sentence"], [.right, .right, .right, .left, .left])
    for row in ledger.rows {
      let change =
        isVector ? row.change.magnitudeText(session) : session.signedNumber(row.change[0])
      let value = isVector ? row.value.magnitudeText(session) : session.number(row.value[0])
      switch row.cause {
      case .window(let window, let roles):
        table.add([
          "\(row.number)", change, value, roles,
          session.sentenceText(of: window, marking: question.outsideWords),
        ])
      case .edit: table.add(["\(row.number)", change, value, "written by hand", ""])
      }
    }
    session.say(table.text)
    session.say(
      counted(ledger.count, "change")
        + (ledger.count > ledger.rows.count ? ", of which these are the largest" : "")
        + "; `goto N` stands before window N")
    saySum(ledger, in: session)
  }

  private func saySum(_ ledger: Ledger, in session: Session) {
    let sum = ledger.sum
    let total = ledger.total
    let difference = size(of: zip(sum, total).map { $0 - $1 })
    let scale = max(size(of: ledger.first), size(of: ledger.last), size(of: sum))
    let agrees = difference <= Double(Float.ulpOfOne) * scale
    if sum.count == 1 {
      session.say(
        "sum of all changes \(session.signedNumber(sum[0])); the value went from "
          + "\(session.number(ledger.first[0])) to \(session.number(ledger.last[0])), by "
          + session.signedNumber(total[0]))
    } else {
      session.say(
        "norm of the sum of all changes \(sum.magnitudeText(session)); the vector moved by "
          + total.magnitudeText(session))
    }
    session.say(
      agrees
        ? "they agree to Float32 rounding"
        : "they differ by \(session.number(difference)), more than Float32 rounding")
  }
}

extension [Double] {
  /// The norm, in the transcript's precision.
  fileprivate func magnitudeText(_ session: Session) -> String { session.number(size(of: self)) }
}

extension Session {
  /// A number in the transcript's precision, with its sign.
  fileprivate func signedNumber(_ value: Double) -> String {
    (value < 0 || value.isNaN ? "" : "+") + number(value)
  }

  /// The words around a window's center, the center in brackets and some words marked with stars
  /// where they are the window's.
  fileprivate func sentenceText(of window: Window, marking words: [Int]) -> String {
    guard let place = window.place else { return windowText(window) + "  (made by hand)" }
    let sentence = corpus.tokenRange(ofSentence: place.sentence)
    let first = max(sentence.lowerBound, place.token - 8)
    let last = min(sentence.upperBound, place.token + 9)
    // Offsets count the words that were retained, so the nearest tokens that fit are taken.
    var marked = Set<Int>()
    for word in words {
      for step in [-1, 1] {
        let count = window.outside.count { $0.word == word && ($0.offset ?? 0) * step > 0 }
        var found = 0
        var token = place.token + step
        while found < count, sentence.contains(token) {
          if Int(corpus.tokens[token]) == word {
            marked.insert(token)
            found += 1
          }
          token += step
        }
      }
    }
    let shown = (first..<last).map { token in
      let name = name(Int(corpus.tokens[token]))
      return token == place.token ? "[\(name)]" : marked.contains(token) ? "*\(name)*" : name
    }
    return (first > sentence.lowerBound ? "… " : "") + shown.joined(separator: " ")
      + (last < sentence.upperBound ? " …" : "")
  }
}
