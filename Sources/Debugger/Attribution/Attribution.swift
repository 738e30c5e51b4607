import Word2Vec

/// The attribution of a value's change to the windows of a span.
///
/// A value is a number or a vector. The contribution of a window is the value after its update minus
/// the value before it; edits of vectors contribute separately. So the contributions add up to the
/// whole change, up to the rounding of their sum.
struct Attribution {
  /// The cause of a change.
  enum Cause {
    /// A window's update, and the roles of the expression's words in it.
    case window(Window, roles: String)
    /// An edit of vectors at the window.
    case edit
  }

  /// One change.
  struct Row {
    let number: Int
    let cause: Cause
    let change: [Double]
    /// The value after it.
    let value: [Double]
    /// The sort key: the norm of the change, infinite if it is not a number.
    let size: Double
  }

  /// The number of rows to keep.
  let limit: Int
  /// The largest changes, in descending order; the earlier of two equal ones first.
  private(set) var rows: [Row] = []
  /// The number of changes that were not zero.
  private(set) var count = 0
  /// The sum of all changes.
  private(set) var sum: [Double]
  /// The value at the beginning of the span.
  let first: [Double]
  /// The value after the latest change.
  private(set) var last: [Double]

  init(from value: [Double], keeping limit: Int) {
    self.limit = limit
    first = value
    last = value
    sum = value.map { _ in 0 }
  }

  /// The change of the value from the beginning of the span on.
  var total: [Double] { zip(last, first).map { $0 - $1 } }

  /// Adds a new value.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - number: The window of the update or edit.
  ///   - cause: The cause; called only if the change is among the largest.
  mutating func add(_ value: [Double], before number: Int, cause: () -> Cause) {
    defer { last = value }
    let change = zip(value, last).map { $0 - $1 }
    guard change.contains(where: { $0 != 0 }) else { return }
    count += 1
    sum.add(change)
    let norm = size(of: change)
    let size = norm.isNaN ? .infinity : norm
    if rows.count == limit, let smallest = rows.last, smallest.size >= size { return }
    let place = rows.firstIndex { $0.size < size } ?? rows.count
    rows.insert(
      Row(number: number, cause: cause(), change: change, value: value, size: size), at: place)
    if rows.count > limit { rows.removeLast() }
  }
}

/// The magnitude of a number, the norm of a vector.
func size(of value: [Double]) -> Double {
  value.count == 1 ? value[0].magnitude : norm(value)
}
