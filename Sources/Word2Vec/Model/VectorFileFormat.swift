/// How vectors are laid out in a file.
package enum VectorFileFormat: CaseIterable, Sendable {
  /// Word2vec text: a line `W d`, then a word and `d` numbers a line, separated by blanks.
  case text
  /// Word2vec binary: a line `W d`, then a word, a blank, `d` little-endian Float32 and a newline.
  case binary
  /// TensorBoard's projector: tab-separated numbers, and the words in a second file.
  case projector

  /// The extensions that name the format.
  package var extensions: [String] {
    switch self {
    case .text: [".txt", ".vec"]
    case .binary: [".bin"]
    case .projector: [".tsv"]
    }
  }

  /// The format a path's extension names.
  ///
  /// - Throws: ``VectorFileError/unknownExtension(path:)``.
  package init(path: String) throws(VectorFileError) {
    let format = Self.allCases.first { $0.extensions.contains(where: path.hasSuffix) }
    guard let format else { throw .unknownExtension(path: path) }
    self = format
  }

  /// Where the words are that belong to the projector's vectors: beside `NAME.tsv`,
  /// `NAME.metadata.tsv`.
  static func metadataPath(of path: String) -> String {
    path.dropLast(".tsv".count) + ".metadata.tsv"
  }

  /// The second file that belongs to a file of vectors, if its format has one.
  package static func metadataPath(beside path: String) -> String? {
    (try? VectorFileFormat(path: path)) == .projector ? metadataPath(of: path) : nil
  }
}
