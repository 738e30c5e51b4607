import Glibc
import Word2Vec

/// Bounds of the rounding errors of a window's update in Float32, from its numbers.
///
/// With `u = 2⁻²⁴`, a sum of `n` products is off by at most `(n + 1) u Σ|terms|` (Higham, 2002,
/// section 3.1); the kernel's sixteen lanes make `n` the number of blocks and four levels of a tree.
struct RoundingBound {
  /// The bound of every component of the new `v_c`, shape `[d]`.
  let center: [Double]
  /// The bound of every component of every new `u_w`, shape `[W, d]`.
  let outside: [[Double]]
  /// The bound of the loss, in nats.
  let loss: Double

  init(_ sample: RandomCase, _ trace: WindowTrace) {
    let u = 0x1p-24
    let update = trace.update
    let rate = update.learningRate
    let blocks = Double((sample.dimension + 15) / 16)
    let v = trace.centerVector
    let pairs = Double(trace.pairs.count)
    // Products below the range of normal numbers lose their digits.
    let tiny = 1e-37

    let scores = sample.outside.map { row in
      (blocks + 6) * u * zip(row, v).reduce(tiny) { $0 + ($1.0 * $1.1).magnitude }
    }
    // Per word: the sum of its coefficients' magnitudes, their error, and how many there are.
    var sizes = [Double](repeating: 0, count: sample.words)
    var errors = sizes
    var times = sizes
    switch update.objective {
    case .softmax:
      let largest = scores.max() ?? 0
      // Both z_w and the partition function move by e^{±Δ}; the exponent z_w - max rounds by
      // u |z_w - max| ≤ 87 u where the exponential is not zero.
      let relative = expm1(2 * largest) + 200 * u
      for word in 0..<sample.words {
        let observed = Double(trace.pairs.count { $0.outside == word })
        let expected = pairs * (trace.softmax?.probabilities[word] ?? 0)
        sizes[word] = expected + observed
        errors[word] = min(pairs, expected * relative) + 4 * u * sizes[word] + pairs * tiny
        times[word] = 1
      }
      loss = pairs * (2 * largest + 200 * u) + 1e-12 * trace.loss
    case .negativeSampling:
      var lossBound = 1e-12 * trace.loss
      func add(_ word: Int, _ size: Double, count: Int) {
        sizes[word] += Double(count) * size
        errors[word] +=
          Double(count) * (min(1, size * expm1(scores[word])) + 20 * u * size + tiny)
        times[word] += Double(count)
        lossBound += Double(count) * (scores[word] + 20 * u)
      }
      for pair in trace.pairs {
        add(pair.outside, pair.observedCoefficient.magnitude, count: 1)
        for term in pair.negatives {
          add(term.word, term.coefficient / Double(term.count), count: term.count)
        }
      }
      loss = lossBound
    }

    let summands = min(64, times.reduce(0, +)) + 6
    let sumOfPairs = times.reduce(0, +) + 6
    let length = update.objective == .softmax ? summands : sumOfPairs
    center = v.indices.map { index in
      var error = 0.0
      var size = 0.0
      for (word, row) in sample.outside.enumerated() {
        error += errors[word] * row[index].magnitude
        size += sizes[word] * row[index].magnitude
      }
      let step = rate * (error + length * u * size)
      return step + 4 * u * (v[index].magnitude + rate * size) + tiny * (1 + rate)
    }
    outside = sample.outside.enumerated().map { word, row in
      row.indices.map { index in
        let moved = rate * v[index].magnitude
        let rounding = 4 * u * times[word] * (row[index].magnitude + moved * sizes[word])
        return moved * errors[word] + rounding + tiny * (1 + rate)
      }
    }
  }
}
