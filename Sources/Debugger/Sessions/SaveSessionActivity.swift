import SkipGram

/// `save session`: writes everything that a run needs to go on, in slices.
final class SaveSessionActivity: Activity {
  let title: String
  private let path: String
  private let writer: SessionFileWriter

  init(path: String, session: Session) throws {
    self.path = path
    title = "save session \(displayText(path.utf8))"
    writer = try SessionFileWriter(path: path, session: session)
  }

  var progress: Progress {
    Progress(title: title, done: writer.bytesWritten, total: writer.totalBytes, unit: "bytes")
  }

  func advance(_ session: Session, work: Int) throws -> Bool {
    let hasMore = try session.slices(of: work) {
      try writer.write($0, of: session.trainer.parameters)
    }
    if hasMore { return false }
    session.say("wrote \(displayText(path.utf8))")
    return true
  }

  func interrupt(_ session: Session) {
    session.say("\(title): interrupted; the file stays as it was")
  }
}
