import SkipGram

/// `load vectors`: reads a file of vectors in slices, then writes them into `V` or `U` as a whole.
final class ReadVectorsActivity: Activity {
  let title: String
  private let reader: VectorFileReader
  private let side: Side

  init(path: String, side: Side, session: Session) throws {
    title = "load vectors \(displayText(path.utf8))"
    self.side = side
    reader = try VectorFileReader(
      path: path, vocabulary: session.corpus.vocabulary,
      dimension: session.hyperparameters.dimension)
  }

  var progress: Progress {
    Progress(title: title, done: reader.vectorsRead, total: reader.announced, unit: "vectors")
  }

  func advance(_ session: Session, work: Int) throws -> Bool {
    let loaded = try reader.read(cancellation: session.cancellation)
    session.perform(.vectors(side, loaded))
    session.say(
      "\(side == .center ? "V" : "U") has the vectors of \(grouped(loaded.words.count)) of "
        + "\(counted(session.corpus.vocabulary.count, "word")) now")
    session.sayNames(
      loaded.missing.count, loaded.missing.prefix(10).map { session.name($0) },
      "of the vocabulary not in the file, with vectors as before")
    session.sayNames(
      loaded.unknown.count, loaded.unknown.names, "of the file not in the vocabulary")
    session.sayNames(
      loaded.duplicates.count, loaded.duplicates.names,
      "more than once in the file, the first vector counts")
    return true
  }

  func interrupt(_ session: Session) {
    session.say("\(title): interrupted; the vectors stay as they were")
  }
}

/// `save vectors`: writes `V` or `U` to a file in slices.
final class WriteVectorsActivity: Activity {
  let title: String
  private let writer: VectorFileWriter
  private let path: String
  private let side: Side
  private let total: Int

  init(path: String, side: Side, session: Session) throws {
    self.path = path
    title = "save vectors \(displayText(path.utf8))"
    self.side = side
    total = session.corpus.vocabulary.count
    writer = try VectorFileWriter(
      path: path, vocabulary: session.corpus.vocabulary,
      dimension: session.hyperparameters.dimension)
  }

  var progress: Progress {
    Progress(title: title, done: writer.written, total: total, unit: "vectors")
  }

  func advance(_ session: Session, work: Int) throws -> Bool {
    try session.trainer.parameters.withMatrix(side) { matrix in
      try writer.write(matrix, cancellation: session.cancellation)
    }
    session.say("wrote \(grouped(total)) vectors to \(displayText(path.utf8))")
    return true
  }

  func interrupt(_ session: Session) {
    session.say("\(title): interrupted; the file stays as it was")
  }
}

extension Session {
  /// Says how many words there are of a kind, and names the first of them.
  ///
  /// `text` says what is so about them, behind `1 word` or `2 words`.
  func sayNames(_ count: Int, _ names: [String], _ text: String) {
    guard count > 0 else { return }
    say(
      "\(counted(count, "word")) \(text): " + names.joined(separator: " ")
        + (names.count < count ? " …" : ""))
  }
}
