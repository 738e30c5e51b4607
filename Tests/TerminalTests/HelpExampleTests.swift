import Debugger
import Foundation
import Testing

/// The commands that help offers, in the real program and a folder of one's own.
struct HelpExampleTests {
  /// Runs commands under negative sampling, a few windows into the bundled text.
  private func run(_ commands: [String], in folder: TemporaryFolder) throws -> FinishedProcess {
    let lines = ["set objective negative-sampling", "step 3"] + commands
    let arguments = ["--batch", "-nx"] + lines.flatMap { ["-ex", $0] }
    let quoted = arguments.map { "'" + $0.replacing("'", with: "'\\''") + "'" }
    let line = "cd '\(folder.path)' && '\(BuiltProgram.path)' " + quoted.joined(separator: " ")
    return try runProcess(
      ["bash", "-c", line],
      environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path, "LANG": "C.UTF-8"])
  }

  @Test("Each topic of help ends with commands that work", arguments: HelpTopic.all)
  func topics(topic: HelpTopic) throws {
    let end = try #require(topic.text.split(separator: "try:\n").last)
    let commands = end.split(separator: "\n").map { $0.drop { $0 == " " } }.map(String.init)
    #expect(!commands.isEmpty && commands == topic.examples)
    let folder = try TemporaryFolder()
    for command in commands {
      let result = try run([command], in: folder)
      #expect(result.status == 0 && result.errors == "", "\(command): \(result.errors)")
    }
  }

  @Test(
    "What a command that writes offers as an example is written",
    arguments: Command.all.filter { ["save", "export", "record"].contains($0.name) })
  func writing(command: Command) throws {
    let folder = try TemporaryFolder()
    let result = try run(command.examples, in: folder)
    #expect(result.status == 0 && result.errors == "", "\(result.errors)")
    for example in command.examples {
      guard let file = example.split(separator: " ").last, file.contains(".") else { continue }
      #expect(FileManager.default.fileExists(atPath: "\(folder.path)/\(file)"), "\(example)")
    }
  }
}
