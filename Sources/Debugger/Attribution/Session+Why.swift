import Runs
import Word2Vec

extension Session {
  /// The number of windows that `why` lists.
  private static let listedChanges = 10

  /// Answers `why`: replays a span of the history in a separate run and attributes changes.
  func answer(_ query: AttributionQuery) throws {
    let span = query.span
    var done = 0
    let attribution = try work("why", unchanged: "the session stays as it was") {
      Progress(title: "why", done: done, total: span.count, unit: "windows")
    } _: {
      let replay = try run.replay(from: span.lowerBound)
      while replay.number < span.lowerBound {
        try betweenWindows()
        _ = try replay.applyUpdates(atMost: span.lowerBound - replay.number)
      }
      try replay.applyPendingEdits()
      let window = PendingWindow(of: replay)
      var attribution = Attribution(from: try query.value(at: window), keeping: Self.listedChanges)
      while replay.number < span.upperBound {
        try betweenWindows()
        try add(to: &attribution, replay, window, query)
        done = replay.number - span.lowerBound
      }
      return attribution
    }
    report(attribution, of: query)
  }

  /// Applies a window and the edits at the next, as separate changes.
  private func add(
    to attribution: inout Attribution, _ replay: Run, _ pending: PendingWindow,
    _ query: AttributionQuery
  ) throws {
    let number = replay.number
    let window = replay.window
    let update = query.expression.rows.isEmpty ? Update() : replay.trainer.makeUpdate()
    _ = try replay.applyUpdates()
    try cancellation.check()
    attribution.add(try query.value(at: pending), before: number) {
      .window(window, roles: query.roles(in: update, session: self))
    }
    // Edits at the window after the span do not belong to it.
    if number + 1 < query.span.upperBound, replay.hasPendingEdits {
      try replay.applyPendingEdits()
      attribution.add(try query.value(at: pending), before: number + 1) { .edit }
    }
  }

  // MARK: The answer

  private func report(_ attribution: Attribution, of query: AttributionQuery) {
    let isVector = attribution.first.count > 1
    let span = query.span
    report(
      "why \(query.expression.text), windows \(grouped(span.lowerBound)) to "
        + grouped(span.upperBound))
    guard attribution.count > 0 else {
      report("no window changed it: it is \(number(size(of: attribution.first))) throughout")
      return
    }
    let headings = isVector ? ["‖change‖", "‖value‖"] : ["change", "value"]
    let table = TextTable(
      ["window"] + headings + ["how", "sentence"], [.right, .right, .right, .left, .left],
      rows: attribution.rows.map { row in
        let change = isVector ? row.change.magnitudeText(self) : signedNumber(row.change[0])
        let value = isVector ? row.value.magnitudeText(self) : number(row.value[0])
        let cause =
          switch row.cause {
          case .window(let window, let roles):
            [roles, sentenceText(of: window, marking: query.outsideWords)]
          case .edit: ["edited", ""]
          }
        return [grouped(row.number), change, value] + cause
      })
    report(table.text)
    report(
      counted(attribution.count, "change")
        + (attribution.count > attribution.rows.count ? ", the largest are shown" : "")
        + "; `goto N` goes to window N")
    reportSum(attribution)
  }

  private func reportSum(_ attribution: Attribution) {
    let sum = attribution.sum
    let total = attribution.total
    let difference = size(of: zip(sum, total).map { $0 - $1 })
    let scale = max(size(of: attribution.first), size(of: attribution.last), size(of: sum))
    let agrees = difference <= Double(Float.ulpOfOne) * scale
    if sum.count == 1 {
      report(
        "sum of all changes \(signedNumber(sum[0])); the value went from "
          + "\(number(attribution.first[0])) to \(number(attribution.last[0])), by "
          + signedNumber(total[0]))
    } else {
      report(
        "norm of the sum of all changes \(sum.magnitudeText(self)); the vector changed by "
          + total.magnitudeText(self))
    }
    report(
      agrees
        ? "they agree to Float32 rounding"
        : "they differ by \(number(difference)), more than Float32 rounding")
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

  /// The words around a window's center, the center in brackets, some outside words between stars.
  fileprivate func sentenceText(of window: Window, marking words: [Int]) -> String {
    guard let place = window.place else { return windowText(window) + "  (hand-made)" }
    let sentence = corpus.tokenRange(ofSentence: place.sentence)
    let first = max(sentence.lowerBound, place.token - 8)
    let last = min(sentence.upperBound, place.token + 9)
    // Offsets count retained words only, so mark the nearest matching tokens.
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
    return tokensText(first..<last, of: sentence) { token, name in
      token == place.token ? "[\(name)]" : marked.contains(token) ? "*\(name)*" : name
    }
  }
}
