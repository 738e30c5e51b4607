import TestSupport
import Testing
import Word2Vec

@testable import Debugger

@Suite("Files of others, and questions before loss")
struct TrustTests {
  /// A session file whose breakpoints are a script.
  private func sessionFile(_ script: String, in folder: TemporaryFolder) throws -> String {
    let file = folder.file("a.sgdbs")
    try testSession().succeed("save session \(file)")
    var editor = try SessionFileEditor(folder.bytes("a.sgdbs"))
    editor.encode("breakpoints") { $0.append(script) }
    return try folder.write(editor.bytes, to: "b.sgdbs")
  }

  @Test(
    "Only breakpoints and displays come out of a session file",
    arguments: [
      "load fox", "loa session b.sgdbs", "source x", "set log x", "break the\nstep",
      "commands\nend\nquit",
    ])
  func whitelist(script: String) throws {
    let folder = try TemporaryFolder()
    let file = try sessionFile("break the\n" + script, in: folder)
    let session = try testSession()
    session.succeed("step 3")
    let failure = try #require(session.outcome("load session \(file)").failure)
    #expect(failure.contains("refused: a session file sets breakpoints and displays only"))
    #expect(session.run.number == 3)
  }

  @Test(
    "A session file whose commands have no end is refused",
    arguments: ["commands\nprint J\n", "commands", "commands\ncommands 2\nend\ncommands 3"])
  func commandsWithoutEnd(script: String) throws {
    let folder = try TemporaryFolder()
    let session = try testSession()
    session.succeed("step 3")
    let file = try sessionFile("break the\n" + script, in: folder)
    let failure = try #require(session.outcome("load session \(file)").failure)
    #expect(failure.contains("lack a line `end`"))
    #expect(session.run.number == 3 && session.takesCommands)
  }

  @Test(
    "Commands of a session file's breakpoints neither write nor read, also when they run later",
    arguments: ["save breakpoints", "set log", "record", "export", "source", "save vectors"])
  func commands(command: String) throws {
    let folder = try TemporaryFolder()
    let target = try folder.write("print 1\n", to: "start.svg.cast.txt")
    let file = try sessionFile("break 2\ncommands\n\(command) \(target)\nend\n", in: folder)
    let session = try testSession()
    session.succeed("load session \(file)")
    let failure = try #require(session.outcome("continue").failure)
    #expect(failure.contains("refused: commands of this file may not"))
    #expect(try folder.text("start.svg.cast.txt") == "print 1\n")
    session.succeed("save breakpoints \(folder.file("mine.sgdb"))")
    #expect(try folder.text("mine.sgdb") == "break 2\n")
  }

  @Test("Limited commands read regular files beneath their folder and nothing else")
  func reading() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("print 6 * 7\n", to: "in/a.sgdb")
    let outside = try folder.write("print 1\n", to: "out.sgdb")
    let session = try testSession()
    for (path, isRead) in [("a.sgdb", true), ("../out.sgdb", false), (outside, false)] {
      session.enqueue(
        Script(
          "source \(path)".utf8, name: "x",
          trust: .limited(toFolderOf: folder.file("in/a.sgdb"))))
      let effects = session.run("print 0")
      #expect("\(effects)".contains("= 42") == isRead, "\(path)")
      #expect("\(effects)".contains("refused") != isRead, "\(path)")
    }
  }

  @Test("A typed command asks before it overwrites a file that the session has not written")
  func questions() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("old\n", to: "a.csv")
    let session = try testSession()
    session.host.isAtPrompt = true
    session.output("set log \(file)")
    #expect(session.prompt.hasSuffix("exists; overwrite it? (y or n) "))
    #expect(session.outcome("n").failure?.contains("stays as it is") == true)
    #expect(try folder.text("a.csv") == "old\n")
    session.output("export \(file)")
    _ = session.interrupt()
    #expect(session.prompt == "(sgdb) ")
    session.output("export \(file)")
    _ = session.endInput()
    #expect(try folder.text("a.csv") == "old\n")
    session.output("export \(file)")
    session.succeed("y")
    #expect(try folder.text("a.csv") != "old\n")
    session.succeed("export \(file)")
    #expect(session.prompt == "(sgdb) ")
  }

  @Test("Scripts overwrite without a question, unless confirm is on")
  func scripts() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("old\n", to: "a.csv")
    let session = try testSession()
    session.succeed("set confirm on")
    session.output("export \(file)")
    #expect(Outcome(session.finish()).failure?.contains("stays as it is") == true)
    #expect(try folder.text("a.csv") == "old\n")
    session.succeed("set confirm off", "export \(file)")
    #expect(try folder.text("a.csv") != "old\n")
  }

  @Test(
    "Words that a spreadsheet would compute are neutralized, numbers are not",
    arguments: [
      ("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("+a", "'+a"), ("-a,b", "\"'-a,b\""), ("@x", "'@x"),
      ("-1.5e-07", "-1.5e-07"), ("a=b", "a=b"), ("", ""),
    ])
  func spreadsheets(field: String, written: String) {
    #expect(csvField(field) == written)
  }

  @Test("The loaded corpus is never overwritten")
  func corpus() throws {
    let folder = try TemporaryFolder()
    let text = "the cat sat on the mat\nthe dog sat on the cat\n"
    let file = try folder.write(text, to: "a.txt")
    let session = try testSession()
    session.succeed("load \(file)")
    for command in ["set log", "save vectors", "export screen", "save breakpoints"] {
      let failure = session.outcome("\(command) \(file)").failure
      #expect(failure?.contains("the corpus of this session") == true, "\(command)")
    }
    #expect(try folder.text("a.txt") == text)
  }

  @Test("Quitting asks after more than 1,000 windows that no session file has")
  func longRun() throws {
    let folder = try TemporaryFolder()
    let session = try testSession { $0.epochs = 100 }
    session.host.isAtPrompt = true
    session.succeed("step 1000")
    #expect(session.run("quit").contains(.quit))
    session.succeed("step 1")
    #expect(!session.run("quit").contains(.quit))
    #expect(session.run("y").contains(.quit))
    session.succeed("save session \(folder.file("a.sgdbs"))")
    #expect(session.run("quit").contains(.quit))
  }
}
