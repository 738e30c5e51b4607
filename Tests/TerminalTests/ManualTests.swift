import Glibc
import TestSupport
import Testing

/// Output for other programs: man, and the completion of shells.
struct ManualTests {
  private func run(_ command: [String], _ variables: [String: String] = [:]) async throws
    -> Tool.Result
  {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    let environment = ["PATH": path, "LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MANROFFSEQ": ""]
    return try await Tool.named(command[0]).run(
      Array(command.dropFirst()), environment: environment.merging(variables) { $1 })
  }

  @Test("man shows the manual page without a warning")
  func rendering() async throws {
    let folder = try TemporaryFolder()
    let page = try await BuiltProgram.run(["--generate-manual"])
    #expect(page.status == 0 && page.errors == "")
    let path = try folder.write(page.output, to: "sgdb.1")
    let lint = try await run(["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", path])
    #expect(lint.status == 0 && lint.errors == "")
    let shown = try await run(["bash", "-c", "man -l '\(path)' | col -bx"])
    #expect(shown.status == 0 && shown.errors == "")
    for text in [
      "NAME\n       sgdb - a debugger", "SETTINGS", "step [N] (s)", "--eta X", "∂J/∂v_c", "ŷ",
      "C-x s", "EXIT STATUS",
    ] {
      #expect(shown.output.contains(text), "\(text)")
    }
    for line in shown.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test(
    "bash completes corpora, files and choices",
    arguments: [
      (["fr"], "fruit"), ([""], "royals"), (["--objective", "neg"], "negative-sampling"),
      (["--color", "al"], "always"), (["--obj"], "--objective"), (["./no"], "./notes.txt"),
      (["-x", "no"], "notes.txt"),
    ])
  func completion(words: [String], expected: String) async throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("a b\n", to: "notes.txt")
    let all = (["sgdb"] + words).map { "'\($0)'" }.joined(separator: " ")
    let last = words.last ?? ""
    let line = (["sgdb"] + words).joined(separator: " ")
    let script = """
      cd '\(folder.path)'
      eval "$('\(BuiltProgram.path)' --generate-completion-script bash)"
      sgdb() { '\(BuiltProgram.path)' "$@"; }
      COMP_WORDS=(\(all)); COMP_CWORD=\(words.count)
      COMP_LINE='\(line)'; COMP_POINT=\(line.utf8.count)
      _sgdb sgdb '\(last)' '\(words.dropLast().last ?? "sgdb")'
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let result = try await run(["bash", "-c", script])
    #expect(
      result.output.split(separator: "\n").contains { $0 == expected },
      "\(result.output) \(result.errors)")
  }
}
