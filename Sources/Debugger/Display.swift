/// An expression that is shown at every stop.
struct Display: Sendable {
  /// Its number, from 1, as `undisplay` names it.
  let number: Int
  let expression: Expression
}

/// The expressions shown at every stop, in the order of their numbers.
struct Displays: Sendable {
  private(set) var all: [Display] = []
  private var lastNumber = 0

  /// The most numbers of a vector that are shown at a stop.
  static let mostNumbers = 2000

  /// Adds an expression.
  mutating func add(_ expression: Expression) -> Display {
    lastNumber += 1
    let display = Display(number: lastNumber, expression: expression)
    all.append(display)
    return display
  }

  /// Removes the displays of some numbers.
  mutating func remove(_ numbers: [Int]) {
    all.removeAll { numbers.contains($0.number) }
  }
}

extension Session {
  /// Shows the displays if the session has come to a stop since they were shown last; not before the
  /// command is over and edits at the window are applied.
  func sayStaleDisplays() {
    guard output.displaysAreStale, !isRunning, !run.hasPendingEdits else { return }
    output.displaysAreStale = false
    for line in displayLines { say(line) }
  }

  /// The displays with their values at the pending window, one or more lines each.
  package var displayLines: [String] {
    displays.all.map { line(of: $0) }
  }

  /// A display with its value, or why it has none here.
  func line(of display: Display) -> String {
    let head = "\(display.number): \(display.expression.text) = "
    do {
      let value = try display.expression.value(in: self)
      return head
        + describe(value, session: self, indent: columnWidth(of: head), most: Displays.mostNumbers)
    } catch let error as ExpressionError {
      return head + "(\(error.reason))"
    } catch {
      return head + "(\(error))"
    }
  }
}
