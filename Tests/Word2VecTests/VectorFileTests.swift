import Foundation
import TestSupport
import Testing
import Word2Vec

private func vocabulary(_ words: [[UInt8]]) throws -> Vocabulary {
  var text: [UInt8] = []
  for (index, word) in words.enumerated() {
    for _ in index..<words.count { text += word + [0x20] }
  }
  return try CorpusReader(bytes: text, source: .bundled("test"), tokenization: .raw).read()
    .vocabulary
}

private func vocabulary(_ words: String...) throws -> Vocabulary {
  try vocabulary(words.map { Array($0.utf8) })
}

/// Words that are hard on file formats.
private let exoticWords: [[UInt8]] =
  [
    "king", "</s>", "42", "-1.5", "naïve", "\u{200b}", "\u{1c}", "\u{1f}x", "Ω\u{301}", "\"", "#",
    "\\", "nan",
  ]
  .map { Array($0.utf8) } + [
    [0xFF, 0xFE], [0x00], [0x61, 0x00], Array(repeating: 0x78, count: 1000),
  ]

/// Bit patterns at the edges of Float32.
private let edgeValues: [Float] = [
  0, -0.0, 1, -1, 0.1, 1 / 3, .pi, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
  .leastNormalMagnitude, .leastNonzeroMagnitude, 1e-10, 16_777_216, 1e10, 123_456.79,
]

private func matrix(rows: Int, columns: Int, seed: Int) -> Matrix {
  var matrix = Matrix(rows: rows, columns: columns)
  let random = Randomness(seed: UInt64(seed), for: .check)
  for row in 0..<rows {
    for column in 0..<columns {
      let bits = random.keyed(by: row).keyed(by: column).bits
      let value = Float(bitPattern: UInt32(truncatingIfNeeded: bits))
      matrix[row, column] =
        bits >> 60 == 0
        ? edgeValues[Int(bits >> 32) % edgeValues.count] : value.isFinite ? value : 0
    }
  }
  return matrix
}

private func bits(_ matrix: borrowing Matrix) -> [UInt32] {
  (0..<matrix.rows).flatMap { row in
    (0..<matrix.columns).map { matrix[row, $0].bitPattern }
  }
}

private func save(_ matrix: borrowing Matrix, _ vocabulary: Vocabulary, to path: String) throws {
  let writer = try VectorFileWriter(
    path: path, vocabulary: vocabulary, dimension: matrix.columns)
  try writer.write(matrix)
}

@Suite struct VectorFileTests {
  @Test(arguments: [".txt", ".vec", ".bin", ".tsv"], [1, 3, 17, 300])
  func `vectors read back with the same bits`(suffix: String, dimension: Int) throws {
    let folder = try TemporaryFolder()
    let vocabulary = try vocabulary(exoticWords)
    let matrix = matrix(rows: vocabulary.count, columns: dimension, seed: dimension)
    let path = folder.file("v" + suffix)
    try save(matrix, vocabulary, to: path)
    let reader = try VectorFileReader(path: path, vocabulary: vocabulary, dimension: dimension)
    let loaded = try reader.read()
    #expect(loaded.words == Array(0..<vocabulary.count))
    #expect(loaded.missing.isEmpty && loaded.unknown.count == 0 && loaded.duplicates.count == 0)
    var other = Matrix(rows: vocabulary.count, columns: dimension)
    loaded.assign(to: &other)
    #expect(bits(other) == bits(matrix))
    let expected = suffix == ".tsv" ? ["v.metadata.tsv", "v.tsv"] : ["v" + suffix]
    #expect(folder.names == expected)
  }

  @Test func `text holds the shortest decimals that read back`() throws {
    let folder = try TemporaryFolder()
    let vocabulary = try vocabulary("b", "a")
    var matrix = Matrix(rows: 2, columns: 3)
    matrix.setVector(0, to: [0.1, -0.5, 1e-20])
    matrix.setVector(1, to: [1, 2, 3])
    try save(matrix, vocabulary, to: folder.file("v.vec"))
    let text = try folder.text("v.vec")
    #expect(text == "2 3\nb 0.1 -0.5 1e-20\na 1.0 2.0 3.0\n")
    try save(matrix, vocabulary, to: folder.file("v.tsv"))
    let vectors = try folder.text("v.tsv")
    #expect(vectors == "0.1\t-0.5\t1e-20\n1.0\t2.0\t3.0\n")
    let words = try folder.text("v.metadata.tsv")
    #expect(words == "b\na\n")
  }

  @Test func `words that do not match are counted and named`() throws {
    let folder = try TemporaryFolder()
    let vocabulary = try vocabulary("the", "king", "queen")
    let path = try folder.write(
      "5 2\r\nking 1 2\r\nold 3 4 \nking 5 6\n\u{1b}[2J 7 8\n\nthe\t9\t1e1\n", to: "v.txt")
    let loaded = try VectorFileReader(path: path, vocabulary: vocabulary, dimension: 2).read()
    #expect(loaded.words == [1, 0])
    #expect(loaded.missing == [2])
    #expect(loaded.unknown.count == 2)
    #expect(loaded.unknown.names == ["old", "\\x1b[2J"])
    #expect(loaded.duplicates.names == ["king"])
    var matrix = Matrix(rows: 3, columns: 2)
    matrix.setVector(2, to: [-1, -1])
    loaded.assign(to: &matrix)
    #expect((0..<3).map { matrix.vector($0) } == [[9, 10], [1, 2], [-1, -1]])
  }

  @Test func `a binary file without newlines is read too`() throws {
    let folder = try TemporaryFolder()
    let vocabulary = try vocabulary("a", "b")
    var bytes = Array("2 1\n".utf8)
    for (word, value) in [("b", Float(2)), ("a", 1)] {
      bytes += Array("\(word) ".utf8)
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }
    let path = try folder.write(bytes, to: "v.bin")
    let loaded = try VectorFileReader(path: path, vocabulary: vocabulary, dimension: nil).read()
    var matrix = Matrix(rows: 2, columns: 1)
    loaded.assign(to: &matrix)
    #expect(matrix.vector(0) == [1] && matrix.vector(1) == [2])
  }

  /// Files with one fault, and the message about it.
  static let faults: [(name: String, content: String, message: String)] = [
    ("v.txt", "", "line 1: expected the number of words"),
    ("v.txt", "a 1 2\n", "line 1: expected the number of words"),
    ("v.txt", "2\n", "line 1: expected the number of words"),
    ("v.txt", "-1 2\n", "line 1: expected the number of words"),
    ("v.txt", "1 0\n", "line 1: expected the number of words"),
    ("v.txt", "99999999999999999999 2\n", "line 1: expected the number of words"),
    ("v.txt", "\u{1b}[2J\n", "found \"\\x1b[2J\""),
    ("v.txt", "1 3\na 1 2 3\n", "dimension 3, the model has 2"),
    ("v.txt", "2 2\na 1 2\n", "ends at line 3 after 1 of 2"),
    ("v.txt", "9223372036854775807 2\na 1 2\n", "after 1 of 9223372036854775807"),
    ("v.txt", "1 9223372036854775807\na 1 2\n", "dimension 9223372036854775807"),
    ("v.txt", "2 2\na 1 2\nb 1\n", "line 3: expected 2 numbers, found 1"),
    ("v.txt", "2 2\na 1 2\nb 1 2 3\n", "line 3: expected 2 numbers, found 3"),
    ("v.txt", "2 2\na 1 2\nb 1 2,5\n", "line 3: \"2,5\" is not a number"),
    ("v.txt", "2 2\na 1 2\nb 1 nan\n", "line 3: a component is not a finite Float32"),
    ("v.txt", "2 2\na 1 2\nb 1 1e39\n", "line 3: a component is not a finite Float32"),
    ("v.txt", "1 2\na 1 2\nb 1 2\n", "line 3: the file continues after the 1 vectors"),
    ("v.bin", "1 2\na ", "ends at byte 6 after 0 of 1"),
    ("v.bin", "1 2\nabc", "ends at byte 7 after 0 of 1"),
    ("v.bin", "1 2\na 1234567", "ends at byte 13 after 0 of 1"),
    ("v.bin", "2 2\na 12345678", "ends at byte 14 after 1 of 2"),
    ("v.bin", "1 2\na 12345678b 12345678", "byte 14: the file continues after the 1 vectors"),
    ("v.bin", "1 2\na 1234\u{0}\u{0}\u{7f}\u{7f}", "OK"),
    ("v.bin", "1 2\na 123456\u{c0}\u{7f}", "byte 4: a component is not a finite Float32"),
    ("v.bin", "9223372036854775807 2\n", "after 0 of 9223372036854775807"),
    ("v.tsv", "1\t2\n", "no such file"),
    ("v.png", "1 2\na 1 2\n", "one of .txt, .vec, .bin, .tsv"),
  ]

  @Test(arguments: faults.indices)
  func `a faulty file is refused with the place of the fault`(index: Int) throws {
    let (name, content, message) = Self.faults[index]
    let folder = try TemporaryFolder()
    let vocabulary = try vocabulary("a", "b")
    let bytes = content.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    let path = try folder.write(bytes, to: name)
    do {
      _ = try VectorFileReader(path: path, vocabulary: vocabulary, dimension: 2).read()
      #expect(message == "OK")
    } catch {
      #expect("\(error)".contains(message), "\(error)")
    }
  }

  @Test func `the projector's files must have as many lines`() throws {
    let folder = try TemporaryFolder()
    let vocabulary = try vocabulary("a", "b")
    _ = try folder.write("a\nb\nc\n", to: "v.metadata.tsv")
    let path = try folder.write("1\t2\n3\t4", to: "v.tsv")
    let error = #expect(throws: VectorFileError.self) {
      try VectorFileReader(path: path, vocabulary: vocabulary, dimension: 2).read()
    }
    #expect(
      "\(String(describing: error))".contains("2")
        && "\(error.map(String.init(describing:)) ?? "")".contains("has 3 words"))
  }

  @Test(arguments: 0..<300)
  func `no bytes crash the reader`(seed: Int) throws {
    let folder = try TemporaryFolder()
    let vocabulary = try vocabulary("a", "b", "c")
    var matrix = matrix(rows: 3, columns: 4, seed: seed)
    let name = ["v.txt", "v.bin", "v.tsv"][seed % 3]
    try save(matrix, vocabulary, to: folder.file(name))
    var bytes = try folder.bytes(name)
    let random = Randomness(seed: 1, for: .check).keyed(by: seed)
    for change in 0..<1 + seed % 4 {
      let random = random.keyed(by: change)
      let place = random.integer(below: bytes.count)
      switch random.keyed(by: 1).integer(below: 4) {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: random.keyed(by: 2).bits)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(UInt8(truncatingIfNeeded: random.keyed(by: 2).bits), at: place)
      default: bytes.removeSubrange(place...)
      }
      if bytes.isEmpty { break }
    }
    let path = try folder.write(bytes, to: name)
    do {
      let loaded = try VectorFileReader(path: path, vocabulary: vocabulary, dimension: 4).read()
      loaded.assign(to: &matrix)
    } catch {
      #expect(!error.description.isEmpty)
    }
  }

  @Test func `a diverged vector is not written, and the old file stays`() throws {
    let folder = try TemporaryFolder()
    let vocabulary = try vocabulary("a", "b")
    let path = try folder.write("old", to: "v.txt")
    var matrix = Matrix(rows: 2, columns: 2)
    matrix.setVector(1, to: [0, .nan])
    let error = #expect(throws: VectorFileError.self) { try save(matrix, vocabulary, to: path) }
    #expect(error == .diverged(word: "b", component: 1))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    #expect(folder.names == ["v.txt"])
  }

  @Test func `an atomic file keeps permissions and links, and leaves nothing behind`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("old", to: "real.txt")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link.txt"), withDestinationPath: "real.txt")
    do {
      let file = try AtomicFile(path: folder.file("link.txt"))
      try file.append("given up")
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    let file = try AtomicFile(path: folder.file("link.txt"))
    try file.append(String(repeating: "x", count: 1_000_000))
    try file.append([10])
    try file.commit()
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == 1_000_001)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(folder.names == ["link.txt", "real.txt"])
    #expect(throws: FileError.directory(path: folder.path)) {
      try AtomicFile(path: folder.path)
    }
    #expect(throws: FileError.self) { try AtomicFile(path: folder.file("no/such")) }
    #expect(throws: FileError.unwritable(path: "/dev/full", reason: "No space left on device")) {
      let file = try AtomicFile(path: "/dev/full")
      try file.append("x")
      try file.commit()
    }
  }
}

private let pythonWithGensim = Task { await Tool.python(with: "gensim") }

@Suite(.enabled("needs gensim: set SGDB_PYTHON") { await pythonWithGensim.value != nil })
struct VectorFileGensimTests {
  @Test(arguments: ["txt", "bin"])
  func `gensim reads equal numbers, and what it writes reads back`(suffix: String) async throws {
    let folder = try TemporaryFolder()
    let words = exoticWords.filter { String(validating: $0, as: UTF8.self) != nil }
    let vocabulary = try vocabulary(words)
    let matrix = matrix(rows: vocabulary.count, columns: 20, seed: 9)
    let (ours, theirs) = (folder.file("ours." + suffix), folder.file("theirs." + suffix))
    try save(matrix, vocabulary, to: ours)
    let script = """
      import sys
      from gensim.models import KeyedVectors
      binary = sys.argv[1].endswith("bin")
      vectors = KeyedVectors.load_word2vec_format(sys.argv[1], binary=binary)
      for word in vectors.index_to_key:
          print(word.encode().hex(), " ".join(str(x) for x in vectors[word].view("<u4")))
      vectors.save_word2vec_format(sys.argv[2], binary=binary)
      """
    let python = try #require(await pythonWithGensim.value)
    let result = try await python.run(["-c", script, ours, theirs])
    try #require(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(
      lines.map { $0[0] }
        == (0..<vocabulary.count).map { word in
          vocabulary.bytes(of: word).map { String(format: "%02x", $0) }.joined()[...]
        })
    #expect(lines.flatMap { $0.dropFirst().map { UInt32($0) } } == bits(matrix))

    let loaded = try VectorFileReader(path: theirs, vocabulary: vocabulary, dimension: 20).read()
    #expect(loaded.missing.isEmpty && loaded.unknown.count == 0)
    var other = Matrix(rows: vocabulary.count, columns: 20)
    loaded.assign(to: &other)
    #expect(bits(other) == bits(matrix))
  }
}
