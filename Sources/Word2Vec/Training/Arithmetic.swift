/// The bits that this program computes.
///
/// Files that are to be replayed name them, so that nothing is replayed to other bits.
package enum Arithmetic {
  /// The hash of the parameters of short training runs with every objective, order and way to draw.
  package static let fingerprint: UInt64 = {
    let text = "a b c a d b e a c\nb a f c a b d e\nf e d c b a a b c\n"
    guard
      let corpus = try? CorpusReader(
        bytes: Array(text.utf8), source: .bundled("arithmetic"), tokenization: .words
      ).read(minimumCount: 1)
    else { return 0 }
    var hash: UInt64 = 0
    for objective in Objective.allCases {
      for order in UpdateOrder.allCases {
        for sharing in DrawSharing.allCases {
          var settings = Hyperparameters()
          settings.objective = objective
          settings.update = order
          settings.draws = sharing
          settings.dimension = 9
          settings.subsample = 0.1
          settings.dynamicRadius = true
          settings.decay = .linear
          var trainer = Trainer(corpus: corpus, hyperparameters: settings)
          trainer.train(windows: 40)
          hash = hash &* 31 &+ trainer.parameters.hash()
        }
      }
    }
    return hash
  }()
}
