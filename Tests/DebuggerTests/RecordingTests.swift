import Foundation
import TestSupport
import Testing

@testable import Debugger
@testable import Runs

@Suite("Recordings")
struct RecordingTests {
  /// The lines of a recording as JSON.
  private func lines(_ path: String) throws -> [Any] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8))
    }
  }

  @Test("A recording is a header and an event a line")
  func format() throws {
    let session = try Session.ofRoyals()
    let folder = try TemporaryFolder()
    let path = folder.file("a.cast")
    session.succeed("record \(path)")
    let recording = try #require(session.recording)
    let text = "a\u{1B}[1m\"é漢\\\r\n"
    try recording.begin(columns: 80, rows: 24, date: 1_700_000_000)
    try recording.append(.output(text), at: 0.25)
    try recording.append(.resize(columns: 60, rows: 16), at: 1.0000004)
    #expect(access(path, F_OK) != 0)
    #expect(session.succeed("record off").contains(path))
    #expect(session.recording == nil)
    let lines = try lines(path)
    let header = try #require(lines[0] as? [String: Any])
    #expect(header["version"] as? Int == 2)
    #expect(header["width"] as? Int == 80 && header["height"] as? Int == 24)
    #expect(header["timestamp"] as? Int == 1_700_000_000)
    let events = try lines.dropFirst().map { try #require($0 as? [Any]) }
    #expect(events.map { $0[0] as? Double } == [0.25, 1])
    #expect(events.map { $0[1] as? String } == ["o", "r"])
    #expect(events.map { $0[2] as? String } == [text, "60x16"])
  }

  @Test(
    "What cannot be recorded is an error that names it",
    arguments: [
      ("record", "a file, or off"), ("record x.txt", ".cast"), ("record off", "nothing"),
      ("record /nonexistent/x.cast", "/nonexistent/x.cast"), ("record a.cast b", "b"),
    ])
  func failures(line: String, named: String) throws {
    let session = try Session.ofRoyals()
    let failure = try #require(session.outcome(line).failure)
    #expect(failure.contains(named))
    #expect(session.recording == nil)
  }

  @Test("One recording at a time; the end of the program ends it")
  func oneAtATime() throws {
    let session = try Session.ofRoyals()
    let folder = try TemporaryFolder()
    let path = folder.file("a.cast")
    session.succeed("record \(path)")
    let failure = try #require(session.outcome("record \(folder.file("b.cast"))").failure)
    #expect(failure.contains(path) && failure.contains("record off"))
    #expect(session.endRecording().count == 1)
    #expect(access(path, F_OK) == 0)
    #expect(session.endRecording().isEmpty)
  }

  @Test("A recording that cannot be written is given up, and the session goes on")
  func givingUp() throws {
    struct Failure: Error {}
    let session = try Session.ofRoyals()
    let folder = try TemporaryFolder()
    session.succeed("record \(folder.file("a.cast"))")
    #expect(session.record { _ in throw Failure() }.count == 1)
    #expect(session.recording == nil)
    #expect(folder.names.isEmpty)
    session.succeed("step")
  }
}
