import Debugger
import TestSupport
import Testing

/// The commands that help offers, in the real program and a folder of one's own.
struct HelpExampleTests {
  /// Runs commands under negative sampling, some windows into the bundled text, where there are
  /// already a breakpoint, a display, a branch, and the files that examples read.
  private func run(_ commands: [String], in folder: TemporaryFolder) async throws -> Tool.Result {
    _ = try folder.write("where\n", to: "first.sgdb")
    let lines =
      ["set objective negative-sampling", "display J", "break 900", "step 60", "goto 40"]
      + ["set eta 0.2", "step 20"]
      + ["save vectors v.txt", "save session run.sgdbs"] + commands
    let arguments = ["--batch", "-nx"] + lines.flatMap { ["-ex", $0] }
    return try await Tool(path: BuiltProgram.path).run(
      arguments,
      environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path, "LANG": "C.UTF-8"],
      in: folder.path)
  }

  @Test("Each topic of help ends with commands that work", arguments: HelpTopic.all)
  func topics(topic: HelpTopic) async throws {
    let end = try #require(topic.text.split(separator: "try:\n").last)
    let commands = end.split(separator: "\n").map { $0.drop { $0 == " " } }.map(String.init)
    #expect(!commands.isEmpty && commands == topic.examples)
    let folder = try TemporaryFolder()
    for command in commands {
      let result = try await run([command], in: folder)
      #expect(result.status == 0 && result.errors == "", "\(command): \(result.errors)")
    }
  }

  @Test(
    "The examples of each command work one after the other, and write the files they name",
    arguments: Command.all)
  func commands(command: Command) async throws {
    let folder = try TemporaryFolder()
    // Lines after `commands` belong to the breakpoint up to `end`.
    let end = command.name == "commands" ? ["end"] : []
    let result = try await run(command.examples + end, in: folder)
    #expect(result.status == 0 && result.errors == "", "\(result.errors)")
    for example in command.examples where ["save", "export", "record"].contains(command.name) {
      guard let file = example.split(separator: " ").last, file.contains(".") else { continue }
      #expect(folder.names.contains(String(file)), "\(example)")
    }
  }
}
