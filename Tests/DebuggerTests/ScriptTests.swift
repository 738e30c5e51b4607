import RandomCases
import TestSupport
import Testing

@testable import Debugger
@testable import Runs

@Suite("Scripts")
struct ScriptTests {
  @Test("A line is taken apart into name, rest and comment")
  func lines() throws {
    #expect(ParsedLine("") == nil)
    #expect(ParsedLine("  # all comment") == nil)
    let line = try #require(ParsedLine("  print  u[the]#1 # comment "))
    #expect(line.name == "print")
    #expect(line.rest == "u[the]#1")
    #expect(line.restOffset == 9)
    #expect(ParsedLine("(漢)")?.name == "(")
    #expect(ParsedLine(" ŷ 漢")?.name == "ŷ")
    #expect(
      ParsedLine("break \"# no comment\" # one")?.rest
        == "break \"# no comment\"".dropFirst(6).description)
  }

  @Test("Words in quotes hold blanks, quotes, backslashes and bytes")
  func quotes() throws {
    let arguments = try splitArguments(#"a "b c" "d\"e" "f\\g" "\xff" """#)
    #expect(
      arguments.map(\.bytes) == [
        Array("a".utf8), Array("b c".utf8), Array("d\"e".utf8), Array("f\\g".utf8), [0xFF], [],
      ])
    #expect(arguments.map(\.isQuoted) == [false, true, true, true, true, true])
    #expect(throws: CommandError.self) { try splitArguments("a \"b") }
  }

  @Test("splitArguments() reads the output of quoted()", arguments: 0..<50)
  func quotedRoundTrip(seed: Int) throws {
    var generator = TestRandom(seed: seed)
    let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
      UInt8.random(in: 0...255, using: &generator)
    }
    #expect(try splitArguments(quoted(bytes)).map(\.bytes) == [bytes])
  }

  @Test("A script runs its lines in order; a nested one before the rest")
  func order() throws {
    let session = try Session.ofRoyals()
    let folder = try TemporaryFolder()
    let inner = try folder.write("print 2\n# nothing\nprint 3 # three\r\n", to: "inner.sgdb")
    let outer = try folder.write("print 1\nsource \"\(inner)\"\nprint 4", to: "outer.sgdb")
    #expect(session.succeed("source \(outer)") == "$1 = 1\n$2 = 2\n$3 = 3\n$4 = 4\n")
  }

  @Test(
    "A script that runs itself ends with an error", arguments: ["", "step\n", "\nwhere\nwhere"])
  func recursion(rest: String) throws {
    let session = try Session.ofRoyals()
    let folder = try TemporaryFolder()
    let path = try folder.write("source \(folder.file("self.sgdb"))\n\(rest)", to: "self.sgdb")
    let failure = try #require(session.outcome("source \(path)").failure)
    #expect(failure.contains("scripts are nested"))
    #expect(!session.isBusy)
    session.succeed("step")
  }

  @Test("Commands of a breakpoint run when it stops")
  func breakpointCommands() throws {
    let session = try Session.ofRoyals()
    let folder = try TemporaryFolder()
    let path = try folder.write("break 3\ncommands\n  print 42\nend\ncontinue\n", to: "a.sgdb")
    #expect(session.succeed("source \(path)").contains("$1 = 42"))
    #expect(session.run.number == 3)
  }

  @Test(
    "A file that ends within the commands of a breakpoint fails, and later lines are not its commands",
    arguments: ["break 3\ncommands\nprint 42", "break 3\ncommands 1\n"])
  func commandsWithoutEnd(script: String) throws {
    let session = try Session.ofRoyals()
    let folder = try TemporaryFolder()
    let inner = try folder.write(script, to: "inner.sgdb")
    let outer = try folder.write("source \(inner)\nprint 1", to: "outer.sgdb")
    for path in [inner, outer] {
      let failure = try #require(session.outcome("source \(path)").failure)
      #expect(failure.contains("inner.sgdb:"))
      #expect(failure.contains("lack a line `end`"))
      #expect(session.takesCommands)
    }
    session.succeed("continue")
    #expect(session.run.number == 3)
  }

  @Test("`quit` takes no argument, and asks to end")
  func quit() throws {
    let session = try Session.ofRoyals()
    #expect(session.outcome("quit now").failure != nil)
    #expect(session.outcome("quit").effects == [.quit])
  }
}
