/// What the pending window can be written as.
package struct ExportFormat: Sendable {
  /// The extension of its files, without a dot.
  package let name: String
  /// What is in it.
  package let summary: String
  private let write: @Sendable (Session, @escaping (String) throws -> Void) throws -> Void

  /// Every format, by extension.
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

  /// Writes the pending window piece by piece, unless the user interrupts.
  func writeWindow(of session: Session, to write: @escaping (String) throws -> Void) throws {
    try self.write(session) { piece in
      try session.cancellation.check()
      try write(piece)
    }
  }

  /// What a picture can be written as.
  package static let pictureFormats = ["txt", "svg"]
}
