import Word2Vec

/// The elements of a table that match a typed name.
struct NameMatch<Element> {
  /// The elements of exactly that name, or else of names that begin with it.
  let candidates: [Element]

  init(_ typed: String, in elements: [Element], by name: (Element) -> String) {
    let exact = elements.filter { name($0) == typed }
    candidates = exact.isEmpty ? elements.filter { name($0).hasPrefix(typed) } : exact
  }

  /// The only candidate.
  var value: Element? { candidates.count == 1 ? candidates[0] : nil }
}

/// The element of a table with a name, an abbreviation or an unambiguous prefix.
///
/// - Throws: ``CommandError/unknownName(_:_:names:)`` or
///   ``CommandError/ambiguousName(_:_:candidates:)``.
func lookUp<Element>(
  _ typed: String, in elements: [Element], kind: NameKind, by name: (Element) -> String,
  abbreviations: (Element) -> [String] = { _ in [] }
) throws -> Element {
  if let element = elements.first(where: { abbreviations($0).contains(typed) }) { return element }
  let match = NameMatch(typed, in: elements, by: name)
  if let element = match.value { return element }
  if kind.listsCandidates, !match.candidates.isEmpty {
    throw CommandError.ambiguousName(kind, typed, candidates: match.candidates.map(name))
  }
  throw CommandError.unknownName(
    kind, typed, names: elements.flatMap { [name($0)] + abbreviations($0) })
}

/// A kind of names that a user can mistype.
package struct NameKind: Equatable, Sendable {
  /// The kind in the singular, as in `unknown command 'x'`.
  let name: String
  /// Where its names are listed, or the kinds of values expected; `nil` lists the names themselves.
  var advice: String?
  /// Whether a prefix of several names is an error of its own.
  var listsCandidates = false

  static let command = NameKind(name: "command", advice: "see `help`", listsCandidates: true)
  static let setting = NameKind(name: "setting", advice: "see `help set`", listsCandidates: true)
  static let topic = NameKind(name: "topic", advice: "see `help`")
  static let section = NameKind(name: "section")
  static let info = NameKind(name: "topic")
  static let lesson = NameKind(name: "lesson", advice: "see `preset`")
  static let corpus = NameKind(name: "corpus", advice: "expected a file or a bundled text")
  static let pane = NameKind(name: "pane")
  static let plot = NameKind(name: "plot")
  static let export = NameKind(name: "export")
  static let word = NameKind(name: "word", advice: "see `info vocabulary`")
  static let function = NameKind(name: "function", advice: "see `help expressions`")
  static let symbolOrWord = NameKind(name: "symbol or word", advice: "see `help expressions`")
  static let breakpoint = NameKind(name: "breakpoint", advice: "see `info breakpoints`")
  static let branch = NameKind(name: "branch", advice: "see `info branches`")
  static let display = NameKind(name: "display", advice: "see `info display`")
}

/// The message for an unknown name, with the nearest name or where to look.
func unknown(
  _ kind: NameKind, _ name: String, nearest: String?, among names: [String] = []
) -> String {
  let advice =
    nearest.map { "did you mean '\($0)'?" } ?? kind.advice
    ?? "expected \(names.joined(separator: ", "))"
  return "unknown \(kind.name) '\(name)'; \(advice)"
}

/// The name nearest to a mistyped one: one that begins with it, or differs in a third of its letters
/// at most.
///
/// Ties go to a name of the same length: letters are swapped more often than added.
package func nearestName(to typed: String, among names: some Sequence<String>) -> String? {
  var distances = EditDistance(to: typed.utf8)
  return
    names
    .map { (name: $0, distance: distances.measure($0.utf8)) }
    .filter { name, distance in
      (distance <= (typed.count + 2) / 3 && distance < max(typed.utf8.count, name.utf8.count))
        || (!typed.isEmpty && name.hasPrefix(typed))
    }
    .min {
      let (a, b) = (abs($0.name.count - typed.count), abs($1.name.count - typed.count))
      return ($0.distance, a, $0.name) < ($1.distance, b, $1.name)
    }?
    .name
}
