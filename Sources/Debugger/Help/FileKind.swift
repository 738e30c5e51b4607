/// A kind of file that the program reads or writes: declared once, read by `help files`, the pages
/// and the manual.
package struct FileKind: Sendable {
  /// The extensions with their dots.
  package let extensions: [String]
  /// The content, in a few words.
  package let content: String

  /// Every kind.
  package static let all: [FileKind] =
    [
      FileKind(
        extensions: [".txt", ".vec"],
        content: "vectors as word2vec text, as gensim and fastText read and write it"),
      FileKind(extensions: [".bin"], content: "vectors in word2vec's binary format"),
      FileKind(
        extensions: [".tsv"],
        content: "vectors for TensorBoard's projector, the words in NAME.metadata.tsv"),
      FileKind(extensions: [".sgdb"], content: "a script of commands"),
      FileKind(extensions: [".sgdbs"], content: "a session that continues where it was saved"),
    ]
    + ExportFormat.all.map {
      FileKind(extensions: [".\($0.name)"], content: "the pending window (\($0.summary))")
    } + [
      FileKind(
        extensions: ExportFormat.pictureFormats.map { ".\($0)" }.sorted(),
        content: "the screen or a plot, as a picture or as text"),
      FileKind(extensions: [".cast"], content: "a recording for asciinema"),
    ]

  /// All kinds as a table.
  static var table: String {
    TextTable(rows: all.map { [$0.extensions.joined(separator: ", "), $0.content] }).text
  }
}
