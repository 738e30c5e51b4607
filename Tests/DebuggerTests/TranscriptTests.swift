import Corpora
import TestSupport
import Testing
import Word2Vec

@testable import Debugger

@Suite("Debugging stories, as transcripts")
struct TranscriptTests {
  /// A story: a name, and the commands that are typed.
  struct Story: CustomTestStringConvertible, Sendable {
    let name: String
    let lines: [String]

    var testDescription: String { name }
  }

  static let stories = [
    Story(
      name: "who-pulled-two-words-apart",
      lines: [
        "watch dot(v[cat], u[dog]) > -0.1", "continue", "info breakpoints", "delete", "step 60",
        "why cat dog", "why cat dog from 10 to 20", "goto 28", "info window", "why v[cat] to 28",
      ]),
    Story(
      name: "stopping-at-words",
      lines: [
        "break sat", "commands", "print J", "end", "break outside bird if step > 3",
        "tbreak 20", "info breakpoints", "continue", "continue", "continue 2", "ignore 1 3",
        "continue", "disable 1", "continue", "info breakpoints", "delete", "continue",
      ]),
    Story(
      name: "back-in-time",
      lines: [
        "step 12", "info model", "back 5", "step 5", "info model", "break sat",
        "reverse-continue", "reverse-continue", "set eta 0.5", "step 3", "info history", "goto 0",
        "back", "goto 4", "info settings",
      ]),
    Story(
      name: "watching-a-component",
      lines: ["watch v[cat][0]", "continue", "continue", "reverse-continue", "where"]),
    Story(
      name: "running-away",
      lines: ["set eta 1e25", "continue", "back", "print norm(v[center])", "run", "info model"]),
    Story(
      name: "finish-and-until",
      lines: [
        "set epochs 2", "finish", "until J > 9", "finish epoch", "continue", "continue",
        "set epochs 3", "finish sentence",
      ]),
    Story(
      name: "a-window-of-ones-own",
      lines: [
        "set objective negative-sampling", "step 3", "window cat : dog bird",
        "negatives 1 = sat the", "step", "where", "back", "negatives", "window corpus", "step",
        "info history",
      ]),
    Story(
      name: "little-memory",
      lines: [
        "set history-memory 0", "step 30", "info history", "back 10", "info model", "step 10",
        "goto 20", "info model",
      ]),
  ]

  private static func file(_ name: String) -> String {
    "Tests/DebuggerTests/Transcripts/\(name).txt"
  }

  @Test("The transcript reads as on file", arguments: stories)
  func story(_ story: Story) throws {
    let session = try testSession()
    session.interface.precision = 6
    var transcript = ""
    for line in story.lines {
      transcript += session.prompt + line + "\n"
      let output = session.output(line)
      if !output.isEmpty { transcript += output + "\n" }
    }
    try expectGolden(transcript, Self.file(story.name))
  }

  #if DEBUG
  /// Lessons that train on the large text are for optimised builds.
  static let lessons = BundledTexts.lessons.keys.sorted().filter { name in
    !String(decoding: BundledTexts.lessons[name] ?? [], as: UTF8.self).contains("load royals")
  }
  #else
  static let lessons = BundledTexts.lessons.keys.sorted()
  #endif

  @Test("The lesson reads as on file", arguments: lessons)
  func lesson(_ name: String) throws {
    let session = try Session.start(SessionOptions())
    session.interface.precision = 6
    // Which component a check finds worst, by some 10⁻¹³, is a matter of rounding.
    let lines = session.output("preset \(name)").split(
      separator: "\n", omittingEmptySubsequences: false)
    let transcript = lines.filter { !$0.contains("e-1") || !($0.first == "u" || $0.first == "v") }
    try expectGolden(transcript.joined(separator: "\n") + "\n", Self.file("lesson-\(name)"))
  }
}
