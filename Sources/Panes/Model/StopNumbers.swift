/// Remembers the numbers of the stop before, so that those that have changed can be marked.
///
/// While the session runs nothing is remembered or marked, so that a stop is compared with a stop
/// and not with a frame in between.
package struct ChangeMarks: Sendable {
  /// A number on the screen: what it is, of which word, and its place in a vector.
  package struct Key: Hashable, Sendable {
    var quantity: Quantity
    var word = -1
    var component = -1
  }

  /// What a number is.
  package enum Quantity: Hashable, Sendable {
    case loss
    case pairLoss
    case score
    case probability
    case sigma
    case coefficient
    case centerVector
    case expected
    case observed
    case drawn
    case centerGradient
    case outsideGradient
    case applied
  }

  private var stop: Int?
  private var isRunning = false
  private var previous: [Key: Double] = [:]
  private var current: [Key: Double] = [:]
  private var previousColumns: [Quantity: [Double]] = [:]
  private var currentColumns: [Quantity: [Double]] = [:]

  /// Takes the numbers seen last for those of the stop before, if the session has gone on.
  ///
  /// - Returns: Whether it has.
  mutating func begin(stop: Int, isRunning: Bool) -> Bool {
    self.isRunning = isRunning
    guard stop != self.stop else { return false }
    self.stop = stop
    (previous, current) = (current, [:])
    (previousColumns, currentColumns) = (currentColumns, [:])
    return true
  }

  /// Remembers a number of every word at once.
  mutating func note(_ quantity: Quantity, _ values: [Double]) {
    if isRunning { return }
    currentColumns[quantity] = values
  }

  /// Whether a number reads otherwise than at the stop before; one that was not there has not
  /// changed.
  mutating func isChanged(_ key: Key, _ value: Double, text: String, format: (Double) -> String)
    -> Bool
  {
    if isRunning { return false }
    let before: Double?
    if key.component < 0, let column = previousColumns[key.quantity] {
      before = column.indices ~= key.word ? column[key.word] : nil
    } else {
      before = previous[key]
    }
    if currentColumns[key.quantity] == nil || key.component >= 0 { current[key] = value }
    guard let before, before.bitPattern != value.bitPattern else { return false }
    return format(before) != text
  }
}
