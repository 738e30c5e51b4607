import Debugger
import Word2Vec

/// Measures a window under the full softmax beside one pass over `U` that reads and writes it.
func measureSoftmax() throws -> [Figure] {
  try [5_000, 50_000, 500_000].map { words in
    var text = SyntheticText(words: words)
    text.appendAll()
    var hyperparameters = Hyperparameters.large(.softmax)
    hyperparameters.radius = 5
    var trainer = Trainer(corpus: try text.corpus(), hyperparameters: hyperparameters)
    let windows = max(5, 2_000_000 / words)
    var figure = Figure(what: "a window, W = \(grouped(text.words)), d = 100", unit: "ms")
    for _ in 0..<11 {
      let watch = Stopwatch()
      for _ in 0..<windows { _ = trainer.step() }
      trainer.settle()
      figure.values.append(watch.milliseconds / Double(windows))

      var spare = trainer.parameters.outside.copy()
      let passWatch = Stopwatch()
      for _ in 0..<windows { pass(over: &spare) }
      figure.references.append(passWatch.milliseconds / Double(windows))
    }
    return figure
  }
}

/// Measures how fast memory is read and written in place.
func measureMemory() throws -> [Figure] {
  var matrix = Matrix(rows: 600_000, columns: 112)
  let gigabytes = 2 * Double(matrix.byteCount) * 1e-9
  var figure = Figure(what: "reading and writing 270 MB in place", unit: "GB/s")
  var spare = matrix.copy()
  for _ in 0..<11 {
    let watch = Stopwatch()
    pass(over: &matrix)
    figure.values.append(gigabytes / watch.seconds)

    let copyWatch = Stopwatch()
    spare.assign(from: matrix)
    figure.references.append(gigabytes / copyWatch.seconds)
  }
  return [figure]
}

/// Reads and writes all numbers of a matrix.
@inline(never)
private func pass(over matrix: inout Matrix) {
  let factor = SIMD16<Float>(repeating: 1.0000001)
  matrix.withUnsafeMutableBufferPointer { components in
    UnsafeMutableRawBufferPointer(components).withMemoryRebound(to: SIMD16<Float>.self) { lanes in
      for block in lanes.indices { lanes[block] *= factor }
    }
  }
}
