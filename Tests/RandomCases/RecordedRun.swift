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
    RecordedRun(objective: .negativeSampling, hash: 0xdf44_fc7f_bbe2_18e0),
    RecordedRun(objective: .negativeSampling, draws: .window, hash: 0x3ead_aabe_6541_9e93),
    RecordedRun(
      objective: .negativeSampling, order: .pair, dimension: 17, hash: 0xa995_566d_a292_e6a2),
    RecordedRun(objective: .negativeSampling, dimension: 300, hash: 0x6317_8103_1998_118b),
    RecordedRun(objective: .softmax, hash: 0xf18e_c1c6_ebbd_94c7),
    RecordedRun(objective: .softmax, order: .pair, dimension: 17, hash: 0x3584_af17_f795_2aea),
    RecordedRun(objective: .softmax, dimension: 300, hash: 0x3e12_db3c_2fa8_4456),
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
