import Algorithms

/// The distinct words of a text, the most frequent first.
///
/// All types of the text are kept, sorted by descending count and then by bytes; the vocabulary
/// proper is the prefix that occurs at least `minimumCount` times. So a word's index does not
/// depend on `minimumCount`, and changing it does not reread the text.
public struct Vocabulary: Sendable {
  /// The types of the text, whatever the minimum count.
  let types: Types
  /// The vocabulary size `W`: how many words occur at least `minimumCount` times.
  public let count: Int
  /// How often a word must occur to be in the vocabulary.
  public let minimumCount: Int
  /// How many tokens of the text are words of the vocabulary.
  public let keptTokens: Int

  /// The types of a text as arrays, shared by vocabularies that differ in minimum count.
  final class Types: Sendable {
    /// The bytes of all types, one after another.
    let arena: [UInt8]
    /// Where each type's bytes end in the arena.
    let ends: [Int]
    /// How often each type occurs.
    let counts: [Int32]
    /// An open-addressing table: a type's index plus 1, or 0.
    let index: [Int32]

    init(arena: [UInt8], ends: [Int], counts: [Int32], index: [Int32]) {
      self.arena = arena
      self.ends = ends
      self.counts = counts
      self.index = index
    }
  }

  init(types: Types, minimumCount: Int) {
    self.types = types
    self.minimumCount = minimumCount
    count = types.counts.partitioningIndex { Int($0) < minimumCount }
    keptTokens = types.counts[..<count].reduce(0) { $0 + Int($1) }
  }

  /// The same types under another minimum count.
  ///
  /// - Complexity: O(*W*).
  package func with(minimumCount: Int) -> Vocabulary {
    Vocabulary(types: types, minimumCount: minimumCount)
  }

  /// How many types the text has, those below the minimum count included.
  package var allTypes: Int { types.counts.count }

  /// The memory that the types take, in bytes.
  package var byteCount: Int {
    types.arena.count + types.ends.count * MemoryLayout<Int>.stride
      + (types.counts.count + types.index.count) * MemoryLayout<Int32>.stride
  }

  /// How often a type occurs in the text.
  ///
  /// - Parameter type: Its index; those from ``count`` on occur too rarely to be in the vocabulary.
  /// - Returns: At least 1.
  public func occurrences(of type: Int) -> Int { Int(types.counts[type]) }

  /// The bytes of a type, in UTF-8 if the text was.
  ///
  /// - Parameter type: Its index.
  /// - Returns: One byte or more.
  public func bytes(of type: Int) -> ArraySlice<UInt8> {
    types.arena[(type == 0 ? 0 : types.ends[type - 1])..<types.ends[type]]
  }

  /// A type as text that is safe to show: what could steer a terminal is escaped, as `\x1b`.
  ///
  /// Different types have different texts.
  ///
  /// - Parameter type: Its index.
  /// - Returns: A text without blanks.
  public func name(of type: Int) -> String { displayText(bytes(of: type)) }

  /// The index of a word of the vocabulary.
  ///
  /// - Parameter bytes: The word's bytes, as `"king".utf8`.
  /// - Returns: A number below ``count``, or nil if the vocabulary has no such word.
  public func index(of bytes: some Collection<UInt8>) -> Int? {
    guard case .word(let index) = lookUp(bytes) else { return nil }
    return index
  }

  /// Whether some bytes are a word.
  package enum Lookup: Equatable, Sendable {
    /// A word of the vocabulary, by its index.
    case word(Int)
    /// A type of the text that occurs too rarely to be in the vocabulary.
    case belowMinimumCount(occurrences: Int)
    /// Not a word of the text.
    case absent
  }

  /// Looks up some bytes among the words of the text.
  ///
  /// - Complexity: O(length), as long as the hash function is not attacked.
  package func lookUp(_ bytes: some Collection<UInt8>) -> Lookup {
    guard let type = typeIndex(of: bytes) else { return .absent }
    return type < count ? .word(type) : .belowMinimumCount(occurrences: occurrences(of: type))
  }

  /// The index of a type, those below the minimum count included.
  func typeIndex(of bytes: some Collection<UInt8>) -> Int? {
    bytes.withContiguousStorageIfAvailable { typeIndex(of: $0) }
      ?? Array(bytes).withUnsafeBufferPointer { typeIndex(of: $0) }
  }

  private func typeIndex(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash =
      bytes.count > WordKey.capacity ? WordKey.hash(long: bytes) : WordKey(short: bytes).hash
    let mask = types.index.count - 1
    var slot = Int(truncatingIfNeeded: hash &>> 32) & mask
    while types.index[slot] != 0 {
      let type = Int(types.index[slot]) - 1
      let found = self.bytes(of: type).withUnsafeBufferPointer { equal($0, bytes) }
      if found { return type }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
