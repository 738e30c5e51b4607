import Glibc

/// A binary operator; the parser and help read this table.
package struct ExpressionOperator: Sendable {
  package let spelling: String
  /// Non-ASCII spellings.
  package var aliases: [String] = []
  /// Its precedence; a higher level binds tighter.
  package let level: Int
  /// Its effect, as the predicate of a message: "adds two numbers …".
  package let does: String
  /// Combines two terms; `nil` if their kinds do not fit.
  let combine: @Sendable (Term, Term) throws(ExpressionError.Reason) -> Term?

  /// Whether `a ** b ** c` means `a ** (b ** c)`.
  var isRightAssociative: Bool { level == Self.powerLevel }
  /// Whether it is a comparison; comparisons do not chain.
  var isComparison: Bool { level == Self.comparisonLevel }

  /// Levels used by the parser; only powers bind tighter than unary operators.
  static let comparisonLevel = 3
  static let unaryLevel = 6
  static let powerLevel = 7

  /// All binary operators, the loosest first.
  package static let all: [ExpressionOperator] = [
    logic("||", level: 1, "joins two conditions") { a, b in
      { window throws(Fault) in
        if try a(window) { return true }
        return try b(window)
      }
    },
    logic("&&", level: 2, "joins two conditions") { a, b in
      { window throws(Fault) in
        guard try a(window) else { return false }
        return try b(window)
      }
    },
    equality("==", holds: true),
    equality("!=", aliases: ["≠"], holds: false),
    comparison("<=", aliases: ["≤"]) { $0 <= $1 },
    comparison(">=", aliases: ["≥"]) { $0 >= $1 },
    comparison("<") { $0 < $1 },
    comparison(">") { $0 > $1 },
    sum("+", "adds") { $0 + $1 },
    sum("-", aliases: ["−"], "subtracts") { $0 - $1 },
    ExpressionOperator(
      spelling: "*", aliases: ["×"], level: 5,
      does: "multiplies two numbers, or a number and a vector",
      combine: { a, b throws(ExpressionError.Reason) in
        if a.vector != nil, b.vector != nil { throw .vectorProduct }
        return scaled(a, b)
      }),
    ExpressionOperator(
      spelling: "·", level: 5, does: "multiplies two numbers or two vectors, or one by the other",
      combine: { a, b throws(ExpressionError.Reason) in
        guard let a = a.vector, let b = b.vector else { return scaled(a, b) }
        guard a.axis == b.axis else { throw .shapes("·", a.axis, b.axis) }
        return .scalar { window throws(Fault) in try a.code(window).dot(b.code(window)) }
      }),
    ExpressionOperator(
      spelling: "/", level: 5, does: "divides a number or a vector by a number",
      combine: { a, b throws(ExpressionError.Reason) in
        switch (a, b) {
        case (.scalar(let a), .scalar(let b)): numbers(a, b) { $0 / $1 }
        case (_, .scalar(let b)): (a.vector?.scaled(by: b) { $0 / $1 }).map(Term.vector)
        default: nil
        }
      }),
    ExpressionOperator(
      spelling: "**", level: powerLevel, does: "raises a number to a number",
      combine: { a, b throws(ExpressionError.Reason) in
        guard case (.scalar(let a), .scalar(let b)) = (a, b) else { return nil }
        return numbers(a, b) { pow($0, $1) }
      }),
  ]

  /// The product of two numbers, or of a number and a vector; `nil` for other terms.
  private static func scaled(_ a: Term, _ b: Term) -> Term? {
    switch (a, b) {
    case (.scalar(let a), .scalar(let b)): numbers(a, b) { $0 * $1 }
    case (.scalar(let a), _): (b.vector?.scaled(by: a) { $0 * $1 }).map(Term.vector)
    case (_, .scalar(let b)): (a.vector?.scaled(by: b) { $0 * $1 }).map(Term.vector)
    default: nil
    }
  }

  private static func numbers(
    _ a: @escaping Code<Double>, _ b: @escaping Code<Double>,
    _ function: @escaping @Sendable (Double, Double) -> Double
  ) -> Term {
    .scalar { window throws(Fault) in function(try a(window), try b(window)) }
  }

  private static func logic(
    _ spelling: String, level: Int, _ does: String,
    _ join: @escaping @Sendable (@escaping Code<Bool>, @escaping Code<Bool>) -> Code<Bool>
  ) -> ExpressionOperator {
    ExpressionOperator(
      spelling: spelling, level: level, does: does,
      combine: { a, b throws(ExpressionError.Reason) in
        guard case (.boolean(let a), .boolean(let b)) = (a, b) else { return nil }
        return .boolean(join(a, b))
      })
  }

  private static func comparison(
    _ spelling: String, aliases: [String] = [],
    _ holds: @escaping @Sendable (Double, Double) -> Bool
  ) -> ExpressionOperator {
    ExpressionOperator(
      spelling: spelling, aliases: aliases, level: comparisonLevel, does: "compares two numbers",
      combine: { a, b throws(ExpressionError.Reason) in
        guard case (.scalar(let a), .scalar(let b)) = (a, b) else { return nil }
        return .boolean { window throws(Fault) in holds(try a(window), try b(window)) }
      })
  }

  /// `==` if `holds`, otherwise `!=`.
  private static func equality(
    _ spelling: String, aliases: [String] = [], holds: Bool
  ) -> ExpressionOperator {
    ExpressionOperator(
      spelling: spelling, aliases: aliases, level: comparisonLevel,
      does: "compares two numbers, two words or two conditions",
      combine: { a, b throws(ExpressionError.Reason) in
        func same<Value: Equatable & Sendable>(
          _ a: @escaping Code<Value>, _ b: @escaping Code<Value>
        ) -> Term {
          .boolean { window throws(Fault) in (try a(window) == b(window)) == holds }
        }
        return switch (a, b) {
        case (.scalar(let a), .scalar(let b)): same(a, b)
        case (.word(let a), .word(let b)): same(a, b)
        case (.boolean(let a), .boolean(let b)): same(a, b)
        default: nil
        }
      })
  }

  private static func sum(
    _ spelling: String, aliases: [String] = [], _ verb: String,
    _ function: @escaping @Sendable (Double, Double) -> Double
  ) -> ExpressionOperator {
    ExpressionOperator(
      spelling: spelling, aliases: aliases, level: 4, does: "\(verb) two numbers or two vectors",
      combine: { a, b throws(ExpressionError.Reason) in
        if case (.scalar(let a), .scalar(let b)) = (a, b) { return numbers(a, b, function) }
        guard let a = a.vector, let b = b.vector else { return nil }
        guard a.axis == b.axis else { throw .shapes(spelling, a.axis, b.axis) }
        return .vector(a.combined(with: b, function))
      })
  }
}

/// A unary operator; the parser and help read this table.
package struct ExpressionPrefix: Sendable {
  package let spelling: String
  package var aliases: [String] = []
  /// Its effect, as the predicate of a message: "adds two numbers …".
  package let does: String
  /// Applies the operator; `nil` if the kind of the operand does not fit.
  let apply: @Sendable (Term) -> Term?

  /// All unary operators.
  package static let all: [ExpressionPrefix] = [
    ExpressionPrefix(spelling: "-", aliases: ["−"], does: "negates a number or a vector") { term in
      if case .scalar(let code) = term {
        return .scalar { window throws(Fault) in -(try code(window)) }
      }
      guard let vector = term.vector else { return nil }
      return .vector(vector.scaled(by: { _ throws(Fault) in -1 }) { $0 * $1 })
    },
    ExpressionPrefix(spelling: "+", does: "goes before a number or a vector") { term in
      if case .scalar = term { return term }
      return term.vector.map(Term.vector)
    },
    ExpressionPrefix(spelling: "!", does: "negates a condition") { term in
      guard case .boolean(let code) = term else { return nil }
      return .boolean { window throws(Fault) in !(try code(window)) }
    },
  ]
}
