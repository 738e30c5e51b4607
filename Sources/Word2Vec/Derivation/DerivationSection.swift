/// A part of the derivation: its lines in order.
public enum DerivationSection: String, CaseIterable, Sendable {
  /// The logistic function.
  case sigma
  /// Softmax cross-entropy of one pair.
  case softmax
  /// Negative sampling of one pair.
  case negative
  /// The sum over the window's pairs, under the pending objective.
  case window
  /// The closing table, under both objectives.
  case table

  /// The section about one pair under an objective.
  public init(_ objective: Objective) {
    self = objective.definition.section
  }

  /// The objective whose section about one pair it is, if it is one.
  private var objective: Objective? {
    Objective.allCases.first { $0.definition.section == self }
  }

  /// Its lines; an error of the notes follows the correct line.
  public var lines: [DerivationLine] {
    switch self {
    case .sigma: Self.sigmaLines
    case .window: Self.windowLines
    case .table: Self.tableLines
    default: objective?.definition.lines ?? []
    }
  }

  /// Its title, in a few words.
  public var title: String {
    switch self {
    case .sigma: "the logistic function"
    case .window: "the window, J = Σ_j F(ω_{c+j}, v_c)"
    case .table: "the closing table, ∂J/∂ξ"
    default: objective?.definition.title ?? ""
    }
  }

  /// The objectives whose traces its lines read, given that of the pending update.
  func objectives(pending: Objective) -> [Objective] {
    switch self {
    case .sigma: []
    case .window: [pending]
    case .table: Objective.allCases
    default: objective.map { [$0] } ?? []
    }
  }
}
