import Debugger
import Word2Vec

/// Measures a condition on parameters.
func measureCondition() throws -> [Figure] {
  var text = SyntheticText(words: 1000)
  text.appendAll()
  let session = Session(corpus: try text.corpus(), hyperparameters: .large(.negativeSampling))
  let expression = try Expression(
    "cos(v[\(session.name(10))], u[\(session.name(20))]) > 0.5", in: session)
  let rows = 64
  let numbers = (0..<rows * 100).map { Float($0 % 17) / 17 }
  let repetitions = 20_000
  var figure = Figure(what: "cos(v[a], u[b]) > 0.5", unit: "ns")
  for _ in 0..<15 {
    let watch = Stopwatch()
    var trueCount = 0
    for _ in 0..<repetitions {
      if try expression.value(in: session) == .boolean(true) { trueCount += 1 }
    }
    figure.values.append(watch.seconds * 1e9 / Double(repetitions))
    guard trueCount % repetitions == 0 else { throw BenchmarkError("the condition varies") }

    let plainWatch = Stopwatch()
    var sum: Float = 0
    for repetition in 0..<repetitions {
      sum += plainDot(numbers, repetition % rows, (repetition + 1) % rows)
    }
    figure.references.append(plainWatch.seconds * 1e9 / Double(repetitions))
    guard sum.isFinite else { throw BenchmarkError("the dot is not finite") }
  }
  return [figure]
}

/// The dot of two rows of 100 numbers.
@inline(never)
private func plainDot(_ numbers: [Float], _ a: Int, _ b: Int) -> Float {
  numbers.withUnsafeBufferPointer { numbers in
    var sum: Float = 0
    for component in 0..<100 { sum += numbers[100 * a + component] * numbers[100 * b + component] }
    return sum
  }
}
