import SkipGram
import SystemPackage

/// A file that gets a line of CSV for windows as they are applied.
///
/// The columns are those of ``heading``; lines end with a newline alone, numbers read back exactly.
final class RunLog {
  static let heading = "number,epoch,center,J,gradientNorm"

  let path: String
  private let file: OpenFile
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 16

  /// Begins a file anew.
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

  /// Writes out what has been added.
  func flush() throws {
    defer { buffer.removeAll(keepingCapacity: true) }
    do { try file.descriptor.writeWaiting(buffer) } catch {
      throw FileError.unwritable(path: path, reason: "\(error)")
    }
  }
}

/// The files that a session writes as it goes.
struct Logs {
  /// The file that gets a line for every window applied.
  var log: RunLog?
  /// The recording under way.
  var recording: Recording?
}

extension Session {
  /// Adds a line on the pending window, which is about to be applied, if it is one to log.
  ///
  /// - Throws: ``Interruption``, before anything is added.
  /// - Complexity: O(1) without a log; else a forward pass and the gradients in double precision.
  func logPendingWindow() throws {
    guard logs.log != nil, run.number % interface.logEvery == 0 else { return }
    let record = try trace()
    // Compute before writing: an interrupted window is retried and logged then.
    try run.prepareUpdate()
    let gradientNorm = norm(record.centerGradient)
    let fields = [
      "\(record.number)", "\(record.window.place?.epoch ?? run.position.epoch)",
      csvField(corpus.vocabulary.name(of: record.window.center)), exactly(record.loss),
      exactly(gradientNorm),
    ]
    writeLog { try $0.append(fields.joined(separator: ",") + "\n") }
  }

  /// Has everything logged so far in the file.
  func flushLog() {
    writeLog { try $0.flush() }
  }

  /// Opens and closes the log where its setting says so.
  ///
  /// A file is begun anew, unless it is that of a log to go on with.
  func openLog(for new: InterfaceSettings, resuming open: RunLog?) throws {
    guard new.log != interface.log else { return }
    if let open, open.path == new.log {
      logs.log = open
    } else {
      logs.log = try new.log.map { try RunLog(path: $0) }
    }
  }

  /// A log that cannot be written is given up; the run goes on.
  private func writeLog(_ body: (RunLog) throws -> Void) {
    guard let log = logs.log else { return }
    do {
      try body(log)
    } catch {
      logs.log = nil
      interface.log = nil
      say("\(error); logging has stopped")
    }
  }
}
