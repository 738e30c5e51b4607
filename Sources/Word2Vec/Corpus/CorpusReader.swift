import SystemPackage

/// Reads a text into a ``Corpus``.
///
/// ```swift
/// let reader = try CorpusReader(path: "bible.txt", tokenization: .words)
/// let corpus = try reader.read(
///   cancellation: Cancellation { show(reader.bytesRead, reader.totalBytes) })
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
  /// Whether the bytes read are to be appended to `text`.
  private let keepsText: Bool
  private var text: [UInt8]?

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

  /// Reads the text to its end.
  ///
  /// Call it once.
  ///
  /// - Parameters:
  ///   - minimumCount: How often a word must occur to be in the vocabulary; nil to let the length of
  ///     the text decide.
  ///   - cancellation: Ends it early, also while a pipe or a terminal is silent.
  /// - Returns: The corpus.
  /// - Throws: ``CorpusError`` if a read fails, there are too many tokens, no byte or no word; the error
  ///   of `cancellation`.
  public func read<E>(
    minimumCount: Int? = nil, cancellation: Cancellation<E> = .never
  ) throws -> Corpus {
    repeat { try cancellation.check() } while try readBlock()
    guard bytesRead > 0 else { throw CorpusError.empty(name: source.name) }
    guard tokenizer.tokens.count > 0 else {
      throw CorpusError.noWord(name: source.name, bytes: bytesRead, tokenization: tokenization)
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
    bytesRead += count
    tokenizer.consume(count)
  }

  /// About the memory that the text takes; where its length is not known, there has to be room for
  /// arrays to grow into.
  private var bytesNeeded: Int {
    let bytes = tokenizer.tokens.count * MemoryLayout<Int32>.stride + (text?.count ?? 0)
    return totalBytes == nil ? 3 * bytes : bytes
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
