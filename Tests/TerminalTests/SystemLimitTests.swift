import Glibc
import TestSupport
import Testing

/// The program where the system gives less than it asks for.
@Suite("Limits of the system", .serialized)
struct SystemLimitTests {
  /// Runs a line of the shell, in which `$SGDB` is the program, for a minute at most.
  private func shell(
    _ line: String, input: String = "", in folder: TemporaryFolder
  ) async throws -> Tool.Result {
    try await Tool.named("timeout").run(
      ["-s", "KILL", "60", "bash", "-c", line], input: input,
      environment: [
        "SGDB": BuiltProgram.path, "HOME": folder.path, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
      ],
      in: folder.path)
  }

  @Test("Output to a closed standard output is an error", arguments: ["--batch", "--plain"])
  func closedOutput(mode: String) async throws {
    let folder = try TemporaryFolder()
    let result = try await shell("\"$SGDB\" \(mode) -nx -ex 'print 1' < /dev/null >&-", in: folder)
    #expect(result.status == 1)
    #expect(result.errors.contains("sgdb: standard output: "))
  }

  @Test("A log that no longer fits holds whole lines, and the run fails", arguments: [1, 2])
  func fullLog(blocks: Int) async throws {
    let folder = try TemporaryFolder()
    let result = try await shell(
      "ulimit -f \(blocks); \"$SGDB\" fox --batch -nx -ex 'set log l.csv' -ex 'step 60' -ex 'print 1'",
      in: folder)
    #expect(result.status == 1)
    #expect(result.errors.contains("l.csv cannot be written: File too large; logging has stopped"))
    #expect(!result.output.contains("$1 = 1"))
    let whole = try await shell(
      "\"$SGDB\" fox --batch -nx -ex 'set log w.csv' -ex 'step 60'", in: folder)
    #expect(whole.status == 0)
    let log = try folder.text("l.csv")
    #expect(log.hasSuffix("\n") && log.utf8.count <= blocks * 1024)
    #expect(log.utf8.count > blocks * 1024 - 100)
    #expect(try folder.text("w.csv").hasPrefix(log))
  }

  @Test(
    "Where memory is limited, a run that is too large is refused and the session goes on",
    arguments: [600, 900])
  func memory(megabytes: Int) async throws {
    let folder = try TemporaryFolder()
    let text = (0..<4_000).map { "w\($0) w\(($0 * 7919) % 4_000)\n" }.joined()
    _ = try folder.write(text, to: "text.txt")
    let commands =
      ["set objective softmax", "step", "save session a.sgdbs"]
      + [10_000, 4_000, 2_000, 1_000, 300].flatMap {
        ["set dimension \($0)", "step 2", "whatif eta 1"]
      }
      + ["load session a.sgdbs", "print 6 * 7"]
    let result = try await shell(
      "ulimit -v \(megabytes * 1000); \"$SGDB\" text.txt --plain -nx",
      input: commands.joined(separator: "\n") + "\n", in: folder)
    // A command of a pipe has failed.
    #expect(result.status == 1, "\(result.errors)")
    #expect(result.errors.contains("4,000 words with 10,000 components each need"))
    #expect(!result.errors.contains("Fatal"))
    #expect(result.output.contains("$1 = 42"))
  }

  @Test("Few descriptors are reported", arguments: 3...12)
  func descriptors(count: Int) async throws {
    let folder = try TemporaryFolder()
    let result = try await shell(
      "ulimit -n \(count); exec \"$SGDB\" fox --batch -nx -ex 'save session a.sgdbs' -ex 'load session a.sgdbs'",
      in: folder)
    #expect(
      result.status == 0 || result.status == 1 && !result.errors.isEmpty || result.status == 127)
    #expect(folder.names.allSatisfy { $0 == "a.sgdbs" })
  }

  @Test(
    "A pipe as script, or as standard input that is sourced, ends on Ctrl-C",
    arguments: ["-x pipe", "-ex 'source pipe'", "-ex 'source /dev/stdin'", "pipe"])
  func silentPipes(arguments: String) async throws {
    let folder = try TemporaryFolder()
    #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
    let result = try await shell(
      "set -m; sleep 9 | \"$SGDB\" --batch -nx \(arguments) & sleep 1; pkill -INT -P $$ -x sgdb; wait $!; echo status $?",
      in: folder)
    #expect(result.output.contains("status 130") || result.output.contains("status 1"), "\(result)")
  }

  @Test("A pipe as init file is refused at once")
  func initFile() async throws {
    let folder = try TemporaryFolder()
    let result = try await shell(
      "mkdir -p .config/sgdb; mkfifo .config/sgdb/init.sgdb; \"$SGDB\" --batch -ex 'print 1'",
      in: folder)
    #expect(result.status == 1)
    #expect(result.errors.contains("not a regular file"))
  }

  @Test("20,000 settings to try in one line are refused within seconds")
  func nesting() async throws {
    let folder = try TemporaryFolder()
    let line = String(repeating: "with eta 0.1 -- ", count: 20_000) + "print 1\n"
    _ = try folder.write(line, to: "deep.sgdb")
    let start = ContinuousClock.now
    let result = try await BuiltProgram.run(["--batch", "-nx", "-x", folder.file("deep.sgdb")])
    #expect(result.status == 1)
    #expect(result.errors.contains("`with` is nested more than 100 deep"))
    #expect(ContinuousClock.now - start < .seconds(30))
  }
}
