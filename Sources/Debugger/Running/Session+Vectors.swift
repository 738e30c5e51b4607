import Runs
import Word2Vec

extension Session {
  /// Reads a file of vectors, then writes them into `V` or `U` as a whole.
  func loadVectors(_ path: String, into side: Side) throws {
    let title = "load vectors \(displayText(path.utf8))"
    let resolved = try pathToRead(path)
    if let metadata = VectorFileFormat.metadataPath(beside: resolved) {
      _ = try pathToRead(metadata)
    }
    let reader = try VectorFileReader(
      path: resolved, vocabulary: corpus.vocabulary, dimension: hyperparameters.dimension)
    let loaded = try work(title, unchanged: "the vectors stay as they were") {
      Progress(
        title: title, done: reader.vectorsRead, total: reader.announced, unit: "vectors")
    } _: {
      try reader.read(cancellation: cancellation)
    }
    make(.vectors(side, loaded))
    report(
      "read vectors of \(grouped(loaded.words.count)) of "
        + "\(counted(corpus.vocabulary.count, "word")) into \(side.matrixName)")
    reportNames(
      loaded.missing.count, loaded.missing.prefix(10).map { name($0) },
      "of the vocabulary not in the file, unchanged")
    reportNames(loaded.unknown.count, loaded.unknown.names, "of the file not in the vocabulary")
    reportNames(
      loaded.duplicates.count, loaded.duplicates.names,
      "more than once in the file, first vector used")
  }

  /// Writes `V` or `U` to a file.
  func saveVectors(_ side: Side, to path: String) throws {
    let title = "save vectors \(displayText(path.utf8))"
    let total = corpus.vocabulary.count
    let files = [path] + [VectorFileFormat.metadataPath(beside: path)].compactMap(\.self)
    for file in files { try prepareToWrite(file) }
    let writer = try VectorFileWriter(
      path: path, vocabulary: corpus.vocabulary, dimension: hyperparameters.dimension)
    try work(title, unchanged: "the file stays as it was") {
      Progress(title: title, done: writer.written, total: total, unit: "vectors")
    } _: {
      try run.parameters.withMatrix(side) { matrix in
        try writer.write(matrix, cancellation: cancellation)
      }
    }
    for file in files { recordWritten(file) }
    report("wrote \(counted(total, "vector")) to \(displayText(path.utf8))")
  }

  /// Reports the number of words of a kind, and the first of them.
  ///
  /// - Parameters:
  ///   - count: Their number.
  ///   - names: The first of them.
  ///   - text: The kind, after `1 word` or `2 words`.
  private func reportNames(_ count: Int, _ names: [String], _ text: String) {
    guard count > 0 else { return }
    report(
      "\(counted(count, "word")) \(text): " + names.joined(separator: " ")
        + (names.count < count ? " …" : ""))
  }
}
