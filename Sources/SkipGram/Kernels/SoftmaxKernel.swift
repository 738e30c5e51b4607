import CVector

#if canImport(Glibc)
import Glibc
#endif

/// The update of a window under the full softmax.
///
/// Written for speed, which memory bounds: every row of `U` is read and written. So there is one
/// sweep over `U` for a window, not two. On its way it applies the update of the window before, which
/// is left pending until then, and gathers what this window needs: `Σ_w e^{z_w - M} u_w` and
/// `Σ_w e^{z_w - M}`, for a reference `M` that moves where scores outgrow it (an online softmax). All
/// arithmetic is per row, so a row has the same bits whether it is updated in the next sweep or by
/// ``settle(_:)``, which has to be called before anyone else looks at `U`.
///
/// `script/bench softmax` measures it beside one pass that reads and writes `U`: 1.4 times that where
/// `U` is in memory, 1.8 times in the third cache, 2.2 times below, where arithmetic is the bound.
/// Rows are taken one after another, which the processor's own fetching ahead needs most.
struct SoftmaxKernel: ~Copyable {
  /// Rows of a chunk: few enough to stay in the first cache between their scores and their sum.
  private static let chunk = 32
  /// How far a score may exceed the reference.
  ///
  /// Moving it rarely, and far, keeps the rounding of earlier moves small.
  private static let headroom: Float = 8

  /// Whether an update of `U` is pending.
  private(set) var isPending = false
  /// `e^{z_w - M}` of each word, with the `M` of its chunk.
  private var exponentials = GrowableMemory<Float>()
  /// The reference of each chunk.
  private var references = GrowableMemory<Float>()
  /// The reference at the end of the sweep.
  private var reference: Float = 0
  /// What an exponential with the last reference is multiplied by in the step of its row.
  private var scale: Float = 0
  /// The learning rate of the pending update.
  private var rate: Float = 0
  /// The observed words in ascending order, and how often each is observed.
  private var observed: [(word: Int32, times: Float)] = []
  /// The `v_c` that the pending update multiplies.
  private var oldCenter = GrowableMemory<Float>()
  private var partial = GrowableMemory<Float>()
  private var sums = GrowableMemory<Double>()
  private var numbers = GrowableMemory<Int32>()
  private var scores = GrowableMemory<Float>()

  /// Applies some pairs of an update at once; that of `U` stays pending.
  mutating func apply(
    _ update: Update, pairs: Range<Int>, to parameters: borrowing Parameters
  ) -> Kernel.Outcome {
    let v = parameters.center.row(Int(update.center))
    let (partition, areFinite) = sweep(parameters.outside, v)
    observe(update, pairs)
    let loss = observedLoss(parameters.outside, v, partition)

    // Σ_w ŷ_w u_w, n times, less the observed vectors.
    let expectation = Double(pairs.count) / partition
    rate = Float(update.learningRate)
    scale = rate * Float(expectation)
    oldCenter.reserve(parameters.outside.stride)
    for component in 0..<parameters.outside.stride {
      var gradient = expectation * sums.start[component]
      for entry in observed {
        gradient -=
          Double(entry.times) * Double(parameters.outside.row(Int(entry.word))[component])
      }
      oldCenter.start[component] = v[component]
      v[component] -= rate * Float(gradient)
    }
    isPending = true

    // No coefficient exceeds the number of pairs.
    let blocks = parameters.outside.stride / Matrix.block
    let stayFinite =
      areFinite && vector_steps_stay_finite(oldCenter.start, blocks, rate * Float(pairs.count))
    var isFinite = loss.isFinite && vector_is_finite(v, blocks)
    if !stayFinite {
      settle(parameters)
      for word in 0..<parameters.words where isFinite {
        isFinite = vector_is_finite(parameters.outside.row(word), blocks)
      }
    }
    return Kernel.Outcome(loss: loss, isFinite: isFinite, rows: parameters.words)
  }

  /// The loss of all pairs of an update, in nats; nothing is pending afterwards.
  mutating func loss(of update: Update, at parameters: borrowing Parameters) -> Double {
    let v = parameters.center.row(Int(update.center))
    let (partition, _) = sweep(parameters.outside, v)
    observe(update, 0..<update.outside.count)
    return observedLoss(parameters.outside, v, partition)
  }

  private func observedLoss(
    _ outside: borrowing Matrix, _ v: UnsafePointer<Float>, _ partition: Double
  ) -> Double {
    let logPartition = Double(reference) + log(partition)
    vector_scores(
      outside.storage, outside.stride / Matrix.block, numbers.start, observed.count, v,
      scores.start)
    var loss = 0.0
    for (index, entry) in observed.enumerated() {
      loss += Double(entry.times) * (logPartition - Double(scores.start[index]))
    }
    return loss
  }

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
    scores.reserve(observed.count + 3)
    for (index, entry) in observed.enumerated() { numbers.start[index] = entry.word }
    for padding in 0..<3 { numbers.start[observed.count + padding] = observed[0].word }
  }

  /// Applies what is pending.
  mutating func settle(_ parameters: borrowing Parameters) {
    guard isPending else { return }
    isPending = false
    let blocks = parameters.outside.stride / Matrix.block
    var steps = pendingSteps
    for first in stride(from: 0, to: parameters.words, by: Self.chunk) {
      steps.next(first)
      vector_move_rows(
        parameters.outside.row(first), blocks, min(Self.chunk, parameters.words - first),
        steps.steps, oldCenter.start)
    }
  }

  /// A row of `U` with what is pending applied to it, shape `[d]`; all rows stay as they are.
  func settledVector(_ word: Int, of outside: borrowing Matrix) -> [Double] {
    let vector = outside.vector(word)
    guard isPending else { return vector }
    var steps = pendingSteps
    let first = word / Self.chunk * Self.chunk
    steps.next(first)
    let step = steps.steps[word - first]
    // With the bits that moving the row gives.
    return vector.indices.map { Double(Float(vector[$0]) - step * oldCenter.start[$0]) }
  }

  /// Applies what is pending, row by row, and gathers what the window of a center needs.
  ///
  /// - Returns: `Σ_w e^{z_w - M}` for the reference `M`, while `sums` holds `Σ_w e^{z_w - M} u_w`;
  ///   and whether all scores are finite, and so all of `U`.
  private mutating func sweep(
    _ outside: borrowing Matrix, _ v: UnsafePointer<Float>
  ) -> (partition: Double, areFinite: Bool) {
    let (words, blocks) = (outside.rows, outside.stride / Matrix.block)
    let chunks = (words + Self.chunk - 1) / Self.chunk
    exponentials.reserve(chunks * Self.chunk)
    references.reserve(chunks)
    partial.reserve(outside.stride)
    sums.reserve(outside.stride)
    let sums = sums.start
    for component in 0..<outside.stride { sums[component] = 0 }
    var partition = 0.0
    var areFinite = true
    var newReference = -Float.infinity
    var steps = pendingSteps
    for chunk in 0..<chunks {
      let first = chunk &* Self.chunk
      let count = min(Self.chunk, words &- first)
      let rows = outside.row(first)
      if isPending { steps.next(first) }
      let scores = exponentials.start + first
      let isFinite = vector_move_and_score(
        rows, blocks, count, isPending ? steps.steps : nil, oldCenter.start, v, scores)
      areFinite = areFinite && isFinite
      for padding in count..<Self.chunk { scores[padding] = -.infinity }

      let largest = vector_maximum(scores, Self.chunk)
      if largest > newReference + Self.headroom {
        let factor = Double(vector_exponential(newReference - largest))
        partition *= factor
        for component in 0..<outside.stride { sums[component] *= factor }
        newReference = largest
      }
      references.start[chunk] = newReference
      partition += vector_exponentials(scores, Self.chunk, newReference)
      vector_add_rows(rows, blocks, count, scores, partial.start, sums)
    }
    reference = newReference
    isPending = false
    return (partition, areFinite)
  }

  // MARK: Steps

  private var pendingSteps: PendingSteps {
    PendingSteps(
      exponentials: exponentials.start, references: references.start, reference: reference,
      scale: scale, rate: rate, observed: observed)
  }

  /// The steps of the pending update, chunk after chunk: what multiplies the old `v_c` in each row.
  private struct PendingSteps: ~Copyable {
    /// The steps of the chunk.
    let steps = UnsafeMutablePointer<Float>.allocate(capacity: SoftmaxKernel.chunk)
    private let exponentials: UnsafePointer<Float>
    private let references: UnsafePointer<Float>
    private let reference: Float
    private let scale: Float
    private let rate: Float
    private let observed: [(word: Int32, times: Float)]
    private var factor: Float = 0
    private var factorReference = Float.nan
    private var nextObserved = 0

    init(
      exponentials: UnsafePointer<Float>, references: UnsafePointer<Float>, reference: Float,
      scale: Float, rate: Float, observed: [(word: Int32, times: Float)]
    ) {
      self.exponentials = exponentials
      self.references = references
      self.reference = reference
      self.scale = scale
      self.rate = rate
      self.observed = observed
    }

    deinit {
      steps.deallocate()
    }

    /// Takes the chunk that begins with a row; it comes after those taken before.
    mutating func next(_ first: Int) {
      let chunkReference = references[first / SoftmaxKernel.chunk]
      if chunkReference != factorReference {
        factor = scale * vector_exponential(chunkReference - reference)
        factorReference = chunkReference
      }
      for row in 0..<SoftmaxKernel.chunk { steps[row] = exponentials[first &+ row] * factor }
      while nextObserved < observed.count,
        Int(observed[nextObserved].word) < first &+ SoftmaxKernel.chunk
      {
        let entry = observed[nextObserved]
        if Int(entry.word) >= first { steps[Int(entry.word) &- first] -= rate * entry.times }
        nextObserved &+= 1
      }
    }
  }
}
