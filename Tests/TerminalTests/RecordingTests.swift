import Foundation
import TestSupport
import Testing

/// Recordings of the real program.
@Suite(.serialized)
struct RecordingTests {
  /// An event of a recording.
  private struct Event {
    var seconds: Double
    var kind: String
    var data: String
  }

  private func read(_ path: String) throws -> (header: [String: Any], events: [Event]) {
    let lines = try readFile(path).split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8))
    }
    let header = try #require(lines.first as? [String: Any])
    let events = try lines.dropFirst().map { line in
      let parts = try #require(line as? [Any])
      #expect(parts.count == 3)
      return Event(
        seconds: try #require(parts[0] as? Double), kind: try #require(parts[1] as? String),
        data: try #require(parts[2] as? String))
    }
    return (header, events)
  }

  @Test("A recording of panes has every frame, in order, and the sizes of the terminal")
  func panes() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("run.cast")
    let terminal = try await TerminalSession(running: "", columns: 100, rows: 30)
    try await terminal.enter("record \(path)")
    try await terminal.enter("step")
    try await terminal.waitFor("window 1")
    try await terminal.resize(columns: 90, rows: 26)
    try await terminal.waitForLine("(sgdb)")
    try await terminal.enter("toggle")
    try await terminal.waitFor("negative-sampling  η")
    #expect(access(path, F_OK) != 0)
    try await terminal.press("C-d")
    try await terminal.waitFor("wrote \(path)")
    let (header, events) = try read(path)
    #expect(header["version"] as? Int == 2)
    #expect(header["width"] as? Int == 100 && header["height"] as? Int == 30)
    let times = events.map(\.seconds)
    #expect(times == times.sorted() && times.allSatisfy { $0 >= 0 })
    #expect(Set(events.map(\.kind)) == ["o", "r"])
    #expect(events.last { $0.kind == "r" }?.data == "90x26")
    let text = events.map(\.data).joined()
    for part in ["softmax", "negative-sampling", "toggle", "σ("] { #expect(text.contains(part)) }
    // A new size starts with a whole frame.
    let resized = try #require(events.firstIndex { $0.kind == "r" })
    #expect(events[resized + 1].data.hasPrefix("\u{1B}[0m\u{1B}[2J"))
  }

  @Test("Without panes the lines are recorded")
  func lines() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("run.cast")
    let result = try await BuiltProgram.run(
      ["--batch", "-ex", "record \(path)", "-ex", "step", "-ex", "record off", "-ex", "step"])
    #expect(result.status == 0)
    let (_, events) = try read(path)
    let lines = result.output.split(separator: "\n")
    #expect(events.map(\.data).joined() == lines[0] + "\r\n")
    #expect(lines.count == 3 && lines[1] == "wrote \(path)")
  }
}
