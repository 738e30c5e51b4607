import Word2Vec

/// A short run, and the bits its parameters have at the end: in every build, on every machine.
package struct RecordedRun: Sendable, CustomStringConvertible {
  package let objective: Objective
  package var order = UpdateOrder.window
  package var draws = DrawSharing.pair
  package var dimension = 100
  /// ``Parameters/hash`` after ``windows`` windows.
  package let hash: UInt64

  package var description: String {
    "\(objective), update \(order), draws \(draws), d = \(dimension)"
  }

  /// The case that is run.
  package static let all = [
    RecordedRun(objective: .negativeSampling, hash: 0x4f56_0780_f6ea_90c1),
    RecordedRun(objective: .negativeSampling, draws: .window, hash: 0xf731_67bb_632a_c08f),
    RecordedRun(
      objective: .negativeSampling, order: .pair, dimension: 17, hash: 0x851c_0094_df70_bb45),
    RecordedRun(objective: .negativeSampling, dimension: 300, hash: 0xffbf_544b_1119_91ee),
    RecordedRun(objective: .softmax, hash: 0x1c2d_9ac2_30fe_fe6f),
    RecordedRun(objective: .softmax, order: .pair, dimension: 17, hash: 0x1f1d_c060_55b2_c7f6),
    RecordedRun(objective: .softmax, dimension: 300, hash: 0xadf3_4361_e69f_8fd9),
  ]

  /// The length of a run.
  package static let windows = 600

  /// The run before its first window.
  package func trainer() throws -> Trainer {
    var hyperparameters = Hyperparameters()
    hyperparameters.objective = objective
    hyperparameters.update = order
    hyperparameters.draws = draws
    hyperparameters.dimension = dimension
    hyperparameters.dynamicRadius = true
    hyperparameters.subsample = 1e-2
    hyperparameters.decay = .linear
    return Trainer(corpus: try Self.corpus(), hyperparameters: hyperparameters)
  }

  /// A text of 300 words, some of them frequent.
  private static func corpus() throws -> Corpus {
    var text: [UInt8] = []
    for token in 0..<4000 {
      let word = Randomness(seed: 7, for: .check).keyed(by: token).integer(below: 300)
      text += Array("w\(word * word / 300)".utf8)
      text.append(UInt8(ascii: token % 11 == 10 ? "\n" : " "))
    }
    let reader = CorpusReader(bytes: text, source: .standardInput, tokenization: .raw)
    return try reader.read(minimumCount: 2)
  }
}
