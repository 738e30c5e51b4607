/// A file format of the pending window.
package struct ExportFormat: Sendable {
  /// The file extension, without a dot.
  package let name: String
  /// The content, in a few words.
  package let summary: String
  private let write: @Sendable (Session, @escaping (String) throws -> Void) throws -> Void

  /// All formats.
  package static let all: [ExportFormat] = [
    ExportFormat(
      name: "json", summary: "every number of the window, exactly",
      write: { try $0.writeWindowJSON(to: $1) }),
    ExportFormat(
      name: "csv", summary: "the gradient terms, one a row",
      write: { try $0.writeTermsCSV(to: $1) }),
    ExportFormat(
      name: "m", summary: "an Octave or MATLAB script that asserts every number",
      write: { try OctaveScript($0, to: $1).writeAll() }),
    ExportFormat(
      name: "tex", summary: "a LaTeX document: the derivation with its numbers",
      write: { try LaTeXDocument($0, to: $1).writeAll() }),
  ]

  /// Writes the pending window piece by piece.
  ///
  /// - Throws: ``Interruption``; an error of the format or of `write`.
  func writeWindow(of session: Session, to write: @escaping (String) throws -> Void) throws {
    try self.write(session) { piece in
      try session.cancellation.check()
      try write(piece)
    }
  }

  /// The file extensions of pictures.
  package static let pictureFormats = ["txt", "svg"]
}
