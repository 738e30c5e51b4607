import SystemPackage

/// Reads a text into a ``Corpus``.
///
/// Each line is a sentence. The text is any bytes; what is not UTF-8 is kept as it is.
///
/// ```swift
/// let reader = try CorpusReader(path: "bible.txt")
/// let corpus = try reader.read(
///   cancellation: Cancellation { show(reader.bytesRead, reader.totalBytes) })
/// ```
public final class CorpusReader {
  /// Bytes of the text read so far.
  public private(set) var bytesRead = 0
  /// The length of the text in bytes, where it is known before its end.
  public let totalBytes: Int?
  /// Where the text comes from.
  package let source: CorpusSource
  /// How the text is split into words.
  package let tokenization: Tokenization

  private var contentHash = ContentHash()
  private var input: TextInput
  private var tokenizer: Tokenizer
  /// Whether the bytes read are to be appended to `text`.
  private let keepsText: Bool
  /// Whether all bytes read so far are blanks.
  private var hasOnlyBlanks = true
  private var text: [UInt8]?

  /// The most tokens a corpus can have.
  static let tokenLimit = Int(Int32.max) - 1
  /// The most bytes a text can have without a blank.
  static let runLimit = 1 << 28

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: Its path.
  ///   - tokenization: How a line is split into words.
  /// - Throws: ``CorpusError/file(_:)`` if it is missing, a directory or unreadable.
  public init(path: String, tokenization: Tokenization = .words) throws(CorpusError) {
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
  package init(
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

  /// Reads a text in memory.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - name: The name of the corpus, for messages.
  ///   - tokenization: How a line is split into words.
  public convenience init(
    text: String, name: String = "text", tokenization: Tokenization = .words
  ) {
    self.init(bytes: Array(text.utf8), source: .bundled(name), tokenization: tokenization)
  }

  /// Reads bytes in memory, which are kept in ``Corpus/text``.
  package init(bytes: [UInt8], source: CorpusSource, tokenization: Tokenization) {
    input = .memory(bytes, position: 0)
    self.source = source
    self.tokenization = tokenization
    tokenizer = Tokenizer(tokenization, byteCount: bytes.count)
    text = bytes
    keepsText = false
    totalBytes = bytes.count
  }

  /// Reads the text to its end.
  ///
  /// Call it once.
  ///
  /// - Parameter minimumCount: How often a word must occur to be in the vocabulary; by default once,
  ///   or five times in a text of a million tokens or more.
  /// - Returns: The corpus.
  /// - Throws: ``CorpusError`` if a read fails, there are too many tokens, no byte or no word.
  /// - Complexity: O(bytes).
  public func read(minimumCount: Int? = nil) throws(CorpusError) -> Corpus {
    try throwing(only: CorpusError.self) {
      try read(minimumCount: minimumCount, cancellation: .never)
    }
  }

  /// Reads the text to its end, unless cancelled.
  ///
  /// Call it once.
  ///
  /// - Parameters:
  ///   - minimumCount: How often a word must occur to be in the vocabulary; by default once, or five
  ///     times in a text of a million tokens or more.
  ///   - cancellation: Ends it early, also while a pipe or a terminal is silent.
  /// - Returns: The corpus.
  /// - Throws: ``CorpusError`` if a read fails, there are too many tokens, no byte or no word; the error
  ///   of `cancellation`.
  /// - Complexity: O(bytes).
  public func read<E>(
    minimumCount: Int? = nil, cancellation: Cancellation<E>
  ) throws -> Corpus {
    repeat { try cancellation.check() } while try readBlock()
    guard bytesRead > 0 else { throw CorpusError.empty(name: source.name) }
    guard tokenizer.tokens.count > 0 else {
      // Where there are only blanks, raw tokens find no word either.
      throw CorpusError.noWord(
        name: source.name, bytes: bytesRead, tokenization: hasOnlyBlanks ? .raw : tokenization)
    }
    let sorted = try SortedWords(tokenizer.table, cancellation: cancellation)
    var search = WindowSearch()
    for part in parts(of: tokenizer.tokens.count) {
      try cancellation.check()
      tokenizer.renumber(part, by: sorted.ranks)
      search.look(at: tokenizer.tokens, tokenizer.sentenceStarts, upTo: part.upperBound)
    }
    let chosen = minimumCount ?? Corpus.automaticMinimumCount(tokens: tokenizer.tokens.count)
    return Corpus(
      source: source, tokenization: tokenization, text: text, byteCount: bytesRead,
      contentHash: contentHash.value, invalidBytes: tokenizer.invalidBytes,
      vocabulary: Vocabulary(types: sorted.types, minimumCount: chosen),
      minimumCountIsAutomatic: minimumCount == nil, tokens: tokenizer.tokens,
      sentenceStarts: tokenizer.sentenceStarts, wordsForWindow: search.words)
  }

  /// Reads one block, or waits for it for a while.
  ///
  /// - Returns: Whether there is more to read.
  private func readBlock() throws(CorpusError) -> Bool {
    guard input.isReady(within: 20) else { return true }
    let room = tokenizer.room
    let result: InputFile.ReadResult
    do { result = try input.read(into: room) } catch { throw .file(error) }
    switch result {
    case .bytes(let count): take(count, of: room)
    case .end: tokenizer.finish()
    case .interrupted: return true
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
    return result != .end
  }

  /// Tokenizes the bytes just read.
  private func take(_ count: Int, of room: UnsafeMutableRawBufferPointer) {
    contentHash.update(UnsafeRawBufferPointer(rebasing: room[..<count]))
    if keepsText { tokenizer.appendLatest(count, to: &text) }
    if bytesRead == 0, room[..<count].starts(with: Self.byteOrderMark) {
      // A byte order mark does not belong to the first word.
      room[..<Self.byteOrderMark.count].copyBytes(from: "   ".utf8)
    }
    if hasOnlyBlanks {
      hasOnlyBlanks = room[..<count].allSatisfy { Self.blanks ~= $0 || $0 == 0x20 }
    }
    bytesRead += count
    tokenizer.consume(count)
  }

  /// About the memory that the text takes; where its length is not known, there has to be room for
  /// arrays to grow into.
  private var bytesNeeded: Int {
    let bytes = tokenizer.tokens.count * MemoryLayout<Int32>.stride + (text?.count ?? 0)
    return totalBytes == nil ? 3 * bytes : bytes
  }

  private static let blanks: ClosedRange<UInt8> = 0x09...0x0D
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
