import Word2Vec

/// A recording of a terminal in asciinema's format, version 2: a header, then a line per event with
/// its time in seconds.
///
/// The file appears when the recording ends.
package final class Recording {
  /// The extension of recordings, with its dot.
  static let fileExtension = ".cast"

  package let path: String
  private let file: AtomicFile
  private var hasHeader = false

  /// Begins a recording; the header is written with the first event, when the size is known.
  ///
  /// - Throws: ``FileError`` if the file cannot be written.
  package init(path: String) throws {
    self.path = path
    file = try AtomicFile(path: path)
  }

  /// An event of the recorded terminal.
  package enum Event: Equatable, Sendable {
    /// The terminal gets text and escape sequences to show.
    case output(String)
    /// The terminal has another size.
    case resize(columns: Int, rows: Int)
  }

  /// Writes the header, once.
  ///
  /// - Parameters:
  ///   - columns: The columns of the terminal.
  ///   - rows: Its rows.
  ///   - date: The seconds since 1970.
  /// - Throws: ``FileError``.
  package func begin(columns: Int, rows: Int, date: Int) throws {
    guard !hasHeader else { return }
    hasHeader = true
    var json = JSONWriter { try self.file.append($0) }
    try json.object { json in
      try json.integer("version", 2)
      try json.integer("width", columns)
      try json.integer("height", rows)
      try json.integer("timestamp", date)
      try json.string("title", "sgdb")
      try json.object("env") { try $0.string("TERM", "xterm-256color") }
    }
    try file.append("\n")
  }

  /// Adds an event.
  ///
  /// - Parameters:
  ///   - event: The event.
  ///   - seconds: Its time, from the start of the recording.
  /// - Throws: ``FileError``.
  package func append(_ event: Event, at seconds: Double) throws {
    var json = JSONWriter { try self.file.append($0) }
    try json.array { json in
      try json.number(nil, (seconds * 1000).rounded() / 1000)
      switch event {
      case .output(let text):
        try json.string(nil, "o")
        try json.string(nil, text)
      case .resize(let columns, let rows):
        try json.string(nil, "r")
        try json.string(nil, "\(columns)x\(rows)")
      }
    }
    try file.append("\n")
  }

  /// Completes the file.
  ///
  /// - Throws: ``FileError``.
  func end() throws {
    try file.commit()
  }
}

extension Session {
  /// The current recording.
  package var recording: Recording? { logs.recording }

  /// Begins a recording, which the host fills.
  func beginRecording(path: String) throws {
    if let recording = logs.recording {
      throw CommandError.other(
        "\(displayText(recording.path.utf8)) is being recorded; `record off` ends it")
    }
    guard path.hasSuffix(Recording.fileExtension) else {
      throw CommandError.other(
        "'\(displayText(path.utf8))' is not a recording; its name must end in \(Recording.fileExtension)"
      )
    }
    try prepareToWrite(path)
    logs.recording = try Recording(path: path)
  }

  /// Ends the recording and reports its path.
  func finishRecording() {
    guard let recording = logs.recording else { return }
    logs.recording = nil
    do {
      try recording.end()
      recordWritten(recording.path)
      report("wrote \(displayText(recording.path.utf8))")
    } catch {
      report("\(error); nothing is recorded")
    }
  }

  /// Ends the recording at the end of the program.
  package func endRecording() -> [Effect] {
    finishRecording()
    return takeEffects()
  }

  /// Adds to the recording; on an error, closes it and goes on.
  package func record(_ body: (Recording) throws -> Void) -> [Effect] {
    guard let recording = logs.recording else { return [] }
    do {
      try body(recording)
      return []
    } catch {
      logs.recording = nil
      report("\(error); recording has stopped")
      return takeEffects()
    }
  }
}
