import Corpora
import Glibc
import Word2Vec

// Every command that reads or writes a file resolves its path here first.

extension Session {
  /// The trust in the current command.
  var trust: Trust { interpreter.trust }

  /// Refuses an action of a command that is not trusted.
  ///
  /// - Parameter action: The action, as `write a.csv`.
  /// - Throws: ``CommandError``.
  func requireTrust(to action: String) throws {
    if trust != .full { throw refusal(action) }
  }

  private func refusal(_ action: String) -> CommandError {
    .other("refused: commands of this file may not \(action)")
  }

  // MARK: Reading

  /// The path to read for a name in the current command: beneath the folder of its file, if that is
  /// not trusted.
  ///
  /// - Throws: ``CommandError`` for a path that leads elsewhere; `FileError` for a missing file.
  func pathToRead(_ path: String) throws -> String {
    if trust == .full { return path }
    let refused = refusal("read \(displayText(path.utf8))")
    guard case .limited(let folder?) = trust else { throw refused }
    let named = path.hasPrefix("/") ? path : "\(folder)/\(path)"
    guard let resolved = realpath(named, nil) else {
      if path.split(separator: "/").contains("..") || path.hasPrefix("/") { throw refused }
      throw FileError.missing(path: path)
    }
    defer { free(resolved) }
    let found = String(cString: resolved)
    guard found.hasPrefix(folder + "/"), FileIdentity(of: found) != nil else { throw refused }
    return found
  }

  /// A reader of the corpus that the current command names: a file, `-`, or a bundled corpus.
  func corpusReader(_ name: String, tokenization: Tokenization) throws -> CorpusReader {
    if trust == .full { return try .open(name, tokenization: tokenization) }
    do {
      return try CorpusReader(path: pathToRead(name), tokenization: tokenization)
    } catch {
      guard let bundled = CorpusReader.bundled(name, tokenization: tokenization) else {
        throw error
      }
      return bundled
    }
  }

  // MARK: Writing

  /// Refuses a file that the current command may not write, or asks before it is overwritten; call it
  /// before anything is changed.
  ///
  /// - Throws: ``CommandError``, or ``Question``.
  func prepareToWrite(_ path: String) throws {
    let name = displayText(path.utf8)
    try requireTrust(to: "write \(name)")
    guard let existing = FileIdentity(of: path) else { return }
    if let use = use(of: existing) {
      throw CommandError.other("\(name) is \(use) and is not overwritten; choose another name")
    }
    if writtenFiles.contains(existing) { return }
    try ask(Question("\(name) exists; overwrite it?", otherwise: "\(name) stays as it is"))
  }

  /// The use of a file that is still needed; `nil` for other files.
  private func use(of file: FileIdentity) -> String? {
    if case .file(let path) = corpus.source, FileIdentity(of: path) == file {
      return "the corpus of this session"
    }
    if interpreter.runningFiles.contains(where: { FileIdentity(of: $0) == file }) {
      return "a script that is running"
    }
    return nil
  }

  /// Records a file that the session has written, which it may overwrite without a question.
  package func recordWritten(_ path: String) {
    if let file = FileIdentity(of: path) { writtenFiles.insert(file) }
  }
}

/// A regular file, whatever its path is.
struct FileIdentity: Hashable {
  private let device: UInt64
  private let number: UInt64

  /// The regular file at a path, through links; `nil` for other paths.
  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
  }
}
