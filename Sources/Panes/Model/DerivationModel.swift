import Debugger
import Word2Vec

/// The derivation's lines, the current one with its numbers.
struct DerivationModel: Sendable {
  /// A line of the derivation.
  struct Line: Sendable {
    let name: String
    let text: String
    let verdict: EvaluatedLine.Verdict
    let reason: String
  }

  /// The title of the section; `nil` if no derivation is shown.
  let title: String?
  let lines: [Line]
  /// The current line, an index into ``lines``.
  let current: Int
  /// The numbers of the current line.
  let details: [String]
  let glyphs: Glyphs

  init(_ reader: SessionReader) throws {
    let session = reader.session
    let page = try session.derivationPage()
    title = page?.title(in: session)
    lines = (page?.lines ?? []).map {
      Line(
        name: $0.line.name, text: $0.line.text(in: session.interface.convention),
        verdict: $0.verdict, reason: $0.line.reason)
    }
    current = page?.current ?? 0
    details = page.map { session.derivationDetails($0.lines[$0.current]) } ?? []
    glyphs = reader.window.glyphs
  }
}
