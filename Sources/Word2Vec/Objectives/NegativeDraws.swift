/// The negative draws of a window, pair by pair, in order and with multiplicity.
public struct NegativeDraws: Equatable, Sendable {
  private var pairs: [[Int32]]
  /// The list that all pairs share, each leaving out its observed word; `nil` if each has its own.
  ///
  /// An update can take a shared draw as one row.
  private(set) var shared: [Int32]?

  /// No pair, no draw.
  package init() {
    pairs = []
  }

  /// The given draws of each pair.
  ///
  /// - Parameter pairs: The words drawn for each pair, in order and with multiplicity.
  public init(_ pairs: [[Int]]) {
    self.pairs = pairs.map { $0.map { Int32($0) } }
  }

  /// One list of draws for all pairs with their observed words.
  init(shared: [Int32], outside: [Int32]) {
    pairs = outside.map { observed in shared.filter { $0 != observed } }
    self.shared = shared
  }

  /// How many pairs there are.
  public var pairCount: Int { pairs.count }

  /// The draws of a pair, counted from 0.
  public subscript(pair: Int) -> [Int32] { pairs[pair] }

  /// The draws of a pair alone.
  func only(_ pair: Int) -> NegativeDraws {
    var draws = NegativeDraws()
    draws.pairs = [pairs[pair]]
    return draws
  }

  /// The draws of some pairs, in their order.
  func keeping(_ kept: [Int]) -> NegativeDraws {
    var draws = self
    draws.pairs = kept.map { pairs[$0] }
    return draws
  }

  /// How often a word is drawn, in all pairs together.
  package func count(of word: Int32) -> Int {
    pairs.reduce(0) { sum, draws in sum + draws.count { $0 == word } }
  }

  /// The same draws with every word replaced, different words by different ones.
  package func mapped(_ transform: (Int32) -> Int) -> NegativeDraws {
    var draws = self
    draws.pairs = pairs.map { $0.map { Int32(transform($0)) } }
    draws.shared = shared?.map { Int32(transform($0)) }
    return draws
  }
}
