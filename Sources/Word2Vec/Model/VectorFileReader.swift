/// Reads vectors for the words of a vocabulary from a file.
///
/// The extension of the path names the format, as for ``VectorFileWriter``. Words of the file that are
/// not in the vocabulary are skipped.
///
/// ```swift
/// let reader = try VectorFileReader(path: "v.txt", vocabulary: corpus.vocabulary, dimension: 100)
/// let loaded = try reader.read()
/// trainer.withMutableMatrix(.center) { loaded.assign(to: &$0) }
/// ```
public final class VectorFileReader {
  /// The number of components of a vector in the file.
  public let dimension: Int
  /// How many vectors have been read.
  public private(set) var vectorsRead = 0
  /// How many vectors the file announces; nil where it does not.
  public let announced: Int?

  private let path: String
  private let format: VectorFileFormat
  private let vocabulary: Vocabulary
  private let scanner: ByteScanner
  private let metadata: ByteScanner?
  private var line = 1
  private var loaded: LoadedVectors
  private var seen: [Bool]
  /// A vector as it is parsed.
  private var vector: [Float] = []

  /// Opens a file and reads its header.
  ///
  /// - Parameters:
  ///   - path: Its extension names the format.
  ///   - vocabulary: The words whose vectors are wanted.
  ///   - dimension: The dimension the file must have; nil for any.
  /// - Throws: ``VectorFileError`` if the file cannot be read, has no header or another dimension.
  public init(
    path: String, vocabulary: Vocabulary, dimension: Int?
  ) throws(VectorFileError) {
    format = try VectorFileFormat(path: path)
    self.path = path
    self.vocabulary = vocabulary
    do {
      scanner = try ByteScanner(path: path)
      metadata =
        format == .projector
        ? try ByteScanner(path: VectorFileFormat.metadataPath(of: path)) : nil
    } catch { throw .file(error) }
    seen = Array(repeating: false, count: vocabulary.count)
    switch format {
    case .text, .binary:
      let header = try Self.header(scanner, path: path)
      announced = header.words
      self.dimension = header.dimension
      line = 2
    case .projector:
      announced = nil
      self.dimension = try Self.columns(of: path)
    }
    loaded = LoadedVectors(dimension: self.dimension)
    if let dimension, dimension != self.dimension {
      throw .wrongDimension(path: path, found: self.dimension, expected: dimension)
    }
    if let dimension {
      // Growing would copy all that has been read, time and again.
      loaded.reserve(min(announced ?? vocabulary.count, vocabulary.count), dimension: dimension)
    }
  }

  /// The two numbers of the first line.
  private static func header(
    _ scanner: ByteScanner, path: String
  ) throws(VectorFileError) -> (words: Int, dimension: Int) {
    let first: ArraySlice<UInt8>
    do { first = try scanner.piece(endingWith: newline)?.bytes ?? [] } catch { throw .file(error) }
    let numbers = fields(of: first).map { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count == 2, let words = numbers[0], let dimension = numbers[1], words >= 0,
      dimension > 0
    else {
      throw .noHeader(path: path, found: displayText(first.prefix(60)))
    }
    return (words, dimension)
  }

  /// How many numbers the first line of a projector's file has.
  private static func columns(of path: String) throws(VectorFileError) -> Int {
    do {
      let first = try ByteScanner(path: path).piece(endingWith: newline)
      return max(1, fields(of: first?.bytes ?? []).count)
    } catch { throw .file(error) }
  }

  /// Reads the file to its end.
  ///
  /// Call it once.
  ///
  /// - Returns: The vectors, once the whole file has been found valid.
  /// - Throws: ``VectorFileError`` with the line or byte where the file is wrong.
  public func read() throws(VectorFileError) -> LoadedVectors {
    try throwing(only: VectorFileError.self) { try read(cancellation: .never) }
  }

  /// Reads the file to its end, unless cancelled.
  ///
  /// Call it once.
  ///
  /// - Parameter cancellation: Ends it early.
  /// - Returns: The vectors, once the whole file has been found valid.
  /// - Throws: ``VectorFileError`` with the line or byte where the file is wrong; the error of
  ///   `cancellation`.
  public func read<E>(cancellation: Cancellation<E>) throws -> LoadedVectors {
    repeat { try cancellation.check() } while try readPart(cancellation)
    loaded.missing = seen.indices.filter { !seen[$0] }
    return loaded
  }

  /// Reads as many vectors as take a few milliseconds.
  ///
  /// - Returns: Whether there may be more.
  private func readPart(_ cancellation: Cancellation<some Error>) throws -> Bool {
    for _ in 0..<max(1, 20_000 / dimension) {
      let hasRead =
        switch format {
        case .text: try readText()
        case .binary: try readBinary()
        case .projector: try readProjector(cancellation)
        }
      if !hasRead { return false }
    }
    return true
  }

  // Each of these reads one vector and tells whether there was one.

  private func readText() throws(VectorFileError) -> Bool {
    guard let text = try piece(scanner, endingWith: newline) else {
      try refuseTruncated()
      return false
    }
    let fields = fields(of: text.bytes)
    guard let word = fields.first else {
      // Blank lines are skipped, wherever they are.
      line += 1
      return true
    }
    try refuseTrailing("line \(line)")
    try parse(fields.dropFirst())
    line += 1
    add(word)
    return true
  }

  private func readBinary() throws(VectorFileError) -> Bool {
    // Word2vec.c ends a vector with a newline, gensim does not.
    do { try scanner.skip(newline) } catch { throw .file(error) }
    let start = scanner.offset
    guard let word = try piece(scanner, endingWith: space) else {
      try refuseTruncated()
      return false
    }
    try refuseTrailing("byte \(start)")
    let name = Array(word.bytes)
    let bytes: ArraySlice<UInt8>
    do { bytes = try scanner.piece(count: 4 * dimension) } catch { throw .file(error) }
    guard word.isComplete, bytes.count == 4 * dimension else {
      throw .truncated(
        path: path, place: "byte \(scanner.offset)", found: vectorsRead, expected: announced ?? 0)
    }
    vector.removeAll(keepingCapacity: true)
    bytes.withUnsafeBytes { bytes in
      for column in 0..<dimension {
        let bits = bytes.loadUnaligned(fromByteOffset: 4 * column, as: UInt32.self)
        vector.append(Float(bitPattern: UInt32(littleEndian: bits)))
      }
    }
    guard vector.allSatisfy(\.isFinite) else {
      throw .notFinite(path: path, place: "byte \(start)")
    }
    add(name[...])
    return true
  }

  private func readProjector(_ cancellation: Cancellation<some Error>) throws -> Bool {
    guard let metadata else { return false }
    let text = try piece(scanner, endingWith: newline)
    let name = try piece(metadata, endingWith: newline)
    guard let text, let name else {
      if text == nil && name == nil { return false }
      let rest = try 1 + lines(text == nil ? metadata : scanner, cancellation)
      throw VectorFileError.unequalLengths(
        path: path, vectors: vectorsRead + (text == nil ? 0 : rest),
        metadata: VectorFileFormat.metadataPath(of: path),
        words: vectorsRead + (name == nil ? 0 : rest))
    }
    try parse(fields(of: text.bytes)[...])
    line += 1
    add(name.bytes)
    return true
  }

  /// How many lines are left.
  private func lines(
    _ scanner: ByteScanner, _ cancellation: Cancellation<some Error>
  ) throws -> Int {
    var count = 0
    while try piece(scanner, endingWith: newline) != nil {
      count += 1
      if count % 1024 == 0 { try cancellation.check() }
    }
    return count
  }

  private func piece(
    _ scanner: ByteScanner, endingWith delimiter: UInt8
  ) throws(VectorFileError) -> (bytes: ArraySlice<UInt8>, isComplete: Bool)? {
    do { return try scanner.piece(endingWith: delimiter) } catch { throw .file(error) }
  }

  private func refuseTruncated() throws(VectorFileError) {
    guard let announced, vectorsRead < announced else { return }
    let place = format == .binary ? "byte \(scanner.offset)" : "line \(line)"
    throw .truncated(path: path, place: place, found: vectorsRead, expected: announced)
  }

  private func refuseTrailing(_ place: String) throws(VectorFileError) {
    guard let announced, vectorsRead == announced else { return }
    throw .trailing(path: path, place: place, expected: announced)
  }

  private func parse(_ fields: ArraySlice<ArraySlice<UInt8>>) throws(VectorFileError) {
    guard fields.count == dimension else {
      throw .wrongFieldCount(path: path, line: line, found: fields.count, expected: dimension)
    }
    vector.removeAll(keepingCapacity: true)
    for field in fields {
      guard let value = Float(String(decoding: field, as: UTF8.self)) else {
        throw .noNumber(path: path, line: line, text: displayText(field.prefix(60)))
      }
      guard value.isFinite else { throw .notFinite(path: path, place: "line \(line)") }
      vector.append(value)
    }
  }

  private func add(_ word: ArraySlice<UInt8>) {
    vectorsRead += 1
    if let index = vocabulary.index(of: word) {
      if seen[index] {
        loaded.duplicates.add(displayText(word))
      } else {
        seen[index] = true
        loaded.words.append(index)
        loaded.components += vector
      }
    } else {
      loaded.unknown.add(displayText(word))
    }
  }
}

/// Vectors that a file had for words of a vocabulary, and the words that did not match.
public struct LoadedVectors: Sendable {
  /// The number of components of a vector, `d`.
  public let dimension: Int
  /// The words that have a vector in the file, in its order.
  public internal(set) var words: [Int] = []
  /// The words of the vocabulary that are not in the file.
  public internal(set) var missing: [Int] = []
  /// The words of the file that are not in the vocabulary.
  public internal(set) var unknown = NameSample()
  /// The words that the file has again; the first vector counts.
  public internal(set) var duplicates = NameSample()
  /// The vectors of `words`, one after another.
  package internal(set) var components: [Float] = []

  /// How many words there are of a kind, and the first few of them by name.
  public struct NameSample: Equatable, Sendable {
    /// How many there are.
    public private(set) var count = 0
    /// The first ten, as text that is safe to show.
    public private(set) var names: [String] = []

    mutating func add(_ name: @autoclosure () -> String) {
      count += 1
      if names.count < 10 { names.append(name()) }
    }
  }

  init(dimension: Int) {
    self.dimension = dimension
  }

  /// Given vectors, one after another.
  package init(dimension: Int, words: [Int], components: [Float]) {
    precondition(components.count == dimension * words.count, "a vector for each word")
    self.dimension = dimension
    self.words = words
    self.components = components
  }

  /// Reserves memory for the vectors of `count` words.
  mutating func reserve(_ count: Int, dimension: Int) {
    words.reserveCapacity(count)
    components.reserveCapacity(count * dimension)
  }

  /// Overwrites the rows of the words that were in the file; other rows stay.
  ///
  /// - Parameters:
  ///   - matrix: A matrix of ``dimension`` columns, with a row for each word of the vocabulary.
  ///   - cancellation: Ends it early.
  /// - Throws: The error of `cancellation`; only the first words have their vectors then.
  public func assign<E>(
    to matrix: inout Matrix, cancellation: Cancellation<E> = .never
  ) throws(E) {
    precondition(matrix.columns == dimension, "vectors and matrix differ in dimension")
    try components.withUnsafeBufferPointer { (components) throws(E) in
      guard let start = components.baseAddress else { return }
      // Each word has a row, so the words fit into the parts.
      for part in matrix.parts {
        try cancellation.check()
        for number in part.clamped(to: words.indices) {
          precondition(words[number] < matrix.rows, "no such row")
          matrix.mutableRow(words[number]).update(
            from: start + number * dimension, count: dimension)
        }
      }
    }
  }
}

private let newline: UInt8 = 0x0A
private let space: UInt8 = 0x20

/// The runs of bytes between blanks: spaces, tabs and carriage returns.
private func fields(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
  line.split { $0 == space || $0 == 0x09 || $0 == 0x0D }
}
