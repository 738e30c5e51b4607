import Foundation
import TestSupport
import Testing
import Word2Vec

@testable import Debugger

@Suite("Lessons and sessions of others")
struct LessonFileTests {
  @Test("A lesson of a file runs with its comments, under the settings of the beginning")
  func lesson() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("one two three\nthree two one\n", to: "text.txt")
    let file = try folder.write("# A lesson\nload text.txt\nprint 6 * 7\n", to: "lesson.sgdb")
    let session = try testSession()
    session.succeed("set eta 0.5")
    let shown = session.succeed("preset \(file)")
    #expect(shown.contains("# A lesson\n"))
    #expect(shown.contains("= 42"))
    #expect(session.corpus.name == "text.txt")
    #expect(session.hyperparameters.learningRate == Hyperparameters().learningRate)
    #expect(session.outcome("preset fxo").failure?.contains("unknown lesson 'fxo'") == true)
    #expect(session.outcome("preset \(folder.path)/x").failure?.contains("x") == true)
  }

  @Test(
    "A lesson neither writes nor reads outside its folder, also from a breakpoint or a script of it",
    arguments: [
      "export w.json", "save session s.sgdbs", "save vectors v.txt", "save breakpoints b.sgdb",
      "set log l.csv", "record r.cast", "load ../out.txt", "source ../out.txt", "load /etc/passwd",
      "load vectors ../v.txt", "load session ../a.sgdbs", "set trust on\nexport w.json",
      "break 2\ncommands\nexport w.json\nend\ncontinue", "source more.sgdb",
      "with eta 0.1 -- export w.json",
    ])
  func limits(commands: String) throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("one two three\n", to: "out.txt")
    _ = try folder.write("export w.json\n", to: "in/more.sgdb")
    let file = try folder.write(commands + "\n", to: "in/lesson.sgdb")
    let session = try testSession()
    let failure = try #require(session.outcome("preset \(file)").failure)
    #expect(failure.contains("refused") || failure.contains("trust"), "\(failure)")
    #expect(folder.names == ["in", "out.txt"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.file("in")).sorted() == [
        "lesson.sgdb", "more.sgdb",
      ])
  }

  @Test("The corpus that a session names is read only as a regular file", arguments: [true, false])
  func corpus(isPipe: Bool) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("pipe")
    if isPipe { #expect(mkfifo(path, 0o600) == 0) }
    let session = try testSession()
    session.succeed("save session \(folder.file("a.sgdbs"))")
    var editor = try SessionFileEditor(folder.bytes("a.sgdbs"))
    var decoder = BinaryDecoder(try #require(editor["corpus"]))
    _ = (try decoder.string("kind"), try decoder.string("name"))
    let rest = (0..<decoder.bytesLeft / 8).map { _ in try? decoder.unsigned("number") }
    editor.encode("corpus") { encoder in
      encoder.append("file")
      encoder.append(isPipe ? path : "/dev/zero")
      for number in rest { encoder.append(number ?? 0) }
    }
    editor["text"] = nil
    let file = try folder.write(editor.bytes, to: "b.sgdbs")
    let failure = try #require(session.outcome("load session \(file)").failure)
    #expect(failure.contains("is not a regular file"))
  }

  @Test("Nothing of another file in place of a session's corpus is shown")
  func foreignCorpus() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("one two three\nthree two one\n", to: "text.txt")
    let session = try testSession()
    session.succeed("load \(text)", "save session \(folder.file("a.sgdbs"))")
    for other in ["", "...", "secret words\n", "secret\n"] {
      _ = try folder.write(other, to: "text.txt")
      let outcome = session.outcome("load session \(folder.file("a.sgdbs"))")
      #expect(outcome.failure?.contains("is not the text of the saved session") == true)
      #expect(!outcome.output.contains("secret"))
    }
  }

  @Test("Saving breakpoints reports the commands that it leaves out")
  func leftOut() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("break 2\ncommands\nprint 1\nend\nbreak 3\n", to: "lesson.sgdb")
    let session = try testSession()
    session.succeed("preset \(file)")
    let saved = session.succeed("save breakpoints \(folder.file("b.sgdb"))")
    #expect(saved.contains("left out the commands of breakpoint 1: "))
    #expect(!saved.contains("breakpoint 2"))
    #expect(try folder.text("b.sgdb") == "break 2\nbreak 3\n")
  }
}
