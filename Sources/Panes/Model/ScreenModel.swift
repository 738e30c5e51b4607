import Debugger
import SkipGram

/// What the screen shows: words and numbers, without geometry.
///
/// Each pane's part is computed when it is asked for, and only for the rows it is asked for, so
/// that a vocabulary of any size costs no more than what is seen of it.
package struct ScreenModel {
  let session: Session
  let record: WindowRecord
  let glyphs: Glyphs

  init(_ session: Session) {
    self.session = session
    record = session.record
    glyphs = Glyphs(isASCII: session.interface.ascii)
  }

  /// The words by score; `nil` under negative sampling.
  var ranking: ScoreRanking? { record.softmax == nil ? nil : session.scoreRanking }
  var hyperparameters: Hyperparameters { session.hyperparameters }
  var vocabulary: Vocabulary { session.corpus.vocabulary }

  /// A word in the spelling at hand; it holds nothing that could steer a terminal.
  ///
  /// Of a word longer than any screen only the start is read.
  func word(_ index: Int) -> String {
    let bytes = vocabulary.bytes(of: index)
    let text =
      bytes.count <= Self.wordLimit
      ? displayText(bytes) : displayText(bytes.prefix(Self.wordLimit)) + "…"
    return glyphs.spelled(text)
  }

  private static let wordLimit = 2_000

  /// How many pairs the sums take in: those `stepi` has passed, or all before the first.
  var pairsSoFar: Int {
    session.passedPairs > 0 ? min(session.passedPairs, record.pairs.count) : record.pairs.count
  }

  /// The pairs a window has where the sentence does not cut it short, so that layouts stay as they
  /// are from step to step.
  var usualPairs: Int { max(2 * hyperparameters.radius, record.pairs.count) }

  /// Whether `stepi` stands between the pairs.
  var isWithinPairs: Bool { session.passedPairs > 0 }

  /// How often each word is observed in the first pairs.
  func observations(inPairs count: Int) -> [Int: Int] {
    record.pairs.prefix(count).reduce(into: [:]) { $0[$1.outside, default: 0] += 1 }
  }
}
