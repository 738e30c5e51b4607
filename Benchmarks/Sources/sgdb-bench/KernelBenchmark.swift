import CBenchmark
import CKernels
import Word2Vec

/// Measures the three parts of a window's update under negative sampling, a row at a time, where the
/// rows are in the first, the second or third cache, and in memory.
///
/// The reference is the time that their fused multiplications and additions, and divisions, take at the speed at
/// which the processor does them in registers. What a part takes more goes into waiting for rows,
/// into storing them, and into sums across lanes.
func measureKernels() throws -> [Figure] {
  [64, 5_000, 500_000].flatMap { words in
    var windows = RowWindows(words: words)
    var figures = KernelPart.allCases.map {
      Figure(what: "\($0.rawValue), W = \(words), d = 100, 31 rows a window", unit: "ns a row")
    }
    for _ in 0..<11 {
      let operationsPerNanosecond = arithmeticSpeed()
      for (index, part) in KernelPart.allCases.enumerated() {
        figures[index].values.append(windows.nanoseconds(part))
        figures[index].references.append(part.operations / operationsPerNanosecond)
      }
    }
    return figures
  }
}

/// An operation on the rows of a window.
private enum KernelPart: String, CaseIterable {
  case scores
  case logistic = "logistic function and loss"
  case moving = "gradient and moving"

  /// Operations on sixteen numbers, for each row.
  var operations: Double {
    let blocks = Double(RowWindows.blocks)
    return switch self {
    case .scores: blocks
    // Two blocks of a window's scores, each 13 for the exponential and 16 for its use.
    case .logistic: 2 * 29 / Double(RowWindows.rows)
    case .moving: 2 * blocks
    }
  }
}

/// Windows with random rows.
private struct RowWindows: ~Copyable {
  static let rows = 31
  static let blocks = 7
  private static let windows = 4096

  private var outside: Matrix
  private var center: Matrix
  private let numbers = UnsafeMutablePointer<Int32>.allocate(capacity: windows * rows + 3)
  private let scores = UnsafeMutablePointer<Float>.allocate(capacity: 64)
  private let weights = UnsafeMutablePointer<Float>.allocate(capacity: 64)

  init(words: Int) {
    let parameters = Parameters(words: words, hyperparameters: .large(.negativeSampling))
    outside = parameters.outside.copy()
    center = parameters.center.copy()
    let random = Randomness(seed: 1, for: .check)
    for index in 0..<Self.windows * Self.rows + 3 {
      numbers[index] = Int32(random.keyed(by: index).integer(below: words))
    }
    scores.initialize(repeating: 0.5, count: 64)
    for index in 0..<64 { weights[index] = index < Self.rows ? index % 6 == 0 ? -1 : 1 : 0 }
  }

  deinit {
    numbers.deallocate()
    scores.deallocate()
    weights.deallocate()
  }

  /// The time of a part for one row, in nanoseconds of processor time.
  mutating func nanoseconds(_ part: KernelPart) -> Double {
    let (words, stride) = (center.rows, center.stride)
    let (numbers, scores, weights) = (numbers, scores, weights)
    let watch = Stopwatch()
    outside.withUnsafeMutableBufferPointer { outside in
      center.withUnsafeMutableBufferPointer { center in
        guard let u = outside.baseAddress, let centers = center.baseAddress else { return }
        for window in 0..<Self.windows {
          let first = numbers + window * Self.rows
          let v = centers + window % words * stride
          switch part {
          case .scores:
            vector_scores(u, Self.blocks, first, Self.rows, v, scores)
          case .logistic:
            for index in 0..<Self.rows { scores[index] = 0.5 }
            var isFinite = false
            _ = vector_weigh_logistic(scores, weights, Self.rows, &isFinite)
          case .moving:
            // Of coefficients as small as these nothing grows.
            _ = vector_move(u, Self.blocks, first, Self.rows, weights, 1e-6, v, scores, nil, 0)
          }
        }
      }
    }
    return watch.seconds * 1e9 / Double(Self.windows * Self.rows)
  }
}

/// How many operations on sixteen numbers the processor does in a nanosecond.
private func arithmeticSpeed() -> Double {
  let rounds = 1_000_000
  let watch = Stopwatch()
  let number = arithmetic_rounds(ProcessorLevel.current, rounds, 0.999, 1e-3)
  let seconds = watch.seconds
  precondition(number.isFinite, "the numbers have not grown")
  return Double(rounds) * Double(ArithmeticOperations) / (seconds * 1e9)
}
