/// An expression that is shown at every stop.
struct Display: Sendable {
  /// Its number, from 1, as `undisplay` names it.
  let number: Int
  let expression: Expression
}

extension Session {
  /// Takes note that the session has come to stand before a window, or at a pair of it.
  ///
  /// What has been logged is in its file then. Once the command that led here has said all it has to
  /// say, the displays follow.
  func comeToStop() {
    flushLog()
    stopCount += 1
    owesDisplays = true
  }

  /// Shows the displays if the session has come to a stop since it did so last; where edits are owed,
  /// there is nothing to show yet.
  func settleDisplays() {
    guard owesDisplays, activity == nil, owedEdits.isEmpty else { return }
    owesDisplays = false
    for line in displayLines { say(line) }
  }

  /// The displays with their values at the pending window, one or more lines each.
  package var displayLines: [String] {
    displays.map { line(of: $0) }
  }

  /// How many numbers of a vector are shown at every stop.
  static let mostNumbers = 2000

  /// A display with its value, or why it has none here.
  func line(of display: Display) -> String {
    let head = "\(display.number): \(display.expression.text) = "
    do {
      let value = try display.expression.value(in: self)
      return head
        + describe(value, session: self, indent: columnWidth(of: head), most: Self.mostNumbers)
    } catch let error as ExpressionError {
      return head + "(\(error.reason))"
    } catch {
      return head + "(\(error))"
    }
  }
}
