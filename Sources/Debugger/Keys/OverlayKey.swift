/// A key of a long answer that is open over the panes, while the line is empty.
package enum OverlayKey: String, CaseIterable, Sendable {
  case search = "/"
  case next = "n"
  case previous = "N"
  case close = "q"
  case escape = "\u{1B}"

  /// The name on its cap.
  package var caps: String { self == .escape ? "Esc" : rawValue }

  /// Whether it is text unless a search is on.
  package var needsSearch: Bool { self == .next || self == .previous }

  /// A description, in a few words.
  package var summary: String {
    switch self {
    case .search: "search the answer"
    case .next: "the next row found"
    case .previous: "the previous row found"
    case .close: "close it, as Enter does"
    case .escape: "close it"
    }
  }
}
