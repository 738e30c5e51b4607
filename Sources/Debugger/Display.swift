import Runs

/// An expression that is shown at every stop.
package struct Display: Sendable {
  /// Its number, from 1, as `undisplay` names it.
  let number: Int
  let expression: Expression

  /// Its expression as typed.
  package var text: String { expression.text }

  /// The text before its value.
  fileprivate var heading: String { "\(number): \(text) = " }
}

/// The expressions shown at every stop, in the order of their numbers.
package struct Displays: Sendable {
  package private(set) var all: [Display] = []
  private var lastNumber = 0

  /// The most numbers of a vector shown at a stop.
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
  /// Shows the displays after a stop, once the command is done and edits at the window are applied.
  func reportStaleDisplays() {
    guard output.displaysAreStale, !isRunning, !run.hasPendingEdits else { return }
    output.displaysAreStale = false
    for display in displays.all {
      do { report(try line(of: display)) } catch { report(display.heading + "(\(error))") }
    }
  }

  /// The displays with their values at the pending window; each has one or more lines.
  package func displayLines() throws(Interruption) -> [String] {
    try displays.all.map { (display) throws(Interruption) in try line(of: display) }
  }

  /// A display with its value, or the reason why it has none.
  func line(of display: Display) throws(Interruption) -> String {
    let heading = display.heading
    do {
      let value = try display.expression.value(in: self)
      return heading
        + describe(
          value, session: self, indent: columnWidth(of: heading), most: Displays.mostNumbers)
    } catch let interruption as Interruption {
      throw interruption
    } catch let error as ExpressionError {
      return heading + "(\(error.reason))"
    } catch {
      return heading + "(\(error))"
    }
  }
}
