import SystemPackage

/// Reads a text into a ``Corpus``, slice by slice, so that a caller can show progress or give up.
///
/// ```swift
/// let reader = try CorpusReader(path: "bible.txt", tokenization: .words)
/// while try reader.read(upTo: 1 << 22) { show(reader.bytesRead, reader.totalBytes) }
/// let corpus = try reader.finish()
/// ```
public final class CorpusReader {
  /// Bytes of the text read so far.
  public private(set) var bytesRead = 0
  /// The length of the text, where it is known before its end.
  public let totalBytes: Int?
  /// Where the text comes from.
  public let source: CorpusSource
  /// How the text is split into words.
  public let tokenization: Tokenization

  private var contentHash = ContentHash()
  private var input: TextInput
  private var tokenizer: Tokenizer
  private var phase = Phase.reading
  /// Whether the bytes read are to be appended to `text`.
  private let keepsText: Bool
  private var text: [UInt8]?
  private var builder: VocabularyBuilder?
  private var search = WindowSearch()

  private enum Phase {
    case reading
    case sorting
    case encoding(token: Int)
    case done
  }

  /// The most tokens a corpus can have.
  static let tokenLimit = Int(Int32.max) - 1
  /// The most bytes a text can have without a blank.
  static let runLimit = 1 << 28

  /// Opens a file.
  ///
  /// - Throws: ``CorpusError`` if it is missing, a directory or unreadable.
  public init(path: String, tokenization: Tokenization) throws(CorpusError) {
    let file: InputFile
    do { file = try InputFile(path: path) } catch { throw .file(error) }
    input = .file(file)
    totalBytes = file.byteCount
    source = .file(path)
    keepsText = false
    self.tokenization = tokenization
    tokenizer = Tokenizer(tokenization, byteCount: file.byteCount)
  }

  /// Reads from an open descriptor, such as standard input, which stays open.
  ///
  /// The bytes are kept in ``Corpus/text``.
  public init(
    descriptor: Int32, source: CorpusSource = .standardInput, tokenization: Tokenization
  ) {
    input = .file(InputFile(descriptor: FileDescriptor(rawValue: descriptor), name: source.name))
    self.source = source
    self.tokenization = tokenization
    tokenizer = Tokenizer(tokenization, byteCount: nil)
    text = []
    keepsText = true
    totalBytes = nil
  }

  /// Reads bytes in memory, which are kept in ``Corpus/text``.
  public init(bytes: [UInt8], source: CorpusSource, tokenization: Tokenization) {
    input = .memory(bytes, position: 0)
    self.source = source
    self.tokenization = tokenization
    tokenizer = Tokenizer(tokenization, byteCount: bytes.count)
    text = bytes
    keepsText = false
    totalBytes = bytes.count
  }

  /// Reads about as many bytes, or, once all are read, does as much of the sorting and numbering.
  ///
  /// A read that a signal interrupts returns early, with true.
  ///
  /// - Returns: Whether there is more to do.
  /// - Throws: ``CorpusError`` if a read fails or there are too many tokens.
  public func read(upTo bytes: Int) throws(CorpusError) -> Bool {
    switch phase {
    case .reading:
      let goal = bytesRead + max(bytes, 1)
      while bytesRead < goal, case .reading = phase {
        guard try readBlock() else { break }
      }
    case .sorting:
      let isGoing = builder?.advance(max(bytes / 8, 1), over: tokenizer.table) ?? false
      if !isGoing { phase = .encoding(token: 0) }
    case .encoding(let token):
      let end = min(token + max(bytes, 1), tokenizer.tokens.count)
      if let builder { tokenizer.renumber(token..<end, by: builder.ranks) }
      search.look(at: tokenizer.tokens, tokenizer.sentenceStarts, upTo: end)
      phase = end < tokenizer.tokens.count ? .encoding(token: end) : .done
    case .done:
      return false
    }
    if case .done = phase { return false }
    return true
  }

  /// Reads one block.
  ///
  /// - Returns: Whether to go on at once.
  private func readBlock() throws(CorpusError) -> Bool {
    let result: InputFile.ReadResult
    let room = tokenizer.room
    do { result = try input.read(into: room) } catch { throw .file(error) }
    switch result {
    case .bytes(let count):
      contentHash.update(UnsafeRawBufferPointer(rebasing: room[..<count]))
      if keepsText { tokenizer.appendLatest(count, to: &text) }
      if bytesRead == 0, room[..<count].starts(with: Self.byteOrderMark) {
        // It says how the text is encoded, and is no part of the first word.
        room[..<Self.byteOrderMark.count].copyBytes(from: "   ".utf8)
      }
      bytesRead += count
      tokenizer.consume(count)
    case .end:
      tokenizer.finish()
      builder = VocabularyBuilder(words: tokenizer.table.count)
      phase = .sorting
    case .interrupted:
      return false
    }
    guard tokenizer.tokens.count <= Self.tokenLimit else {
      throw .tooLong(name: source.name, limit: Self.tokenLimit)
    }
    guard tokenizer.waitingBytes <= Self.runLimit else {
      throw .noBlank(name: source.name, limit: Self.runLimit)
    }
    guard bytesNeeded <= physicalMemory / 5 * 4 else {
      throw .tooLarge(name: source.name, bytes: bytesRead, memory: physicalMemory)
    }
    return true
  }

  /// About the memory that the text takes; where its length is not known, there has to be room for
  /// arrays to grow into.
  private var bytesNeeded: Int {
    let bytes = tokenizer.tokens.count * MemoryLayout<Int32>.stride + (text?.count ?? 0)
    return totalBytes == nil ? 3 * bytes : bytes
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Does what is left to do.
  ///
  /// - Parameter minimumCount: How often a word must occur to be in the vocabulary; nil to let the
  ///   length of the text decide.
  /// - Returns: The corpus.
  /// - Throws: ``CorpusError``, also if there is no byte or no word.
  public func finish(minimumCount: Int? = nil) throws(CorpusError) -> Corpus {
    while try read(upTo: 1 << 24) {}
    guard bytesRead > 0 else { throw .empty(name: source.name) }
    guard let builder, tokenizer.tokens.count > 0 else {
      throw .noWord(name: source.name, bytes: bytesRead, tokenization: tokenization)
    }
    let chosen = minimumCount ?? Corpus.automaticMinimumCount(tokens: tokenizer.tokens.count)
    return Corpus(
      source: source, tokenization: tokenization, text: text, byteCount: bytesRead,
      contentHash: contentHash.value, invalidBytes: tokenizer.invalidBytes,
      vocabulary: builder.vocabulary(minimumCount: chosen),
      minimumCountIsAutomatic: minimumCount == nil, tokens: tokenizer.tokens,
      sentenceStarts: tokenizer.sentenceStarts, wordsForWindow: search.words)
  }
}
