import Debugger
import Foundation

/// A quantity measured over several rounds, with its reference in each round.
struct Figure {
  /// The quantity, in addition to its benchmark's title.
  let what: String
  let unit: String
  /// The measurements, one a round.
  var values: [Double] = []
  /// The measurements of the reference in the same rounds.
  var references: [Double] = []
  /// The reference, if it is another than the benchmark's.
  var reference: String?

  /// The median of the ratios of each round.
  var ratio: Double { median(zip(values, references).map { $0 / $1 }) }
}

/// The middle of some numbers.
func median(_ numbers: [Double]) -> Double {
  let sorted = numbers.sorted()
  guard !sorted.isEmpty else { return .nan }
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

/// All figures, in aligned columns.
struct FigureTable {
  private var table = TextTable(
    ["benchmark", "what", "rounds", "median", "least", "most", "", "reference", "median", "ratio"],
    [.left, .left, .right, .right, .right, .right, .left, .left, .right, .right])
  private var measurements: [Measurement] = []

  /// A figure as JSON has it: every measurement, and the medians.
  private struct Measurement: Encodable {
    let benchmark: String
    let what: String
    let unit: String
    let values: [Double]
    let median: Double
    let reference: String
    let references: [Double]
    let ratio: Double
  }

  /// Adds the figures of a benchmark.
  mutating func add(_ figure: Figure, of benchmark: Benchmark) {
    table.add([
      benchmark.name, figure.what, "\(figure.values.count)", Self.number(median(figure.values)),
      Self.number(figure.values.min() ?? .nan), Self.number(figure.values.max() ?? .nan),
      figure.unit, figure.reference ?? benchmark.reference, Self.number(median(figure.references)),
      Self.number(figure.ratio),
    ])
    measurements.append(
      Measurement(
        benchmark: benchmark.name, what: figure.what, unit: figure.unit, values: figure.values,
        median: median(figure.values), reference: figure.reference ?? benchmark.reference,
        references: figure.references, ratio: figure.ratio))
  }

  /// Writes all figures as JSON.
  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try encoder.encode(measurements).write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  /// The figures in aligned columns.
  var text: String { table.text }

  private static func number(_ value: Double) -> String {
    value >= 1000 && value < 1e15 ? grouped(Int(value.rounded())) : formatted(value, digits: 3)
  }
}
