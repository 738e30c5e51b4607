import CKernels
import Glibc

/// The update of a window under the full softmax.
///
/// Written for speed, which memory bounds: every row of `U` is read and written. So there is one
/// sweep over `U` for a window, and each row is taken once. All of a window's update is left
/// pending, and the sweep of the next window does the rest on its way: it adds a row to
/// `Σ_w e^{z_w - M} u_w`, of which the gradient of the old `v_c` is made in the end, moves the row,
/// and takes its score with the new `v_c`. The reference `M` moves where scores outgrow it (an
/// online softmax). A window at the center of the one before needs its vector first, and so a
/// second sweep.
///
/// `script/bench softmax` measures it beside one pass that reads and writes `U`. Where `U` is in
/// memory, asking for rows some way ahead brings it from 1.35 times that to 1.1; the processor's own
/// fetching ahead stops at the ends of pages. In the caches arithmetic is the bound, three fused
/// operations on each block of a row.
///
/// All arithmetic is per row and chunk, so parameters have the same bits whether they are updated
/// in the next sweep or by ``settle(_:)``; call that before reading them.
struct SoftmaxKernel: ~Copyable {
  /// Rows of a chunk, whose sum is taken in single precision.
  private static let chunk = 64
  /// How far a score may exceed the reference.
  ///
  /// Moving it rarely, and far, keeps the rounding of earlier moves small.
  private static let headroom: Float = 8
  /// Where all numbers are smaller than this, so are scores and steps, and everything is finite.
  private static let safe = 0x1p40

  /// The center word whose update is pending, if one is.
  private var pendingCenter: Int?
  /// `e^{z_w - M}` of each word, with the `M` of its chunk.
  private var exponentials = GrowableMemory<Float>()
  /// The reference of each chunk.
  private var references = GrowableMemory<Float>()
  /// The reference at the end of the sweep.
  private var reference: Float = 0
  /// The factor from an exponential with the last reference to the coefficient of its word: the
  /// number of pairs over the partition function.
  private var expectation = 0.0
  /// The learning rate of the pending update.
  private var rate: Float = 0
  /// The observed words in ascending order, and how often each is observed.
  private var observed: [(word: Int32, times: Float)] = []
  /// The sum of the observed vectors of all pairs.
  private var observedSum = GrowableMemory<Double>()
  /// `Σ_w e^{z_w - M} u_w`, and the part that a chunk adds.
  private var sums = GrowableMemory<Double>()
  private var partial = GrowableMemory<Float>()
  private var numbers = GrowableMemory<Int32>()
  private var scores = GrowableMemory<Float>()
  /// A bound of the magnitudes in `U` once it is settled; nil if it may have been changed
  /// elsewhere.
  private var largest: Double?

  /// Computes the update of some pairs at once, and leaves it pending.
  mutating func apply(
    _ update: Update, pairs: Range<Int>, to parameters: inout Parameters
  ) -> Kernel.StepResult {
    let center = Int(update.center)
    let partition = sweep(&parameters, center)
    observe(update, pairs)
    let loss = observedLoss(parameters, center, partition)

    expectation = Double(pairs.count) / partition
    rate = Float(update.learningRate)
    addObserved(parameters.outside)
    pendingCenter = center

    let isSafe = staysSafe(parameters.center.row(center), parameters.center.stride, pairs.count)
    let isFinite = loss.isFinite && (isSafe || isFiniteOnceSettled(&parameters, center))
    return Kernel.StepResult(loss: loss, isFinite: isFinite, rows: parameters.words)
  }

  /// The loss of all pairs of an update, in nats; nothing is pending afterwards.
  mutating func loss(of update: Update, at parameters: inout Parameters) -> Double {
    let center = Int(update.center)
    let partition = sweep(&parameters, center)
    observe(update, 0..<update.outside.count)
    return observedLoss(parameters, center, partition)
  }

  /// Applies the pending update.
  mutating func settle(_ parameters: inout Parameters) {
    finish(&parameters)
    largest = nil
  }

  /// Whether an update is pending.
  var isPending: Bool { pendingCenter != nil }

  // MARK: One vector

  /// A row of `U` with the pending update applied, shape `[d]`; nothing is written.
  func settledOutsideVector(_ word: Int, of parameters: borrowing Parameters) -> [Double] {
    let vector = parameters.outside.vector(word)
    guard let pendingCenter else { return vector }
    let old = parameters.center.row(pendingCenter)
    var steps = PendingSteps()
    let first = word / Self.chunk * Self.chunk
    steps.next(first, of: self)
    let step = steps.steps[word - first]
    // With the bits that moving the row gives.
    return vector.indices.map { Double(Float(vector[$0]).addingProduct(-step, old[$0])) }
  }

  /// A row of `V` with the pending update applied, shape `[d]`; nothing is written.
  ///
  /// - Complexity: O(*W*·*d*) for the center whose update is pending, O(*d*) for others.
  func settledCenterVector(_ word: Int, of parameters: borrowing Parameters) -> [Double] {
    let vector = parameters.center.vector(word)
    guard word == pendingCenter else { return vector }
    var sums = [Double](repeating: 0, count: vector.count)
    var steps = PendingSteps()
    for first in stride(from: 0, to: parameters.words, by: Self.chunk) {
      steps.next(first, of: self)
      // In the order of the sweep, so with its bits.
      var partial = [Float](repeating: 0, count: vector.count)
      for row in first..<min(first + Self.chunk, parameters.words) {
        let u = parameters.outside.row(row)
        for component in partial.indices {
          partial[component].addProduct(exponentials.start[row], u[component])
        }
      }
      for component in partial.indices {
        sums[component].addProduct(steps.weight, Double(partial[component]))
      }
    }
    return vector.indices.map { Double(Float(vector[$0]) - centerStep($0, sums[$0])) }
  }

  // MARK: The observed words

  /// Counts the observed words of some pairs.
  private mutating func observe(_ update: Update, _ pairs: Range<Int>) {
    observed.removeAll(keepingCapacity: true)
    for word in update.outside[pairs].sorted() {
      if observed.last?.word == word {
        observed[observed.count - 1].times += 1
      } else {
        observed.append((word, 1))
      }
    }
    numbers.reserve(observed.count + 3)
    scores.reserve(observed.count + Matrix.block)
    for (index, entry) in observed.enumerated() { numbers.start[index] = entry.word }
    for padding in 0..<3 { numbers.start[observed.count + padding] = observed[0].word }
  }

  private func observedLoss(
    _ parameters: borrowing Parameters, _ center: Int, _ partition: Double
  ) -> Double {
    let logPartition = Double(reference) + log(partition)
    vector_scores(
      parameters.outside.storage, parameters.outside.stride / Matrix.block, numbers.start,
      observed.count, parameters.center.row(center), scores.start)
    var loss = 0.0
    for (index, entry) in observed.enumerated() {
      loss += Double(entry.times) * (logPartition - Double(scores.start[index]))
    }
    return loss
  }

  private mutating func addObserved(_ outside: borrowing Matrix) {
    observedSum.reserve(outside.stride)
    let sum = observedSum.start
    sum.update(repeating: 0, count: outside.stride)
    for entry in observed {
      let u = outside.row(Int(entry.word))
      for component in 0..<outside.stride {
        sum[component] += Double(entry.times) * Double(u[component])
      }
    }
  }

  // MARK: Sweeps

  /// Applies the pending update, and gathers the sums for the window of a center.
  ///
  /// - Returns: `Σ_w e^{z_w - M}` for the reference `M`.
  private mutating func sweep(_ parameters: inout Parameters, _ center: Int) -> Double {
    if pendingCenter == center { finish(&parameters) }
    let (words, blocks) = (parameters.words, parameters.outside.stride / Matrix.block)
    let chunks = (words + Self.chunk - 1) / Self.chunk
    exponentials.reserve(chunks * Self.chunk)
    references.reserve(chunks)
    let v = parameters.center.row(center)
    let old = pendingCenter.map { parameters.center.row($0) }
    var largestRead: Float? = old == nil && largest == nil ? 0 : nil
    var partition = 0.0
    var newReference = -Float.infinity
    clearSums(parameters.outside.stride)
    var steps = PendingSteps()
    for chunk in 0..<chunks {
      let first = chunk &* Self.chunk
      let count = min(Self.chunk, words &- first)
      let rows = parameters.outside.mutableRow(first)
      let scores = exponentials.start + first
      if let old {
        steps.next(first, of: self)
        vector_move_and_score_rows(
          rows, blocks, count, scores, steps.steps, old, partial.start, steps.weight, sums.start,
          v, scores)
      } else {
        vector_score_rows(rows, blocks, count, v, scores)
      }
      if let before = largestRead {
        largestRead = vector_largest(rows, count &* blocks, before)
      }
      for padding in count..<Self.chunk { scores[padding] = -.infinity }

      let largestScore = vector_maximum(scores, Self.chunk)
      if largestScore > newReference + Self.headroom {
        partition *= Double(vector_exponential(newReference - largestScore))
        newReference = largestScore
      }
      references.start[chunk] = newReference
      partition += vector_exponentials(scores, Self.chunk, newReference)
    }
    finishCenter(&parameters)
    reference = newReference
    if let largestRead { largest = Double(largestRead) }
    return partition
  }

  /// Applies the pending update in a separate sweep; only for callers that do not change the
  /// parameters.
  mutating func finish(_ parameters: inout Parameters) {
    guard let pendingCenter else { return }
    clearSums(parameters.outside.stride)
    var steps = PendingSteps()
    for first in stride(from: 0, to: parameters.words, by: Self.chunk) {
      steps.next(first, of: self)
      vector_move_rows(
        parameters.outside.mutableRow(first), parameters.outside.stride / Matrix.block,
        min(Self.chunk, parameters.words - first), exponentials.start + first, steps.steps,
        parameters.center.row(pendingCenter), partial.start, steps.weight, sums.start)
    }
    finishCenter(&parameters)
  }

  private mutating func clearSums(_ count: Int) {
    partial.reserve(count)
    sums.reserve(count)
    sums.start.update(repeating: 0, count: count)
  }

  /// Moves the center vector, the last part of the pending update, using the sums.
  private mutating func finishCenter(_ parameters: inout Parameters) {
    guard let center = pendingCenter else { return }
    pendingCenter = nil
    let v = parameters.center.mutableRow(center)
    for component in 0..<parameters.center.stride {
      v[component] -= centerStep(component, sums.start[component])
    }
  }

  /// The step of a component of the center vector: of `Σ_w ŷ_w u_w`, `n` times, less the observed
  /// vectors.
  private func centerStep(_ component: Int, _ sum: Double) -> Float {
    rate * Float(expectation * sum - observedSum.start[component])
  }

  // MARK: Finite numbers

  /// Whether the pending update surely leaves all numbers far below the largest there are.
  ///
  /// The magnitudes of the coefficients add up to at most twice the number of pairs.
  private mutating func staysSafe(
    _ v: UnsafePointer<Float>, _ stride: Int, _ pairs: Int
  ) -> Bool {
    guard let largestOutside = largest else { return false }
    let largestCenter = Double(vector_largest(v, stride / Matrix.block, 0))
    let factor = 2 * Double(pairs) * Double(rate.magnitude)
    let newOutside = largestOutside + factor * largestCenter
    let newCenter = largestCenter + factor * largestOutside
    largest = newOutside
    return newOutside < Self.safe && newCenter < Self.safe
  }

  private mutating func isFiniteOnceSettled(
    _ parameters: inout Parameters, _ center: Int
  ) -> Bool {
    settle(&parameters)
    let blocks = parameters.outside.stride / Matrix.block
    var isFinite = vector_is_finite(parameters.center.row(center), blocks)
    for word in 0..<parameters.words where isFinite {
      isFinite = vector_is_finite(parameters.outside.row(word), blocks)
    }
    return isFinite
  }

  // MARK: Steps

  /// The steps of the pending update, chunk after chunk: the factor of the old `v_c` in each row.
  private struct PendingSteps: ~Copyable {
    /// The steps of the chunk.
    let steps = UnsafeMutablePointer<Float>.allocate(capacity: SoftmaxKernel.chunk)
    /// The factor that converts an exponential of the chunk to the last reference.
    private(set) var weight = 1.0
    private var factor: Float = 0
    private var factorReference = Float.nan
    private var nextObserved = 0

    deinit {
      steps.deallocate()
    }

    /// Takes the chunk that begins with a row; it comes after those taken before.
    mutating func next(_ first: Int, of kernel: borrowing SoftmaxKernel) {
      let chunkReference = kernel.references.start[first / SoftmaxKernel.chunk]
      if chunkReference != factorReference {
        let weight = vector_exponential(chunkReference - kernel.reference)
        self.weight = Double(weight)
        factor = kernel.rate * Float(kernel.expectation) * weight
        factorReference = chunkReference
      }
      let exponentials = kernel.exponentials.start + first
      for row in 0..<SoftmaxKernel.chunk { steps[row] = exponentials[row] * factor }
      while nextObserved < kernel.observed.count,
        Int(kernel.observed[nextObserved].word) < first &+ SoftmaxKernel.chunk
      {
        let entry = kernel.observed[nextObserved]
        if Int(entry.word) >= first { steps[Int(entry.word) &- first] -= kernel.rate * entry.times }
        nextObserved &+= 1
      }
    }
  }
}
