import Word2Vec

/// The printed form of a value with the session's precision; vectors wrap at 78 columns.
///
/// - Parameters:
///   - value: The value.
///   - session: The session that has the precision and the vocabulary.
///   - indent: Columns in use on the first line, left blank on the others.
///   - most: The maximum number of components; the number of the rest follows.
/// - Returns: The text, without a newline at its end.
package func describe(
  _ value: ExpressionValue, session: Session, indent: Int = 0, most: Int = .max
) -> String {
  DescribedLines(value, session: session, indent: indent, most: most).joined(separator: "\n")
}

/// The lines of ``describe(_:session:indent:most:)``, made lazily for long vectors.
struct DescribedLines: Sequence, IteratorProtocol {
  /// The items of a list; `nil` for other values.
  private let items: (count: Int, text: (Int) -> String)?
  /// The start of the next line.
  private var margin: String
  private let indent: Int
  /// The next item, and its text if it did not fit into the previous line.
  private var index = 0
  private var waiting: String?

  private static let limit = 78

  /// The lines of a value, the first one preceded by `head`.
  init(
    _ value: ExpressionValue, head: String = "", session: Session, indent: Int = 0,
    most: Int = .max
  ) {
    margin = head
    self.indent = indent + columnWidth(of: head)
    switch value {
    case .scalar(let number):
      items = nil
      margin += session.number(number)
    case .boolean(let holds):
      items = nil
      margin += holds ? "true" : "false"
    case .word(let word):
      items = nil
      margin += session.name(word)
    case .words(let words): items = (words.count, { session.name(words[$0]) })
    case .vector(let numbers) where numbers.count > most:
      let rest = "… \(Debugger.grouped(numbers.count - most)) more"
      items = (most + 1, { $0 < most ? session.number(numbers[$0]) : rest })
    case .vector(let numbers): items = (numbers.count, { session.number(numbers[$0]) })
    }
  }

  mutating func next() -> String? {
    guard let items, items.count > 0 else {
      guard index == 0 else { return nil }
      index = 1
      return margin + (items == nil ? "" : "[]")
    }
    guard index < items.count else { return nil }
    var line = margin + (index == 0 ? "[" : "")
    margin = String(repeating: " ", count: indent + 1)
    var column = indent + 1
    let first = index
    while index < items.count {
      let item = waiting ?? items.text(index)
      let width = columnWidth(of: item) + 1
      waiting = nil
      if index > first {
        if column + 1 + width > Self.limit {
          waiting = item
          break
        }
        line += " "
        column += 1
      }
      index += 1
      line += item + (index < items.count ? "," : "]")
      column += width
    }
    return line
  }
}
