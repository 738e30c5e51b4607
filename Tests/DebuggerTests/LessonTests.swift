import Corpora
import TestSupport
import Testing

@testable import Debugger

@Suite("Lessons")
struct LessonTests {
  /// Lessons that run completely, except those on the large text.
  private static let small = BundledTexts.lessons.keys.sorted().filter { name in
    isComplete(name) && !isLarge(name)
  }

  private static func isComplete(_ name: String) -> Bool {
    lines(name).allSatisfy { line in
      ParsedLine(line).map { (try? Command.named($0.name)) != nil } ?? true
    }
  }

  private static func isLarge(_ name: String) -> Bool {
    lines(name).contains { $0.hasPrefix("load royals") }
  }

  private static func lines(_ name: String) -> [String] {
    String(decoding: BundledTexts.lessons[name] ?? [], as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test("A lesson runs to its end without a failing command", arguments: small)
  func runs(name: String) throws {
    let session = try Session.start(SessionOptions())
    let text = session.succeed("preset \(name)")
    #expect(!session.hasFailed)
    for line in Self.lines(name) where !line.isEmpty { #expect(text.contains(line)) }
  }

  @Test("Lessons run in any order")
  func anyOrder() throws {
    let session = try Session.start(SessionOptions())
    for name in Self.small + Self.small.reversed() { session.succeed("preset \(name)") }
  }

  @Test("Every lesson has a title, and `preset` lists it")
  func titles() throws {
    let list = try Session.ofRoyals().succeed("preset")
    for name in BundledTexts.lessons.keys {
      #expect(!BundledTexts.title(ofLesson: name).isEmpty)
      #expect(list.contains(name))
    }
  }
}
