import Word2Vec

/// An error in reading a session file.
enum SessionFileError: Error, Equatable, CustomStringConvertible {
  case unreadable(path: String, reason: String)
  case foreign(path: String)
  case newer(path: String, version: Int)
  case truncated(path: String, found: Int, expected: Int)
  case trailing(path: String, found: Int, expected: Int)
  /// An invalid value, or a wrong checksum if `reason` is `nil`.
  case damaged(path: String, reason: String? = nil)
  case unknownPart(path: String, part: String)
  case corpusMissing(path: String, corpus: String)
  case corpusChanged(path: String, corpus: String)
  /// The corpus is a pipe, a device or a directory.
  case corpusIrregular(path: String, corpus: String)

  var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(shown(path)) cannot be read: \(reason)"
    case .foreign(let path):
      "\(shown(path)) is not a session file; `save session` writes one"
    case .newer(let path, let version):
      "\(shown(path)) has version \(version) of the format, and this program reads up to "
        + "\(SessionFormat.version); use the newer program that wrote it"
    case .truncated(let path, let found, let expected):
      "\(shown(path)) is truncated: \(grouped(found)) of \(grouped(expected)) bytes"
    case .trailing(let path, let found, let expected):
      "\(shown(path)) is damaged: it has \(grouped(found)) bytes, expected "
        + grouped(expected)
    case .damaged(let path, let reason):
      "\(shown(path)) is damaged: "
        + displayText((reason ?? "its checksum does not match its content").utf8)
    case .unknownPart(let path, let part):
      "\(shown(path)) has \(displayText(part.utf8)), unknown to this program; "
        + "use the newer program that wrote it"
    case .corpusMissing(let path, let corpus):
      "the corpus of \(shown(path)) is missing: cannot find \(shown(corpus)); restore that file"
    case .corpusChanged(let path, let corpus):
      "the corpus of \(shown(path)) has changed: \(shown(corpus)) is not the text of "
        + "the saved session"
    case .corpusIrregular(let path, let corpus):
      "the corpus of \(shown(path)) is refused: \(shown(corpus)) is not a regular file"
    }
  }

  /// Runs `body`; an ``InvalidField`` becomes an error that names the file.
  static func naming<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as InvalidField {
      throw SessionFileError.damaged(path: path, reason: error.description)
    }
  }

  private func shown(_ path: String) -> String { displayText(path.utf8) }
}
