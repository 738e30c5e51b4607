import Debugger
import SkipGram

/// The derivation's lines, the current one with its numbers.
struct DerivationModel: Sendable {
  /// A line of the derivation.
  struct Line: Sendable {
    let name: String
    let text: String
    let verdict: EvaluatedLine.Verdict
  }

  /// What the section is about; `nil` if nothing is looked at.
  let title: String?
  let lines: [Line]
  /// The current line, an index into ``lines``.
  let current: Int
  /// The numbers of the current line.
  let details: [String]
  let glyphs: Glyphs

  /// A page of the derivation; the closures say how a line is written, and its numbers.
  init(
    _ page: DerivationPage?, glyphs: Glyphs, text: (EvaluatedLine) -> String,
    details: (EvaluatedLine) -> [String]
  ) {
    title = page?.section.title
    lines =
      page?.lines.map { Line(name: $0.line.name, text: text($0), verdict: $0.verdict) } ?? []
    current = page?.current ?? 0
    self.details = page.map { details($0.lines[$0.current]) } ?? []
    self.glyphs = glyphs
  }
}
