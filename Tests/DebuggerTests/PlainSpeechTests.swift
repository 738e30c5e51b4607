import TestSupport
import Testing
import Word2Vec

@testable import Debugger

@Suite("What is left out, looks alike or is missing is reported")
struct PlainSpeechTests {
  @Test("Subsampling that leaves no window is reported with a value that leaves some")
  func noWindowLeft() throws {
    let session = try testSession()
    session.succeed("set subsample 1e-9")
    let failure = try #require(session.outcome("finish epoch").failure)
    #expect(failure.hasPrefix("no window is left: subsample 1e-09 drops nearly all words; "))
    let remedies = failure.matches(of: /`(set subsample [^`]+)`/).map { String($0.output.1) }
    #expect(!remedies.isEmpty)
    for remedy in remedies {
      session.succeed("set subsample 1e-9", remedy, "step")
      #expect(session.run.number == 1)
    }
  }

  @Test("list puts words in parentheses that no window has")
  func leftOut() throws {
    let session = try testSession()
    #expect(!session.succeed("list").contains("("))
    session.succeed("set min-count 2")
    let list = session.succeed("list")
    // mat, a, bird and saw occur once.
    #expect(
      list.contains("the cat sat on the (mat)") || list.contains("[the] cat sat on the (mat)"))
    #expect(list.contains("(a) (bird) (saw) the dog"))
    session.succeed("set min-count 1", "set subsample 0.02", "set epochs 1", "set radius 100")
    let shown = session.succeed("list").split(separator: "\n")
    let current = try #require(shown.first { $0.hasPrefix(">") })
    let kept = current.split(separator: " ").dropFirst(2).filter { !$0.hasPrefix("(") }
    #expect(session.windowText(session.run.window) == kept.joined(separator: " "))
  }

  @Test("Words that look the same in other bytes are marked, and named when the text is loaded")
  func lookAlikes() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("a caf\u{E9} b\na cafe\u{301} b\nna\u{EF}f \u{FF}\n", to: "a.txt")
    let session = try testSession()
    let loaded = session.succeed("load \(file)")
    #expect(loaded.contains("warning: 2 words look the same as others in other characters: "))
    #expect(loaded.contains("caf\\u{e9}") && loaded.contains("cafe\\u{301}"))
    let table = session.succeed("info vocabulary")
    #expect(table.contains("= caf\\u{e9}") && table.contains("= cafe\\u{301}"))
    #expect(!table.contains("= na"))
    #expect(!session.succeed("load fox").contains("look the same"))
  }

  @Test("A word can be typed as it is shown, with invisible characters as escapes")
  func escapes() throws {
    for word in ["rose\u{200D}", "\u{FEFF}rose", "ro\u{AD}se"] {
      let session = try testSession("x \(word) y\n")
      let shown = displayText(word.utf8)
      #expect(shown.contains("\\u{"))
      #expect(session.succeed("print v[\"\(shown)\"]").contains("= ["))
      session.succeed("break \"\(shown)\"")
    }
    #expect(try splitArguments("\"\\u{1F600}\\u{41}\"").map(\.text) == ["\u{1F600}A"])
    for plain in ["\\u{}", "\\u{110000}", "\\u{d800}", "\\u{41", "\\u"] {
      #expect(try splitArguments("\"\(plain)\"").map(\.text) == [String(plain.dropFirst())])
    }
  }

  @Test("Raw tokens are advised only where they find words")
  func advice() throws {
    let folder = try TemporaryFolder()
    let session = try testSession()
    let blank = try folder.write("\n \t\n\r\n", to: "blank.txt")
    #expect(session.outcome("load \(blank)").failure?.contains("all of them blanks") == true)
    let marks = try folder.write("... !!!\n", to: "marks.txt")
    #expect(session.outcome("load \(marks)").failure?.contains("raw") == true)
    session.succeed("set tokens raw", "load \(marks)")
  }
}
