import TestSupport
import Testing
import Word2Vec

@testable import Debugger

@Suite("Printed text")
struct SafeOutputTests {
  /// An escape, the one-byte start of a control sequence, and an override of the writing direction.
  private static let hostile = "\u{1B}[31m\u{9B}1m\u{202E}x\u{7}"

  private func expectSafe(_ effects: [Effect], _ line: String) {
    for effect in effects {
      switch effect {
      case .print(let text), .failure(let text), .measured(let text, _):
        // Lines of CSV end with a return.
        let bad = text.unicodeScalars.first {
          $0 != "\n" && $0 != "\t" && !$0.isShown && !($0 == "\r" && line.contains("csv"))
        }
        #expect(bad == nil, "\(line.debugDescription): \(text.debugDescription)")
      default: break
      }
    }
  }

  @Test("Nothing in a command steers a terminal", arguments: Command.all)
  func commands(command: Command) throws {
    let session = try Session.ofRoyals()
    session.interface.timing = true
    session.succeed("break king", "step 3")
    for arguments in ["", "1 ", "eta ", "king : ", "1 = ", "king ", "eta 1 -- ", "outside "] {
      for word in [Self.hostile, "\"\(Self.hostile)\""] {
        let line = "\(command.name) \(arguments)\(word)"
        expectSafe(session.run(line), line)
        expectSafe(session.run("end"), line)
      }
    }
    expectSafe(session.run("history 100"), "history")
    expectSafe(session.run(Self.hostile), Self.hostile)
  }

  @Test("Nothing in a corpus steers a terminal", arguments: Objective.allCases)
  func corpus(objective: Objective) throws {
    let word = Self.hostile
    let session = try Session.on(
      bytes: Array("the \(word) sat \(word) the \(word)2 sat\n".utf8), tokenization: .raw
    ) { $0.objective = objective }
    for line in [
      "info corpus", "info vocabulary", "info window", "list", "where", "terms", "negatives",
      "step", "why the sat", "print center", "nearest the", "derive", "check", "compare", "whatif",
      "export json -", "export csv -", "export m -", "export tex -",
    ] {
      expectSafe(session.run(line), line)
    }
  }

  @Test("A word longer than any line is cut where it is shown, and whole where it is written")
  func longWord() throws {
    let word = String(repeating: "x", count: 1_000)
    let session = try Session.on("\(word) sat down\n")
    #expect(session.succeed("where").utf8.count < 400)
    #expect(session.succeed("export json -").contains("\"center\": \"\(word)\""))
    #expect(session.succeed("export csv -").contains(word))
  }

  @Test(
    "A count of one has its unit in the singular",
    arguments: [(0, "0 words"), (1, "1 word"), (2, "2 words"), (1_000, "1,000 words")])
  func units(count: Int, text: String) {
    #expect(counted(count, "word") == text)
  }
}
