import Glibc
import TestSupport

/// What a process that has ended leaves.
struct FinishedProcess {
  /// The exit status; negative, the number of the signal that ended it.
  var status: Int32
  var output: String
  var errors: String
}

/// A call of the system that failed.
struct SystemError: Error, CustomStringConvertible {
  var call: String
  var number: Int32

  var description: String { "\(call): \(String(cString: strerror(number)))" }
}

/// Runs a program to its end, with its standard streams in files.
///
/// Foundation's `Process` would wait for tmux's server, too, which outlives the command that starts
/// it.
func runProcess(
  _ arguments: [String], input: String = "", environment: [String: String]
) throws -> FinishedProcess {
  let folder = try TemporaryFolder()
  let standardInput = try folder.write(input, to: "input")
  let (output, errors) = (folder.file("output"), folder.file("errors"))

  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  let created = O_WRONLY | O_CREAT | O_TRUNC
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, standardInput, O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, created, 0o600)
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, created, 0o600)

  // Threads of a test block signals, and what is started inherits that.
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var signals = sigset_t()
  sigemptyset(&signals)
  posix_spawnattr_setsigmask(&attributes, &signals)
  sigfillset(&signals)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  posix_spawnattr_setflags(
    &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

  var process: pid_t = 0
  let failure = withCStrings(arguments) { arguments in
    withCStrings(environment.map { "\($0)=\($1)" }) { environment in
      posix_spawnp(
        &process, arguments[0] ?? strdup(""), &actions, &attributes, arguments, environment)
    }
  }
  if failure != 0 { throw SystemError(call: arguments[0], number: failure) }
  var status: Int32 = 0
  while waitpid(process, &status, 0) < 0 && errno == EINTR {}
  let signal = status & 0x7F
  return FinishedProcess(
    status: signal == 0 ? status >> 8 & 0xFF : -signal,
    output: try readFile(output), errors: try readFile(errors))
}

/// A file's text.
func readFile(_ path: String) throws -> String {
  guard let file = fopen(path, "r") else { throw SystemError(call: path, number: errno) }
  defer { fclose(file) }
  var text: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&part, 1, part.count, file), count > 0 { text += part[..<count] }
  return String(decoding: text, as: UTF8.self)
}

private func withCStrings<R>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R
) -> R {
  let copies = strings.map { strdup($0) }
  defer { for copy in copies { free(copy) } }
  return body(copies + [nil])
}
