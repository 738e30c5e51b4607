import Foundation

/// Measures the time from the start of the program to its first whole frame on a terminal.
func measureStart() throws -> [Figure] {
  guard let program = Prepared.program.path else {
    throw BenchmarkError("there is no program; start this by script/bench")
  }
  var figure = Figure(what: "first frame of the bundled text, 120x40", unit: "ms")
  for _ in 0..<15 {
    figure.values.append(try millisecondsToFirstFrame([program, "-nx"]))
    let watch = ContinuousClock.now
    _ = try CommandLineTool(command: [program, "--version"]).run()
    figure.references.append((ContinuousClock.now - watch) / .milliseconds(1))
  }
  return [figure]
}

/// Starts a program on a terminal of its own and waits for its prompt.
private func millisecondsToFirstFrame(_ command: [String]) throws -> Double {
  // What posix_openpt, unlockpt and ptsname do, which Swift does not see.
  let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
  var lock: Int32 = 0
  var number: UInt32 = 0
  guard master >= 0, ioctl(master, 0x4004_5431, &lock) == 0,
    ioctl(master, 0x8004_5430, &number) == 0
  else { throw BenchmarkError("there is no terminal to be had") }
  let name = "/dev/pts/\(number)"
  defer { close(master) }
  var size = winsize(ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0)
  _ = ioctl(master, UInt(TIOCSWINSZ), &size)

  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  for descriptor in 0...2 as ClosedRange<Int32> {
    posix_spawn_file_actions_addopen(&actions, descriptor, name, O_RDWR, 0)
  }
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  // A session of its own makes the terminal its own; POSIX_SPAWN_SETSID is not seen either.
  posix_spawnattr_setflags(&attributes, 0x80)
  let variables: [String] = ["TERM=xterm-256color", "LANG=C.UTF-8", "HOME=/tmp"]
  let arguments = command.map { strdup($0) } + [nil]
  let environment = variables.map { strdup($0) } + [nil]
  defer { for text in arguments + environment { free(text) } }

  let start = ContinuousClock.now
  var process: pid_t = 0
  guard posix_spawn(&process, command[0], &actions, &attributes, arguments, environment) == 0 else {
    throw BenchmarkError("\(command[0]) cannot be started")
  }
  defer {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }
  var output: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  let prompt = Array("(sgdb)".utf8)
  while output.firstRange(of: prompt) == nil {
    let count = read(master, &block, block.count)
    guard count > 0 else { throw BenchmarkError("\(command[0]) ended without a prompt") }
    output += block[..<count]
  }
  return (ContinuousClock.now - start) / .milliseconds(1)
}
