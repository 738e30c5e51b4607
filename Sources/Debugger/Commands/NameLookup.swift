import SkipGram

/// The elements of a table that a typed name can stand for.
struct NameMatch<Element> {
  /// The elements of that name, or else those whose names begin with it.
  let candidates: [Element]

  init(_ typed: String, in elements: [Element], by name: (Element) -> String) {
    let exact = elements.filter { name($0) == typed }
    candidates = exact.isEmpty ? elements.filter { name($0).hasPrefix(typed) } : exact
  }

  /// The only candidate.
  var value: Element? { candidates.count == 1 ? candidates[0] : nil }
}

/// The element of a table that a typed name stands for: by its whole name, an abbreviation, or a
/// prefix that no other name has.
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

/// A kind of names, with the words of the error for a name that it does not have.
package struct NameKind: Sendable {
  /// What several of the kind are called.
  let plural: String
  /// What is wrong with a name.
  let complaint: @Sendable (String) -> String
  /// Where the names of the kind are found.
  var advice: @Sendable ([String]) -> String = { "there are \($0.joined(separator: ", "))" }
  /// Whether the error suggests the nearest name.
  var suggests = true
  /// Whether a prefix of several names is an error of its own.
  var listsCandidates = false
}

extension NameKind: Equatable {
  package static func == (a: NameKind, b: NameKind) -> Bool { a.plural == b.plural }
}

extension NameKind {
  static let command = NameKind(
    plural: "commands", complaint: { "no command is called '\($0)'" },
    advice: { _ in "`help` lists them" }, listsCandidates: true)
  static let setting = NameKind(
    plural: "settings", complaint: { "no setting is called '\($0)'" },
    advice: { _ in "`show` lists them" }, listsCandidates: true)
  static let topic = NameKind(
    plural: "topics", complaint: { "no help on '\($0)'" },
    advice: { _ in "`help` lists commands and topics" })
  static let info = NameKind(
    plural: "info topics", complaint: { "no info on '\($0)'" },
    advice: { "there is info on \($0.joined(separator: ", "))" })
  static let lesson = NameKind(
    plural: "lessons", complaint: { "no lesson is called '\($0)'" }, suggests: false)
  static let corpus = NameKind(
    plural: "corpora",
    complaint: { "there is no file '\(displayText($0.utf8))', and no bundled text of that name" })
  static let pane = NameKind(plural: "panes", complaint: { "no pane is called '\($0)'" })
  static let plot = NameKind(plural: "plots", complaint: { "no plot is called '\($0)'" })
  static let export = NameKind(
    plural: "exports", complaint: { "'\($0)' is nothing that can be exported" })
}

/// The name nearest to a mistyped one, if any is near enough to be meant.
///
/// Of equally near ones, a name of the same length goes first: letters are swapped more often than
/// added.
package func nearestName(to typed: String, among names: some Sequence<String>) -> String? {
  let limit = max(1, typed.count / 3 + 1)
  var distances = EditDistance(to: typed.utf8)
  return
    names
    .map { (name: $0, distance: distances.measure($0.utf8)) }
    .filter { name, distance in
      // A name that shares no letter is no mistyping of it.
      (distance <= limit && distance < max(typed.utf8.count, name.utf8.count))
        || (!typed.isEmpty && name.hasPrefix(typed))
    }
    .min {
      let (a, b) = (abs($0.name.count - typed.count), abs($1.name.count - typed.count))
      return ($0.distance, a, $0.name) < ($1.distance, b, $1.name)
    }?
    .name
}
