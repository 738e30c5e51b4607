/// The value of one side of a line of the derivation.
public enum DerivationValue: Equatable, Sendable {
  /// A number.
  case scalar(Double)
  /// A vector of `d` components; the first ones alone if there are fewer numbers.
  case vector([Double])
  /// A vector for each of some words, out of `count` words it could be given for.
  case vectors([WordVector], of: Int)
  /// The largest magnitude among some of `count` numbers that should all be zero.
  case largest(Double, among: Int, of: Int)
  /// A shape, where shapes are compared.
  case shape([Int])

  /// A word's vector.
  public struct WordVector: Equatable, Sendable {
    /// The word.
    public let word: Int
    /// Its vector, or the first components.
    public let vector: [Double]
  }

  /// All numbers in it.
  public var numbers: [Double] {
    switch self {
    case .scalar(let number), .largest(let number, _, _): [number]
    case .vector(let numbers): numbers
    case .vectors(let rows, _): rows.flatMap(\.vector)
    case .shape: []
    }
  }

  var isFinite: Bool { numbers.allSatisfy(\.isFinite) }

  /// Where two values differ most.
  struct Difference {
    let magnitude: Double
    let word: Int?
    let component: Int?
    let here: Double
    let there: Double
  }

  /// Where it differs most from another value of the same shape; where one value has only the first
  /// components or words, those decide.
  ///
  /// - Returns: `nil` if the shapes differ. A number has the shape of a vector of one component.
  func largestDifference(from other: DerivationValue, dimension: Int) -> Difference? {
    func largest(_ a: [Double], _ b: [Double], word: Int? = nil, isVector: Bool) -> Difference {
      var found = Difference(
        magnitude: 0, word: word, component: isVector && !a.isEmpty && !b.isEmpty ? 0 : nil,
        here: a.first ?? 0, there: b.first ?? 0)
      for (index, (x, y)) in zip(a, b).enumerated() where !((x - y).magnitude <= found.magnitude) {
        found = Difference(
          magnitude: (x - y).magnitude, word: word, component: isVector ? index : nil, here: x,
          there: y)
        if found.magnitude.isNaN { break }
      }
      return found
    }
    switch (self, other) {
    case (.scalar, .scalar), (.largest, .largest), (.scalar, .largest), (.largest, .scalar):
      return largest(numbers, other.numbers, isVector: false)
    case (.vector(let a), .vector(let b)): return largest(a, b, isVector: true)
    case (.scalar, .vector), (.vector, .scalar):
      return dimension == 1 ? largest(numbers, other.numbers, isVector: true) : nil
    case (.vectors(let rows, _), .vectors(let others, _)):
      let differences = zip(rows, others).map { row, other in
        largest(row.vector, other.vector, word: row.word, isVector: true)
      }
      return differences.max { $0.magnitude < $1.magnitude }
        ?? largest([], [], isVector: false)
    case (.shape(let a), .shape(let b)):
      return a == b ? largest([], [], isVector: false) : nil
    default: return nil
    }
  }
}
