import SystemPackage
import Word2Vec

/// A CSV file with a line for each window applied.
///
/// The columns are those of ``heading``; lines end with a newline alone, numbers read back exactly.
final class RunLog {
  static let heading = "number,epoch,center,J,gradientNorm"

  let path: String
  private let file: OpenFile
  private var buffer: [UInt8] = []
  /// The bytes written, all in whole lines.
  private var length: Int64 = 0
  private static let bufferSize = 1 << 16

  /// Creates or truncates a file.
  init(path: String) throws {
    self.path = path
    do {
      file = OpenFile(try .opening(path, .writeOnly, options: [.create, .truncate]))
    } catch {
      throw FileError.unwritable(path: path, reason: "\(error)")
    }
    buffer.append(contentsOf: (Self.heading + "\n").utf8)
    try flush()
  }

  deinit {
    try? flush()
  }

  /// Adds a line.
  func append(_ line: String) throws {
    buffer.append(contentsOf: line.utf8)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Writes the buffered lines; on an error, of those that fit into the file only whole ones.
  func flush() throws {
    defer { buffer.removeAll(keepingCapacity: true) }
    do {
      try file.descriptor.writeWaiting(buffer)
      length += Int64(buffer.count)
    } catch {
      if let end = try? file.descriptor.seek(offset: 0, from: .current), end > length {
        let written = buffer.prefix(Int(end - length))
        let lines = written.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        try? file.descriptor.resize(to: length + Int64(lines))
      }
      throw FileError.unwritable(path: path, reason: "\(error)")
    }
  }
}

/// The files that a session appends to.
struct Logs {
  /// The log of windows.
  var log: RunLog?
  /// The current recording.
  var recording: Recording?
}

extension Session {
  /// Logs the pending window before it is applied, if its number is due.
  ///
  /// - Throws: ``Interruption``, before anything is added.
  /// - Complexity: O(1) without a log; else a forward pass and the gradients in double precision.
  func logPendingWindow() throws {
    guard logs.log != nil, run.number % interface.logEvery == 0 else { return }
    let trace = try trace()
    // Compute before writing: an interrupted window is retried and logged then.
    try run.prepareUpdate()
    let gradientNorm = norm(trace.centerGradient)
    let fields = [
      "\(trace.number)", "\(trace.window.place?.epoch ?? run.position.epoch)",
      csvField(corpus.vocabulary.name(of: trace.window.center)), exactly(trace.loss),
      exactly(gradientNorm),
    ]
    writeLog { try $0.append(fields.joined(separator: ",") + "\n") }
  }

  /// Flushes the log.
  func flushLog() {
    writeLog { try $0.flush() }
  }

  /// Opens and closes the log where its setting says so.
  ///
  /// A new file is truncated, after a question if it exists, unless an open log continues.
  func openLog(for new: InterfaceSettings, resuming open: RunLog?) throws {
    guard new.log != interface.log else { return }
    if let open, open.path == new.log {
      logs.log = open
    } else {
      if let path = new.log { try prepareToWrite(path) }
      logs.log = try new.log.map { try RunLog(path: $0) }
      if let path = new.log { recordWritten(path) }
    }
  }

  /// Writes to the log; on an error, closes it and goes on.
  private func writeLog(_ body: (RunLog) throws -> Void) {
    guard let log = logs.log else { return }
    do {
      try body(log)
    } catch {
      logs.log = nil
      interface.log = nil
      interpreter.hasFailed = true
      request(.failure(safeText("\(error); logging has stopped")))
    }
  }
}
