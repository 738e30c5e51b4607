import SkipGram

/// Why a session file cannot be used: which file, what is wrong, what to try.
enum SessionFileError: Error, Equatable, CustomStringConvertible {
  case unreadable(path: String, reason: String)
  case foreign(path: String)
  case newer(path: String, version: Int)
  case truncated(path: String, found: Int, expected: Int)
  case trailing(path: String, found: Int, expected: Int)
  /// A value that cannot be; a checksum that is wrong if there is no reason.
  case damaged(path: String, reason: String? = nil)
  case unknownPart(path: String, part: String)
  case corpusMissing(path: String, corpus: String)
  case corpusChanged(path: String, corpus: String)

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
      "\(shown(path)) is truncated: \(grouped(found)) of \(grouped(expected)) bytes are there"
    case .trailing(let path, let found, let expected):
      "\(shown(path)) is damaged: \(grouped(found)) bytes where there should be "
        + grouped(expected)
    case .damaged(let path, let reason):
      "\(shown(path)) is damaged: "
        + displayText((reason ?? "its checksum does not match its content").utf8)
    case .unknownPart(let path, let part):
      "\(shown(path)) has \(displayText(part.utf8)), unknown to this program; "
        + "use the newer program that wrote it"
    case .corpusMissing(let path, let corpus):
      "the corpus of \(shown(path)) is missing: there is no \(shown(corpus)); put it back there"
    case .corpusChanged(let path, let corpus):
      "the corpus of \(shown(path)) has changed: \(shown(corpus)) is no longer the text that was "
        + "trained on"
    }
  }

  /// Does something whose invalid fields are errors that name the file.
  static func naming<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as InvalidField {
      throw SessionFileError.damaged(path: path, reason: error.description)
    }
  }

  private func shown(_ path: String) -> String { displayText(path.utf8) }
}
