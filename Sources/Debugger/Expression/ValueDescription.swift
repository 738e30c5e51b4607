import SkipGram

/// A value as `print` shows it, with the session's precision; vectors whole, in lines of 78 columns.
///
/// `indent` columns are taken already on the first line; later ones leave them blank.
package func describe(_ value: ExpressionValue, session: Session, indent: Int = 0) -> String {
  switch value {
  case .scalar(let number): session.number(number)
  case .boolean(let holds): holds ? "true" : "false"
  case .word(let word): session.name(word)
  case .words(let words): bracketed(words.map { session.name($0) }, indent: indent)
  case .vector(let numbers): bracketed(numbers.map { session.number($0) }, indent: indent)
  }
}

/// Items in brackets, with commas between them, broken into lines.
private func bracketed(_ items: [String], indent: Int) -> String {
  let limit = 78
  let margin = "\n" + String(repeating: " ", count: indent + 1)
  var text = "["
  var column = indent + 1
  for (number, item) in items.enumerated() {
    let width = columnWidth(of: item) + 1
    if number > 0 {
      if column + 1 + width > limit {
        text += margin
        column = indent + 1
      } else {
        text += " "
        column += 1
      }
    }
    text += item + (number + 1 < items.count ? "," : "]")
    column += width
  }
  return items.isEmpty ? "[]" : text
}
